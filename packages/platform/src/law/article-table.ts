import { hiddenColumns, type TableSchema } from '@xiezhi/engine/data/schema'
import type { LawArticleRow } from '@xiezhi/engine/law/article-rows'
import { type SnapshotFile, sqlType } from '../warehouse/snapshot.ts'
import { quoteName, quoteText, type Session } from '../warehouse/warehouse.ts'

const columns = [
  'law_name',
  'aliases',
  'article',
  'article_sub',
  'text',
  'version_date',
  'effective_from',
  'effective_to',
  'file',
  'line',
] as const

/** What of the dataset the texts bring. */
export const lawArticleFields: readonly string[] = columns.slice(0, 8)

/**
 * Articles as a file of the dataset `law_article`, as an import would have written it, each row with the file and the line of its text.
 * Their numbers are those of the batch; a scan's is 0, so that a row that somebody sends for the same article and version takes their place.
 */
export async function writeLawArticles(
  session: Session,
  schema: TableSchema,
  rows: readonly LawArticleRow[],
  path: string,
  seq = 0,
): Promise<SnapshotFile> {
  const raw = '_law_article_raw'
  await session.run(`CREATE TEMP TABLE ${raw} (i BIGINT, ${columns.map((name) => `${quoteName(name)} VARCHAR`).join(', ')})`)
  await session.append(raw, chunks(rows, seq * 1_000_000_000))
  const value = ({ name, type }: TableSchema['columns'][number]): string => {
    const column = (columns as readonly string[]).includes(name) ? quoteName(name) : 'NULL::VARCHAR'
    return `${type === 'text[]' ? `from_json(${column}, '["VARCHAR"]')::VARCHAR[]` : `${column}::${sqlType(type)}`} AS ${quoteName(name)}`
  }
  const hidden: Readonly<Record<(typeof hiddenColumns)[number], string>> = {
    _rid: 'i',
    _file: 'file',
    _sheet: 'NULL::VARCHAR',
    _row_no: 'line::BIGINT',
    _row_hash: 'sha256(text)',
    // Law, article, sub, paragraph, item, version: the natural key of the standard.
    _key: `concat_ws('|', law_name, article, coalesce(article_sub, ''), '', '', version_date)`,
    _unread: 'NULL::VARCHAR',
  }
  const own = hiddenColumns.map((name) => `${hidden[name]} AS ${quoteName(name)}`)
  await session.run(
    `COPY (SELECT ${[...own, ...schema.columns.map(value)].join(', ')} FROM ${raw} ORDER BY i) TO ${quoteText(path)} (FORMAT parquet, COMPRESSION zstd)`,
  )
  await session.run(`DROP TABLE ${raw}`)
  return { dataset: schema.id, path }
}

const atOnce = 2048

function* chunks(rows: readonly LawArticleRow[], before: number) {
  const text = (value: LawArticleRow[keyof LawArticleRow]): string | null =>
    value === null ? null : typeof value === 'object' ? JSON.stringify(value) : String(value)
  for (let start = 0; start < rows.length; start += atOnce) {
    const part = rows.slice(start, start + atOnce)
    yield {
      types: ['bigint' as const, ...columns.map(() => 'text' as const)],
      columns: [part.map((_, index) => before + start + index + 1), ...columns.map((name) => part.map((row) => text(row[name])))],
    }
  }
}
