import type { TextCheck } from '@xiezhi/platform/contract/law-check'
import { useTranslation } from 'react-i18next'
import { writeDays } from '../../ui/format.ts'
import { Pill } from '../../ui/Pill.tsx'
import { ArticleBody, ArticleLink, ArticleNumber } from '../LawParts.tsx'
import { type Fault, faultTones } from './findings.ts'

type Shown = TextCheck['general'][number] & Partial<Pick<Fault, 'instead'>>

/** One fault: what it is, why, what to do, and the article that is meant. */
export const FaultLine = ({ fault, on }: { readonly fault: Shown; readonly on?: string | null }) => {
  const { t, i18n } = useTranslation()
  const { instead } = fault
  return (
    <li className={`fault fault-${fault.severity}`}>
      <h3>
        <Pill tone={faultTones[fault.severity]}>{t(`severity.${fault.severity}`)}</Pill> {t(`check.kind.${fault.kind}`)}
      </h3>
      <p>{writeDays(fault.explanation, i18n.language)}</p>
      <p className="soft">{t(`check.advice.${fault.kind}`)}</p>
      {instead && (
        <div className="instead">
          <p>
            {t('check.instead')} <ArticleLink law={instead.law} article={instead.article} sub={instead.sub} on={on} />
          </p>
          {instead.text && (
            <blockquote className="article-text">
              <ArticleBody text={instead.text} number={<ArticleNumber article={instead.article} sub={instead.sub} />} />
            </blockquote>
          )}
        </div>
      )}
    </li>
  )
}
