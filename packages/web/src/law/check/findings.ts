import type { CheckedCitation, TextCheck } from '@xiezhi/platform/contract/law-check'
import type { Tone } from '../../ui/Pill.tsx'
import { type Group, groupsOf } from '../marks.ts'

/** What a check found, in the order of reading. */

export type Fault = CheckedCitation['faults'][number]
export type Severity = Fault['severity']

const order = ['high', 'medium', 'low', 'list'] as const
export const faultTones: Record<Severity, Tone> = { high: 'danger', medium: 'warning', low: 'info', list: 'neutral' }

export const worst = (faults: readonly Pick<Fault, 'severity'>[]): Severity | undefined =>
  order.find((severity) => faults.some((fault) => fault.severity === severity))

/** A place of the text to press: one citation, or several that share letters. */
export interface Place extends Group {
  readonly citations: readonly CheckedCitation[]
  readonly faults: number
  readonly worst: Severity | undefined
}

export const placesOf = (citations: readonly CheckedCitation[]): readonly Place[] =>
  groupsOf(citations).map((group) => {
    const members = group.members.map((place) => citations[place]!)
    const faults = members.flatMap((citation) => citation.faults)
    return { ...group, citations: members, faults: faults.length, worst: worst(faults) }
  })

export const faultCount = (check: TextCheck): number =>
  check.general.length + check.citations.reduce((sum, citation) => sum + citation.faults.length, 0)

/** The next place in a direction, going round; only those with faults when only they are wanted. */
export const stepPlace = (places: readonly Place[], from: number | undefined, by: 1 | -1, onlyFaults: boolean): number | undefined => {
  const wanted = places.flatMap((place, at) => (!onlyFaults || place.faults > 0 ? [at] : []))
  if (wanted.length === 0) return undefined
  if (from === undefined) return by === 1 ? wanted[0] : wanted[wanted.length - 1]
  const next = by === 1 ? wanted.find((at) => at > from) : [...wanted].reverse().find((at) => at < from)
  return next ?? (by === 1 ? wanted[0] : wanted[wanted.length - 1])
}

/** A citation's own place in law: with paragraph and item. */
export const placeText = (
  citation: Pick<CheckedCitation, 'article' | 'sub' | 'paragraph' | 'item'>,
  chinese: (value: number) => string,
  language: string,
): string => {
  if (citation.article === null) return ''
  const { article, sub, paragraph, item } = citation
  if (language === 'en')
    return [`art. ${article}${sub ? `-${sub}` : ''}`, paragraph ? `para. ${paragraph}` : '', item ? `item ${item}` : '']
      .filter(Boolean)
      .join(' ')
  return `第${chinese(article)}条${sub ? `之${chinese(sub)}` : ''}${paragraph ? `第${chinese(paragraph)}款` : ''}${item ? `第${chinese(item)}项` : ''}`
}
