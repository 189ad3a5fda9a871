import type { FoundDate } from '@xiezhi/engine/citation/dates'

/** The days by which a decision is judged, as far as its own text tells them. */
export interface DecisionDays {
  readonly decision: string | null
  readonly act: string | null
}

/** How far from the end of the text the closing date may stand: below it there is a seal, a note on copies. */
const closing = 200

/**
 * The decision bears its day at its close: on a line of its own, the last such; else the last day near the end. The act's day is the one
 * that follows “found on inquiry that”. Nothing else is taken: a day that is not told is not known.
 */
export function decisionDays(text: string, dates: readonly FoundDate[]): DecisionDays {
  const days = dates.filter(({ precision }) => precision !== 'month')
  const alone = days.filter(
    ({ start, end }) =>
      lineAround(text, start, end)
        .replace(/[（(](?:印章|盖章|公章)[）)]/g, '')
        .trim().length <=
      end - start + 2,
  )
  const last = days.at(-1)
  const near =
    last && text.trimEnd().length - last.end <= closing && !/^(?:前|以前|之前|内|起|至)/.test(text.slice(last.end)) ? last : undefined
  const decision = (alone.at(-1) ?? near)?.iso ?? null
  const inquiry = /(?:经查明|查明|经查|经调查|违法事实)[^。；;]{0,40}$/
  const act = days.find(({ start }) => inquiry.test(text.slice(Math.max(0, start - 60), start)))?.iso ?? null
  return { decision, act: act !== null && (decision === null || act <= decision) ? act : null }
}

function lineAround(text: string, start: number, end: number): string {
  const next = text.indexOf('\n', end)
  return text.slice(text.lastIndexOf('\n', start - 1) + 1, next < 0 ? undefined : next)
}
