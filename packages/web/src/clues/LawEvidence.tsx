import { useTranslation } from 'react-i18next'
import { ArticleLink } from '../law/LawParts.tsx'
import { TwoTexts } from '../law/TwoTexts.tsx'
import { CopyButton } from '../ui/CopyButton.tsx'
import { useFormat } from '../ui/use-format.ts'
import type { Evidence } from './evidence.ts'
import { type ArticleEvidence, articlesByLaw } from './law-evidence.ts'

const Head = ({ article }: { readonly article: ArticleEvidence }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const { law, text, row, versionDate, effectiveFrom, effectiveTo } = article
  return (
    <>
      <ArticleLink law={law} article={text.article} sub={text.sub} on={effectiveFrom} />
      <span className="soft">
        {[
          versionDate && t('law.versionOf', { day: format.day(versionDate) }),
          effectiveFrom && t('law.effectiveFrom', { day: format.day(effectiveFrom) }),
          effectiveTo && t('clues.lawUntil', { day: format.day(effectiveTo) }),
        ]
          .filter(Boolean)
          .join(t('law.comma'))}
      </span>
      <span className="soft record-source" title={row.rowHash}>
        {t('clues.source', { file: row.file, row: row.rowNo })}
        <CopyButton text={row.rowHash} label={t('clues.copyHash')} small />
      </span>
    </>
  )
}

/** Articles among the evidence are read, not looked up in a table: what was cited beside what applied, with what differs. */
export const LawEvidence = ({ evidence }: { readonly evidence: readonly Evidence[] }) => {
  const { t } = useTranslation()
  const laws = articlesByLaw(evidence)
  if (laws.length === 0) return null
  return (
    <section className="provider" aria-label={t('clues.lawTexts')}>
      <h3>{t('clues.lawTexts')}</h3>
      <div className="record stack">
        {laws.map((articles) => (
          <TwoTexts
            key={articles[0]?.law}
            sameNote={t('check.sameText')}
            sides={articles.map((article) => ({
              key: `${article.row.rowHash}-${article.row.rowNo}`,
              head: <Head article={article} />,
              text: article.text,
            }))}
          />
        ))}
      </div>
    </section>
  )
}
