/**
 * Articles that bear another number in a later version. Those made by hand and verified are facts; those found by likeness of the
 * texts are leads and nothing is concluded from them.
 */
import { parse } from 'yaml'
import { z } from 'zod'
import { say } from '../message.ts'
import { lawMessages } from './messages.ts'

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const number = z.union([z.int().positive(), z.string().regex(/^\d+(?:-\d+)?(?:\(\d+\))?$/)])

const versionSource = z.strictObject({
  law: z.string().min(1),
  /** What the earlier version is called, or the day it was adopted. */
  from: z.string().min(1),
  to: z.string().min(1),
  effective: day,
  by: z.enum(['manual', 'auto']),
  articles: z
    .array(
      z.strictObject({
        old: number,
        /** Several where the old one was parted; none where it was dropped. */
        new: z.array(number),
        topic: z.string().min(1),
        kind: z.enum(['procedural', 'substantive']),
        certain: z.boolean(),
        /** Words beside a citation that tell that this topic is meant. */
        words: z.array(z.string().min(1)).min(1),
      }),
    )
    .default([]),
  /** `20>22 21>25`. */
  pairs: z
    .string()
    .regex(/^(?:\d+>\d+\s*)+$/)
    .optional(),
})

export interface ArticlePlace {
  readonly article: number
  /** 之几; 0 when there is none. */
  readonly sub: number
  readonly paragraph: number | null
}

export interface Renumbered {
  readonly law: string
  readonly fromVersion: string
  readonly toVersion: string
  readonly newEffective: string
  readonly old: ArticlePlace
  /** Empty where the later version has it no more. */
  readonly new: ArticlePlace | null
  /** Made by hand and verified; otherwise a lead. */
  readonly certain: boolean
  readonly topic: string | null
  /** A procedural article applies under its new number from the first day; a substantive one may yet apply as it was. */
  readonly procedural: boolean
  readonly words: readonly string[]
}

/** The renumberings of `catalogue/law/renumbering.yml`. Throws on mistakes. */
export function parseRenumbering(text: string): readonly Renumbered[] {
  const { versions } = z.strictObject({ versions: z.array(versionSource) }).parse(parse(text))
  return versions.flatMap(({ law, from, to, effective, articles, pairs }) => {
    const version = { law, fromVersion: from, toVersion: to, newEffective: effective }
    const byHand = articles.flatMap(({ old, new: news, topic, kind, certain, words }): Renumbered[] =>
      (news.length === 0 ? [null] : news).map((one) => ({
        ...version,
        old: place(old),
        new: one === null ? null : place(one),
        certain,
        topic,
        procedural: kind === 'procedural',
        words,
      })),
    )
    const byLikeness = (pairs?.trim().split(/\s+/) ?? []).map((pair): Renumbered => {
      const [old, now] = pair.split('>')
      return { ...version, old: place(old!), new: place(now!), certain: false, topic: null, procedural: false, words: [] }
    })
    return [...byHand, ...byLikeness]
  })
}

/** `20-1` is 第二十条之一, `27(1)` 第二十七条第一款. */
function place(written: number | string): ArticlePlace {
  const [, article, sub, paragraph] = /^(\d+)(?:-(\d+))?(?:\((\d+)\))?$/.exec(String(written))!
  return { article: Number(article), sub: Number(sub ?? 0), paragraph: paragraph === undefined ? null : Number(paragraph) }
}

/** An article as it is written in the catalogue: `20`, `20-1`, `27(1)`. */
export const placeText = ({ article, sub, paragraph }: ArticlePlace): string =>
  `${article}${sub > 0 ? `-${sub}` : ''}${paragraph === null ? '' : `(${paragraph})`}`

/** Every renumbering that touches an article, by its old number or its new one. `law` is the official name. */
export const renumberedOf = (
  list: readonly Renumbered[],
  law: string,
  number: { readonly article: number; readonly sub?: number | undefined },
): readonly Renumbered[] => {
  const is = (one: ArticlePlace | null): boolean => one !== null && one.article === number.article && one.sub === (number.sub ?? 0)
  return list.filter((one) => one.law === law && (is(one.old) || is(one.new)))
}

const label = (column: string): string => say(lawMessages, { code: `law.column-${column}` })

export const lawRenumberingSchema = {
  id: 'law_renumbering',
  label: say(lawMessages, { code: 'law.renumbering' }),
  columns: [
    { name: 'canonical_name', type: 'text', label: label('canonical_name') },
    { name: 'from_version', type: 'text', label: label('from_version') },
    { name: 'to_version', type: 'text', label: label('to_version') },
    { name: 'new_effective', type: 'date', label: label('new_effective') },
    { name: 'old_article', type: 'int', label: label('old_article') },
    { name: 'old_sub', type: 'int', label: label('old_sub') },
    { name: 'old_paragraph', type: 'int', label: label('old_paragraph') },
    { name: 'new_article', type: 'int', label: label('new_article') },
    { name: 'new_sub', type: 'int', label: label('new_sub') },
    { name: 'certain', type: 'bool', label: label('certain') },
    { name: 'procedural', type: 'bool', label: label('procedural') },
    { name: 'topic', type: 'text', label: label('topic') },
  ],
} as const

/** One row an old article and a new one. An empty new number: the later version has it no more. */
export function* lawRenumberingRows(list: readonly Renumbered[]) {
  for (const one of list)
    yield {
      canonical_name: one.law,
      from_version: one.fromVersion,
      to_version: one.toVersion,
      new_effective: one.newEffective,
      old_article: one.old.article,
      old_sub: one.old.sub,
      old_paragraph: one.old.paragraph,
      new_article: one.new?.article ?? null,
      new_sub: one.new?.sub ?? null,
      certain: one.certain,
      procedural: one.procedural,
      topic: one.topic,
    }
}

export const lawRenumberingWordSchema = {
  id: 'law_renumbering_word',
  label: say(lawMessages, { code: 'law.renumbering-words' }),
  columns: [
    { name: 'canonical_name', type: 'text', label: label('canonical_name') },
    { name: 'new_effective', type: 'date', label: label('new_effective') },
    { name: 'old_article', type: 'int', label: label('old_article') },
    { name: 'old_sub', type: 'int', label: label('old_sub') },
    { name: 'topic', type: 'text', label: label('topic') },
    { name: 'word', type: 'text', label: label('word') },
  ],
} as const

/** The words that tell which topic is meant, one row a topic and word. */
export function* lawRenumberingWordRows(list: readonly Renumbered[]) {
  const seen = new Set<string>()
  for (const { law, newEffective, old, topic, words } of list) {
    const id = `${law} ${newEffective} ${placeText(old)}`
    if (seen.has(id)) continue
    seen.add(id)
    for (const word of words)
      yield { canonical_name: law, new_effective: newEffective, old_article: old.article, old_sub: old.sub, topic, word }
  }
}
