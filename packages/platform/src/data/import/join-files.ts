import { unlink } from 'node:fs/promises'
import { quoteText, type Session } from '../../warehouse/warehouse.ts'
import { parquet } from './children-part.ts'

/** One file out of several of the same columns, which are gone then. */
export async function joinFiles(session: Session, files: readonly string[], path: string, signal: AbortSignal | undefined): Promise<void> {
  await session.run(`COPY (FROM read_parquet([${files.map(quoteText).join(', ')}])) TO ${quoteText(path)} ${parquet}`, undefined, {
    signal,
  })
  for (const file of files) await unlink(file)
}
