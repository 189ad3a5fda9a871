import type { ArticleText, compareVersions } from '@xiezhi/platform/contract/law'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { articleName } from '../ui/article.ts'
import { Pill, type Tone } from '../ui/Pill.tsx'
import type { Pair } from './folding.ts'
import { ArticleBody, ArticleLink, ArticleNumber, Differences } from './LawParts.tsx'
import { sideOf } from './text-difference.ts'

type Comparison = z.infer<typeof compareVersions.response>

const tones: Record<Pair['change'], Tone> = {
  same: 'neutral',
  changed: 'warning',
  renumbered: 'info',
  'renumbered-changed': 'warning',
  added: 'success',
  removed: 'danger',
}

/** Equal articles in a row, one line until they are asked for. */
export const FoldedArticles = ({ pairs, onOpen }: { readonly pairs: readonly Pair[]; readonly onOpen: () => void }) => {
  const { t, i18n } = useTranslation()
  const name = (pair: Pair | undefined) => (pair?.new ? articleName(pair.new.article, pair.new.sub, i18n.language) : '')
  return (
    <div className="compare-fold">
      <Button type="text" size="small" onClick={onOpen} aria-expanded={false}>
        {t('law.folded', { first: name(pairs[0]), last: name(pairs[pairs.length - 1]), count: pairs.length })}
      </Button>
    </div>
  )
}

const Side = ({ text, pair, side }: { readonly text: ArticleText | null; readonly pair: Pair; readonly side: 'older' | 'newer' }) => {
  const { t } = useTranslation()
  if (!text) return <p className="soft compare-absent">{t(side === 'older' ? 'law.absentBefore' : 'law.absentAfter')}</p>
  const number = <ArticleNumber article={text.article} sub={text.sub} />
  if (pair.differences.length === 0) return <ArticleBody text={text} number={number} />
  return (
    <p className="compare-words">
      {number}
      <Differences runs={sideOf(pair.differences, side)} />
    </p>
  )
}

interface Props {
  readonly comparison: Comparison
  readonly pair: Pair
  readonly change: number | undefined
  readonly inline: boolean
}

/** One article in both versions: side by side, or as one text with what went and what came. */
export const ComparedArticle = ({ comparison, pair, change, inline }: Props) => {
  const { t, i18n } = useTranslation()
  const shown = pair.new ?? pair.old
  if (!shown) return null
  const names = [pair.old, pair.new].flatMap((text) => (text ? [articleName(text.article, text.sub, i18n.language)] : []))
  const title = pair.change.startsWith('renumbered') ? t('law.becomes', { old: names[0] ?? '', new: names[1] ?? '' }) : (names[0] ?? '')
  return (
    <article
      className={`compare-article compare-${pair.change}`}
      tabIndex={-1}
      aria-label={title}
      {...(change === undefined ? {} : { 'data-change': change })}
    >
      {pair.change !== 'same' && (
        <p className="compare-change">
          <Pill tone={tones[pair.change]}>{t(`law.change.${pair.change}`)}</Pill>
          <span>{title}</span>
          {!pair.certain && pair.old && pair.new && <Pill tone="warning">{t('law.lead')}</Pill>}
          <span className="compare-open">
            <ArticleLink
              law={comparison.law}
              article={shown.article}
              sub={shown.sub}
              on={(pair.new ? comparison.to : comparison.from).effectiveFrom}
            >
              {t('law.openShort')}
              <span className="visually-hidden">{title}</span>
            </ArticleLink>
          </span>
        </p>
      )}
      {inline ? (
        pair.differences.length > 0 ? (
          <p className="compare-words">
            <strong className="law-no">{[...new Set(names)].join(' → ')}</strong>
            <Differences runs={pair.differences} />
          </p>
        ) : (
          <div className={pair.new ? (pair.old ? '' : 'whole-added') : 'whole-removed'}>
            <ArticleBody text={shown} number={<strong className="law-no">{[...new Set(names)].join(' → ')}</strong>} />
          </div>
        )
      ) : (
        <div className="compare-row">
          <div>
            <Side text={pair.old} pair={pair} side="older" />
          </div>
          <div>
            <Side text={pair.new} pair={pair} side="newer" />
          </div>
        </div>
      )}
    </article>
  )
}
