import type { NationalLaws } from '@xiezhi/engine/citation/names'
import { readLegalBasis } from '@xiezhi/engine/citation/reader'
import { nameKey } from '@xiezhi/engine/data/normalise/text'
import { childSchemas, hiddenColumns } from '@xiezhi/engine/data/schema'
import type { Standard, StandardChild } from '@xiezhi/engine/data/standard'
import { sqlType } from '../../warehouse/snapshot.ts'
import { quoteName, quoteText, type Session } from '../../warehouse/warehouse.ts'

/** Tables made out of a standard's rows: read once for each distinct text, then joined back to every row that has it. */
export interface ChildFile {
  readonly dataset: string
  readonly path: string
}

type Made = readonly (string | null)[]

/** The columns that a kind of child makes from a text, and what it makes. */
function maker(child: StandardChild, laws: NationalLaws): { columns: readonly string[]; make: (text: string) => Made[] } {
  if (child.kind === 'names') {
    return {
      columns: ['name_key'],
      make: (text) => {
        const key = nameKey(text)
        return key === '' ? [] : [[key]]
      },
    }
  }
  const number = (value: number | null): string | null => (value === null ? null : String(value))
  return {
    columns: ['ordinal', 'law', 'law_raw', 'article', 'article_sub', 'paragraph', 'item', 'raw', 'start', 'end'],
    make: (text) => {
      const { citations, mentions } = readLegalBasis(text, laws)
      const cited = citations.map((c) => ({ ...c, law_raw: c.law_raw ?? c.law }))
      // A law named without any article stands as a citation without one.
      const named = mentions.map((c) => ({ ...c, law_raw: c.law, article: null, article_sub: null, paragraph: null, item: null }))
      return [...cited, ...named]
        .sort((a, b) => a.start - b.start)
        .map((c, index) => [
          String(index + 1),
          c.law,
          c.law_raw,
          number(c.article),
          number(c.article_sub),
          number(c.paragraph),
          number(c.item),
          c.raw,
          String(c.start),
          String(c.end),
        ])
    },
  }
}

export async function makeChildren(
  session: Session,
  standard: Standard,
  table: string,
  base: string,
  laws: NationalLaws,
  signal?: AbortSignal,
): Promise<ChildFile[]> {
  const files: ChildFile[] = []
  const schemas = childSchemas(standard)
  for (const [index, child] of standard.children.entries()) {
    const schema = schemas[index]!
    const { columns, make } = maker(child, laws)
    const texts = child.from.map((id) => {
      const list = standard.fields.find((field) => field.id === id)?.columnType === 'text[]'
      return `SELECT _rid, ${list ? `unnest(${quoteName(id)})` : quoteName(id)} AS text FROM read_parquet(${quoteText(table)})`
    })
    await session.run(
      `CREATE OR REPLACE TEMP TABLE child_texts AS SELECT DISTINCT _rid, text FROM (${texts.join(' UNION ALL ')}) WHERE text IS NOT NULL`,
      undefined,
      { signal },
    )
    const made: (string | null)[][] = Array.from({ length: columns.length + 1 }, () => [])
    for await (const [distinct] of session.columns('SELECT DISTINCT text FROM child_texts', undefined, { signal })) {
      for (const text of distinct ?? []) {
        for (const row of make(String(text))) {
          made[0]!.push(String(text))
          row.forEach((value, column) => {
            made[column + 1]!.push(value)
          })
        }
      }
    }
    await session.run(
      `CREATE OR REPLACE TEMP TABLE child_made (text VARCHAR, ${columns.map((name) => `${quoteName(name)} VARCHAR`).join(', ')})`,
    )
    if (made[0]!.length > 0) await session.append('child_made', [{ types: made.map(() => 'text' as const), columns: made }], { signal })
    const own = schema.columns.map((column) =>
      columns.includes(column.name)
        ? `m.${quoteName(column.name)}::${sqlType(column.type)} AS ${quoteName(column.name)}`
        : `p.${quoteName(column.name)}`,
    )
    const number =
      child.kind === 'citations'
        ? 'p._rid * 1000 + m.ordinal::INT'
        : 'p._rid * 1000 + row_number() OVER (PARTITION BY p._rid ORDER BY m.name_key)'
    const hidden = hiddenColumns.map((name) => (name === '_rid' ? `${number} AS _rid` : `p.${name}`))
    const path = `${base}.${child.id}.parquet`
    const distinct = child.kind === 'names' ? 'DISTINCT ON (p._rid, m.name_key)' : ''
    await session.run(
      `COPY (SELECT ${distinct} ${[...hidden, 'p._rid AS _parent', ...own].join(', ')} FROM read_parquet(${quoteText(table)}) p JOIN child_texts t ON t._rid = p._rid JOIN child_made m ON m.text = t.text ORDER BY p._rid) TO ${quoteText(path)} (FORMAT parquet, COMPRESSION zstd)`,
      undefined,
      { signal },
    )
    files.push({ dataset: child.id, path })
  }
  return files
}
