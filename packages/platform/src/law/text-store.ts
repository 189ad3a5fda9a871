import { foldText } from '@xiezhi/engine/law/search-words'
import type { Article, Statute } from '@xiezhi/engine/law/statute'
import { articleText } from '@xiezhi/engine/law/statute'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../access/actor.ts'
import { scope } from '../access/scope.ts'
import { newId, type Queries, type Tx } from '../store/database.ts'
import type { CitedArticle } from './cited-articles.ts'
import type { LawText } from './read-texts.ts'

/** Texts as they are kept: the head of each, and its articles a row each. */
export interface StoredText extends LawText {
  readonly id: string
}

const heading = z.object({ rank: z.enum(['编', '分编', '章', '节', '附则', '段']), text: z.string() })
const headShape = z.object({
  name: z.string(),
  part: z.string().nullable(),
  history: z.array(z.object({ day: z.string(), event: z.string() })),
  adopted: z.string().nullable(),
  effective: z.string().nullable(),
  numbering: z.enum(['article', 'section']),
  excerpt: z.boolean(),
  gaps: z.array(z.object({ after: z.number(), next: z.number() })),
})
const daysShape = z.object({
  version: z.string().optional(),
  effective: z.string().optional(),
  ended: z.string().optional(),
  source: z.string().optional(),
})
const underShape = z.array(heading)
const paragraphsShape = z.array(z.object({ text: z.string(), items: z.array(z.object({ item: z.number(), text: z.string() })) }))

export interface ArticleRow {
  readonly article: number
  readonly sub: number
  readonly line: number
  readonly under: unknown
  readonly paragraphs: unknown
}
export const toArticle = (row: ArticleRow): Article => ({
  article: row.article,
  sub: row.sub,
  under: underShape.parse(row.under),
  paragraphs: paragraphsShape.parse(row.paragraphs),
  line: row.line,
})

interface TextRow {
  readonly id: string
  readonly file: string
  readonly sha256: string
  readonly days: unknown
  readonly head: unknown
}
export const toText = (row: TextRow, articles: readonly Article[]): StoredText => {
  const { version, effective, ended, source } = daysShape.parse(row.days)
  const days = {
    ...(version !== undefined && { version }),
    ...(effective !== undefined && { effective }),
    ...(ended !== undefined && { ended }),
    ...(source !== undefined && { source }),
  }
  const statute: Statute = { ...headShape.parse(row.head), articles }
  return { id: row.id, file: row.file, sha256: row.sha256, days, statute }
}

/** What is kept of a text besides its articles. */
export const headOf = ({ articles: _, ...head }: Statute): Omit<Statute, 'articles'> => head

const atOnce = 60

/** Every published text, whole: what the versions are judged by. */
export async function publishedTexts(db: Queries, actor: Actor): Promise<readonly StoredText[]> {
  const heads = await db
    .selectFrom('law_text')
    .select(['id', 'file', 'sha256', 'days', 'head'])
    .where(scope(actor, 'law_text'))
    .where('published', '=', true)
    .orderBy('id')
    .execute()
  const texts: StoredText[] = []
  for (let at = 0; at < heads.length; at += atOnce) {
    const part = heads.slice(at, at + atOnce)
    const articles = await articlesOf(
      db,
      actor,
      part.map(({ id }) => id),
    )
    for (const head of part) texts.push(toText(head, articles.get(head.id) ?? []))
  }
  return texts
}

/** The articles of texts, in the order of the text. */
export async function articlesOf(db: Queries, actor: Actor, textIds: readonly string[]): Promise<ReadonlyMap<string, readonly Article[]>> {
  const found = new Map<string, Article[]>()
  if (textIds.length === 0) return found
  const rows = await db
    .selectFrom('law_article')
    .select(['text_id', 'article', 'sub', 'line', 'under', 'paragraphs'])
    .where(scope(actor, 'law_article'))
    .where('text_id', 'in', [...textIds])
    .orderBy('text_id')
    .orderBy('ordinal')
    .execute()
  for (const row of rows) {
    const articles = found.get(row.text_id)
    if (articles) articles.push(toArticle(row))
    else found.set(row.text_id, [toArticle(row)])
  }
  return found
}

/** Removes what a load that never ended left: nobody has seen it. */
export async function dropUnpublished(db: Queries, actor: Actor): Promise<void> {
  await db.deleteFrom('law_text').where(scope(actor, 'law_text')).where('published', '=', false).execute()
}

const rowsAtOnce = 1000

/** Writes a text aside, in transactions of its own so that pages are read meanwhile; it is there when `publishTexts` says so. */
export async function stageText(
  db: Queries,
  actor: Actor,
  loadId: string,
  text: LawText,
  cited: readonly CitedArticle[],
): Promise<StoredText> {
  const id = newId('text')
  await db
    .insertInto('law_text')
    .values({
      id,
      organisation_id: actor.organisationId,
      load_id: loadId,
      published: false,
      law: '',
      version_id: '',
      file: text.file,
      sha256: text.sha256,
      days: JSON.stringify(text.days),
      head: JSON.stringify(headOf(text.statute)),
    })
    .execute()
  const { articles } = text.statute
  for (let at = 0; at < articles.length; at += rowsAtOnce) {
    const rows = articles.slice(at, at + rowsAtOnce).map((article, index) => ({
      ordinal: at + index + 1,
      article: article.article,
      sub: article.sub,
      line: article.line,
      under: article.under,
      paragraphs: article.paragraphs,
      plain: foldText(articleText(article)),
    }))
    await sql`insert into law_article (text_id, organisation_id, ordinal, article, sub, line, under, paragraphs, plain)
      select ${id}, ${actor.organisationId}, ordinal, article, sub, line, under, paragraphs, plain
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as row (ordinal int, article int, sub int, line int, under jsonb, paragraphs jsonb, plain text)`.execute(db)
  }
  for (let at = 0; at < cited.length; at += rowsAtOnce)
    await sql`insert into law_citation (text_id, organisation_id, article, sub, to_law, to_article, to_sub)
      select distinct ${id}, ${actor.organisationId}, article, sub, to_law, to_article, to_sub
      from jsonb_to_recordset(${JSON.stringify(cited.slice(at, at + rowsAtOnce))}::jsonb)
        as row (article int, sub int, to_law text, to_article int, to_sub int)
      on conflict do nothing`.execute(db)
  return { ...text, id }
}

export interface PlacedText {
  readonly id: string
  readonly law: string
  readonly version_id: string
}

/** Makes the texts that are here now the ones that are read, and those that gave way disappear. */
export async function publishTexts(tx: Tx, actor: Actor, gone: readonly string[], placed: readonly PlacedText[]): Promise<void> {
  if (gone.length > 0)
    await tx
      .deleteFrom('law_text')
      .where(scope(actor, 'law_text'))
      .where('id', 'in', [...gone])
      .execute()
  await sql`update law_text set published = true, law = row.law, version_id = row.version_id
    from jsonb_to_recordset(${JSON.stringify(placed)}::jsonb) as row (id text, law text, version_id text)
    where law_text.id = row.id and law_text.organisation_id = ${actor.organisationId}`.execute(tx)
}
