import type { ArticleText } from '@xiezhi/platform/contract/law'
import type { ReactNode } from 'react'
import { ArticleBody, ArticleNumber, Differences } from './LawParts.tsx'
import { wordsOf } from './outline.ts'
import { differencesOf, likeness, sideOf } from './text-difference.ts'

interface Side {
  readonly key: string
  readonly head: ReactNode
  readonly text: ArticleText
}

/** One article as two days know it, side by side where there is room; what differs is marked in both. Equal texts are shown once. */
export const TwoTexts = ({ sides, sameNote }: { readonly sides: readonly Side[]; readonly sameNote: string }) => {
  const [older, second, third] = sides
  if (!older) return null
  // Three or more are read one beside another, without marks.
  const newer = third ? undefined : second
  const runs = newer ? differencesOf(wordsOf(older.text), wordsOf(newer.text)) : []
  const equal = newer !== undefined && runs.every((run) => run.kind === 'same') && older.text.article === newer.text.article
  // Two subjects under one number: marks on every letter would say less than the texts.
  const marked = newer !== undefined && likeness(runs) >= 1 / 3
  const shown = equal && newer ? [newer] : sides
  return (
    <div className={shown.length > 1 ? 'two-texts two-texts-2' : 'two-texts'}>
      {shown.map((side, place) => (
        <section key={side.key}>
          <p className="two-texts-head">
            {equal ? sides.map((one) => <span key={one.key}>{one.head}</span>) : side.head}
            {equal && <span className="soft">{sameNote}</span>}
          </p>
          {marked && !equal ? (
            <p className="compare-words">
              <ArticleNumber article={side.text.article} sub={side.text.sub} />
              <Differences runs={sideOf(runs, place === 0 ? 'older' : 'newer')} />
            </p>
          ) : (
            <ArticleBody text={side.text} number={<ArticleNumber article={side.text.article} sub={side.text.sub} />} />
          )}
        </section>
      ))}
    </div>
  )
}
