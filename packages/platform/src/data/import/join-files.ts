import { stat, unlink } from 'node:fs/promises'
import { quoteText, type Session } from '../../warehouse/warehouse.ts'
import { parquetOf } from './children-part.ts'

/** One file out of several of the same columns, which are gone then. */
export async function joinFiles(session: Session, files: readonly string[], path: string, signal: AbortSignal | undefined): Promise<void> {
  const all = `read_parquet([${files.map(quoteText).join(', ')}])`
  const [row] = await session.rows(`SELECT count(*) AS n FROM ${all}`)
  let bytes = 0
  for (const file of files) bytes += (await stat(file)).size
  await session.run(`COPY (FROM ${all}) TO ${quoteText(path)} ${parquetOf(Number(row?.n), bytes)}`, undefined, { signal })
  for (const file of files) await unlink(file)
}
