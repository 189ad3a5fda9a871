import { buildLibrary, type StatuteVersion, type TextOnDay, textInForce } from '@xiezhi/engine/law/library'
import type { Article } from '@xiezhi/engine/law/statute'
import type { Actor } from '../access/actor.ts'
import { scope } from '../access/scope.ts'
import type { Queries } from '../store/database.ts'
import { articlesOf, type StoredText, toArticle, toText } from './text-store.ts'
import { type LoadedVersion, loadedVersions } from './version-store.ts'

/** An article asked for, by the official name of its instrument. */
export interface AskedArticle {
  readonly law: string
  readonly article: number
  readonly sub: number
  readonly day: string
}

/** A loaded version with its texts. */
export interface LibraryVersion extends StatuteVersion {
  readonly id: string
  readonly files: readonly StoredText[]
}

const headsOf = (db: Queries, actor: Actor, laws: readonly string[], version?: string) => {
  let query = db
    .selectFrom('law_text')
    .select(['id', 'law', 'version_id', 'file', 'sha256', 'days', 'head'])
    .where(scope(actor, 'law_text'))
    .where('published', '=', true)
    .where('law', 'in', [...laws])
  if (version !== undefined) query = query.where('version_id', '=', version)
  return query.orderBy('id').execute()
}

const versionOf = (one: LoadedVersion, files: readonly StoredText[]): LibraryVersion => ({
  id: one.id,
  name: one.law,
  aliases: one.aliases,
  versionDate: one.versionDate,
  effectiveFrom: one.effectiveFrom,
  endedOn: one.endedOn,
  complete: one.complete,
  files,
})

/** All versions of some instruments, each with those of its articles that bear one of the numbers. */
export async function versionsWith(
  db: Queries,
  actor: Actor,
  laws: readonly string[],
  numbers: readonly number[],
): Promise<readonly LibraryVersion[]> {
  if (laws.length === 0) return []
  const loaded = await loadedVersions(db, actor, laws)
  if (loaded.length === 0) return []
  const heads = await headsOf(db, actor, laws)
  const rows = await db
    .selectFrom('law_article')
    .select(['text_id', 'article', 'sub', 'line', 'under', 'paragraphs'])
    .where(scope(actor, 'law_article'))
    .where(
      'text_id',
      'in',
      heads.map(({ id }) => id),
    )
    .where('article', 'in', [...numbers])
    .orderBy('text_id')
    .orderBy('ordinal')
    .execute()
  const articles = new Map<string, Article[]>()
  for (const row of rows) articles.set(row.text_id, [...(articles.get(row.text_id) ?? []), toArticle(row)])
  return loaded.map((one) => {
    const files = heads.filter(({ law, version_id }) => law === one.law && version_id === one.id)
    return versionOf(
      one,
      files.map((head) => toText(head, articles.get(head.id) ?? [])),
    )
  })
}

/** The texts of articles as they stood on days, in as few questions as there are kinds of rows. */
export async function textsOn(db: Queries, actor: Actor, asked: readonly AskedArticle[]): Promise<readonly TextOnDay[]> {
  const laws = [...new Set(asked.map(({ law }) => law))]
  const numbers = [...new Set(asked.map(({ article }) => article))]
  const library = buildLibrary(asked.length === 0 ? [] : await versionsWith(db, actor, laws, numbers))
  return asked.map(({ law, article, sub, day }) => textInForce(library, law, { article, sub }, day))
}

/** One version's texts whole, in the order of their articles. */
export async function wholeVersion(db: Queries, actor: Actor, law: string, version: string): Promise<readonly StoredText[]> {
  const heads = await headsOf(db, actor, [law], version)
  const articles = await articlesOf(
    db,
    actor,
    heads.map(({ id }) => id),
  )
  return heads
    .map((head) => toText(head, articles.get(head.id) ?? []))
    .sort((a, b) => (a.statute.articles[0]?.article ?? 0) - (b.statute.articles[0]?.article ?? 0))
}
