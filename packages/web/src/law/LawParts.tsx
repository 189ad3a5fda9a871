import { Link } from '@tanstack/react-router'
import type { ArticleText, LawVersion } from '@xiezhi/platform/contract/law'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { articleKey, articleName } from '../ui/article.ts'
import { Pill } from '../ui/Pill.tsx'
import { useFormat } from '../ui/use-format.ts'
import { articleOf, bookTitle, versionTones } from './law-names.ts'
import type { Run } from './text-difference.ts'
import './law.css'

export const LawLink = ({ law }: { readonly law: string }) => (
  <Link to="/law/instruments/$law" params={{ law }}>
    {bookTitle(law)}
  </Link>
)

interface ArticleLinkProps {
  readonly law: string
  readonly article: number
  readonly sub?: number
  /** The day that is asked about; today when absent. */
  readonly on?: string | null | undefined
  readonly children?: ReactNode
}
export const ArticleLink = ({ law, article, sub = 0, on, children }: ArticleLinkProps) => {
  const { i18n } = useTranslation()
  return (
    <Link to="/law/instruments/$law/articles/$article" params={{ law, article: articleKey(article, sub) }} search={on ? { on } : {}}>
      {children ?? articleOf(law, article, sub, i18n.language)}
    </Link>
  )
}

export const VersionState = ({ version }: { readonly version: LawVersion }) => {
  const { t } = useTranslation()
  return <Pill tone={versionTones[version.state]}>{t(`law.state.${version.state}`)}</Pill>
}

/** 2021年1月22日版本. */
export const useVersionName = () => {
  const { t } = useTranslation()
  const format = useFormat()
  return ({ versionDate }: Pick<LawVersion, 'versionDate'>): string =>
    versionDate ? t('law.versionOf', { day: format.day(versionDate) }) : t('law.undated')
}

/** 自2021年7月15日起施行，自2025年1月1日起不再适用. */
export const useVersionDays = () => {
  const { t } = useTranslation()
  const format = useFormat()
  return ({ effectiveFrom, endedOn }: LawVersion): string =>
    [
      effectiveFrom ? t('law.effectiveFrom', { day: format.day(effectiveFrom) }) : t('law.effectiveUnknown'),
      endedOn ? t('law.endedOn', { day: format.day(endedOn) }) : undefined,
    ]
      .filter(Boolean)
      .join(t('law.comma'))
}

/** An article's own words: the number stands before its first paragraph, items are set in. */
export const ArticleBody = ({
  text,
  number,
}: {
  readonly text: ArticleText
  /** What stands where the number does; absent: no number. */
  readonly number?: ReactNode
}) => (
  <>
    {text.paragraphs.map((paragraph, place) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a paragraph is its place (第几款)
      <div className="law-paragraph" key={place}>
        <p>
          {place === 0 && number}
          {paragraph.text}
        </p>
        {paragraph.items.map((item) => (
          <p className="law-item" key={item.item}>
            {item.text}
          </p>
        ))}
      </div>
    ))}
  </>
)

/** The number as the law itself writes it, whatever language the page is in. */
export const ownNumber = (article: number, sub: number): string => articleName(article, sub, 'zh-CN')

export const ArticleNumber = ({ article, sub }: Pick<ArticleText, 'article' | 'sub'>) => (
  <strong className="law-no">{ownNumber(article, sub)}</strong>
)

/** Runs of a comparison: what went is struck and what came is underlined, and both are said to those who hear them. */
export const Differences = ({ runs }: { readonly runs: readonly Run[] }) => {
  const { t } = useTranslation()
  return runs.map((run, place) => {
    if (run.kind === 'same')
      return (
        // biome-ignore lint/suspicious/noArrayIndexKey: a run is its place
        <span key={place}>{run.text}</span>
      )
    const Mark = run.kind === 'removed' ? 'del' : 'ins'
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: a run is its place
      <Mark key={place}>
        <span className="visually-hidden">{t(run.kind === 'removed' ? 'law.saidRemoved' : 'law.saidAdded')}</span>
        {run.text}
        <span className="visually-hidden">{t('law.saidEnd')}</span>
      </Mark>
    )
  })
}
