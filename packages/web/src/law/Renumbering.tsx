import { useTranslation } from 'react-i18next'
import { articleText as basisArticle } from '../ui/article.ts'
import { Panel } from '../ui/Panel.tsx'
import { Pill } from '../ui/Pill.tsx'
import { useFormat } from '../ui/use-format.ts'
import type { ArticleAnswer } from './ArticlePage.tsx'
import { ArticleLink } from './LawParts.tsx'
import { numberIn } from './law-names.ts'

/** Where the article went when numbers changed, said in words; what was made by hand is certain, the rest is a lead. */
export const Renumbering = ({ answer }: { readonly answer: ArticleAnswer }) => {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const name = (text: string) => {
    const number = numberIn(text)
    if (!number) return basisArticle(text, i18n.language)
    const place = { law: answer.law, article: number.article, sub: number.sub }
    return number.article === answer.article && number.sub === answer.sub ? (
      number.name(i18n.language)
    ) : (
      <ArticleLink {...place}>{number.name(i18n.language)}</ArticleLink>
    )
  }
  return (
    <Panel title={t('law.renumbering')}>
      <ul className="renumbering">
        {answer.renumbered.map((move) => (
          <li key={`${move.fromVersion}-${move.toVersion}-${move.old}-${move.new}`}>
            <Pill tone={move.certain ? 'success' : 'warning'}>{t(move.certain ? 'law.byHand' : 'law.lead')}</Pill>
            <span>
              {move.newEffective
                ? t('law.sinceDay', { day: format.day(move.newEffective) })
                : t('law.inVersion', { version: move.toVersion })}
              {move.new === null ? (
                <>
                  {name(move.old)}
                  {t('law.dropped')}
                </>
              ) : (
                <>
                  {t('law.movedLead')}
                  {name(move.old)}
                  {t(move.certain ? 'law.movedTo' : 'law.movedPerhaps')}
                  {name(move.new)}
                  {t('law.stop')}
                </>
              )}
              {move.topic && <span className="soft"> {t('law.topic', { topic: move.topic })}</span>}
            </span>
          </li>
        ))}
      </ul>
      {answer.renumbered.some((move) => !move.certain) && <p className="soft renumbering-note">{t('law.leadText')}</p>}
    </Panel>
  )
}
