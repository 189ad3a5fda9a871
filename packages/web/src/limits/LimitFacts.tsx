import { type LimitFact, listLimitFacts } from '@xiezhi/platform/contract/limits'
import { useTranslation } from 'react-i18next'
import { useEndpoint } from '../app/query.ts'
import { ArticleLink } from '../law/LawParts.tsx'
import { bookTitle } from '../law/law-names.ts'
import { articlePlace, articleText } from '../ui/article.ts'
import { Panel } from '../ui/Panel.tsx'
import { Pill } from '../ui/Pill.tsx'
import { ScrollTable } from '../ui/ScrollTable.tsx'

const Basis = ({ fact }: { readonly fact: LimitFact }) => {
  const { i18n } = useTranslation()
  const place = articlePlace(fact.article)
  const named = `${bookTitle(fact.law)}${articleText(fact.article, i18n.language)}`
  return place ? (
    <ArticleLink law={fact.law} article={place.article} sub={place.sub}>
      {named}
    </ArticleLink>
  ) : (
    named
  )
}

const FactTable = ({
  label,
  facts,
  figures,
}: {
  readonly label: string
  readonly facts: readonly LimitFact[]
  readonly figures: boolean
}) => {
  const { t } = useTranslation()
  return (
    <ScrollTable label={label} className="fact-table">
      <thead>
        <tr>
          <th scope="col">{label}</th>
          {figures && <th scope="col">{t('limits.figure')}</th>}
          <th scope="col">{t('limits.basis')}</th>
          <th scope="col">{t('limits.note')}</th>
        </tr>
      </thead>
      <tbody>
        {facts.map((fact) => (
          <tr key={fact.id}>
            <th scope="row">
              {fact.title} {!fact.verified && <Pill tone="warning">{t('limits.unverified')}</Pill>}
              {fact.applies && <div className="soft">{fact.applies}</div>}
            </th>
            {figures && <td className="number">{fact.figure ?? '—'}</td>}
            <td>
              <Basis fact={fact} />
            </td>
            <td>{fact.note ?? '—'}</td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  )
}

/** What the law says beside lengths of time: sums and rates, and how time is counted. Folded, since it is looked up and not worked with. */
export const LimitFacts = () => {
  const { t } = useTranslation()
  const facts = useEndpoint(listLimitFacts).data
  if (!facts || facts.figures.length + facts.rules.length === 0) return null
  return (
    <Panel title={t('limits.facts')} extra={<span className="soft">{t('limits.factsText')}</span>}>
      <div className="stack">
        {facts.figures.length > 0 && (
          <details>
            <summary>{t('limits.figures', { count: facts.figures.length })}</summary>
            <FactTable label={t('limits.threshold')} facts={facts.figures} figures />
          </details>
        )}
        {facts.rules.length > 0 && (
          <details>
            <summary>{t('limits.countingRules', { count: facts.rules.length })}</summary>
            <FactTable label={t('limits.countingRule')} facts={facts.rules} figures={false} />
          </details>
        )}
      </div>
    </Panel>
  )
}
