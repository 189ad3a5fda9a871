import type { Article } from '@xiezhi/engine/law/statute'
import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { scope } from '../access/scope.ts'
import { likeOf } from '../lists/stored-list.ts'
import type { Queries } from '../store/database.ts'
import { toArticle } from './text-store.ts'

/** Which texts belong to which versions. */
export interface TextPlace {
  readonly id: string
  readonly law: string
  readonly versionId: string
}

export async function textPlaces(db: Queries, actor: Actor): Promise<readonly TextPlace[]> {
  const rows = await db
    .selectFrom('law_text')
    .select(['id', 'law', 'version_id'])
    .where(scope(actor, 'law_text'))
    .where('published', '=', true)
    .orderBy('id')
    .execute()
  return rows.map(({ id, law, version_id }) => ({ id, law, versionId: version_id }))
}

export interface ArticleQuery {
  /** In the order in which hits are to be shown. */
  readonly texts: readonly string[]
  /** Folded, all of them in one article. */
  readonly words: readonly string[]
  readonly article: { readonly article: number; readonly sub: number } | null
  readonly page: number
  readonly size: number
}

const matching = (db: Queries, actor: Actor, { texts, words, article }: ArticleQuery) => {
  let query = db
    .selectFrom('law_article')
    .where(scope(actor, 'law_article'))
    .where(sql<boolean>`law_article.text_id = any(${[...texts]}::text[])`)
  for (const word of words) query = query.where('plain', 'like', likeOf(word))
  return article ? query.where('article', '=', article.article).where('sub', '=', article.sub) : query
}

/** Articles of the texts that hold all the words: a plain scan, which tens of thousands of articles bear well. */
export async function findArticles(
  db: Queries,
  actor: Actor,
  asked: ArticleQuery,
): Promise<{ total: number; rows: { textId: string; article: Article }[] }> {
  if (asked.texts.length === 0) return { total: 0, rows: [] }
  // Numbers first, texts for the page alone: a frequent word is found thousands of times.
  const rows = await db
    .with('hit', () =>
      matching(db, actor, asked)
        .select(['text_id', 'ordinal', sql<number>`count(*) over ()`.as('total')])
        .select(sql<number>`array_position(${[...asked.texts]}::text[], text_id)`.as('place'))
        .orderBy('place')
        .orderBy('ordinal')
        .limit(asked.size)
        .offset((asked.page - 1) * asked.size),
    )
    .selectFrom('hit')
    .innerJoin('law_article', (join) =>
      join.onRef('law_article.text_id', '=', 'hit.text_id').onRef('law_article.ordinal', '=', 'hit.ordinal'),
    )
    .where(scope(actor, 'law_article'))
    .select(['law_article.text_id', 'article', 'sub', 'line', 'under', 'paragraphs', 'total'])
    .orderBy('place')
    .orderBy('hit.ordinal')
    .execute()
  const found = rows.map((row) => ({ textId: row.text_id, article: toArticle(row) }))
  // A page beyond the last has no row that could say how many there are.
  return { total: rows[0]?.total ?? (asked.page > 1 ? await countArticles(db, actor, asked) : 0), rows: found }
}

async function countArticles(db: Queries, actor: Actor, asked: ArticleQuery): Promise<number> {
  const { total } = await matching(db, actor, asked)
    .select((e) => e.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return total
}

/** Articles of these texts that cite an article. */
export async function citingArticles(
  db: Queries,
  actor: Actor,
  to: { readonly law: string; readonly article: number; readonly sub: number },
  texts: readonly string[],
): Promise<{ textId: string; article: number; sub: number }[]> {
  if (texts.length === 0) return []
  const rows = await db
    .selectFrom('law_citation')
    .select(['text_id', 'article', 'sub'])
    .where(scope(actor, 'law_citation'))
    .where('to_law', '=', to.law)
    .where('to_article', '=', to.article)
    .where('to_sub', '=', to.sub)
    .where(sql<boolean>`text_id = any(${[...texts]}::text[])`)
    .orderBy(sql`array_position(${[...texts]}::text[], text_id)`)
    .orderBy('article')
    .orderBy('sub')
    .limit(1000)
    .execute()
  return rows.map(({ text_id, article, sub }) => ({ textId: text_id, article, sub }))
}
