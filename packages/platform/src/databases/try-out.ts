import { isTokenised } from '@xiezhi/engine/data/schema'
import type { Standard } from '@xiezhi/engine/data/standard'
import { mask, maskText } from '../data/secrecy/mask.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { openSession } from './open-session.ts'
import { wantedOf } from './pull-job.ts'
import type { Address, DatabaseColumn, DatabaseSession, Patience } from './session.ts'
import { troubleOf } from './trouble.ts'

export interface Trial {
  readonly version: string
  readonly columns: { name: string; type: string; mark: DatabaseColumn['mark']; binary: boolean }[]
  readonly rows: (string | null)[][]
}

const shownRows = 10
const longestCell = 200

/** Names under which a standard's numbers of persons may stand in a table. */
const personal = (standard: Standard | undefined): ReadonlySet<string> =>
  new Set(
    (standard?.fields ?? [])
      .filter(isTokenised)
      .flatMap(({ id, label, aliases }) =>
        [id, label, ...aliases].map((name) => (typeof name === 'string' ? name : name.name).toLowerCase()),
      ),
  )

/** Opens the database, tells its columns and the first rows, masked as everywhere. Whoever asks waits for it, so little patience is had. */
export async function tryOut(
  asked: Address & { readonly table: string | null; readonly query: string | null },
  patience: Patience,
  standard: Standard | undefined,
): Promise<Trial | Refusal> {
  let session: DatabaseSession | undefined
  try {
    session = await openSession(asked, { connectMs: Math.min(10_000, patience.connectMs), answerMs: Math.min(20_000, patience.answerMs) })
    const columns = await session.columns(wantedOf(asked))
    const hidden = personal(standard)
    const rows: (string | null)[][] = []
    // Bytes are not shown either; a table of theirs is refused when it is read.
    for await (const chunk of session.rows(wantedOf(asked), columns, undefined, shownRows))
      for (const cells of chunk)
        rows.push(
          cells.map((cell, at) => {
            const column = columns[at]
            if (cell === null || column?.binary) return null
            return hidden.has(column?.name.toLowerCase() ?? '') ? mask(cell) : maskText(cell).slice(0, longestCell)
          }),
        )
    return {
      version: session.version,
      columns: columns.map(({ name, type, mark: kind, binary }) => ({ name, type, mark: kind, binary })),
      rows,
    }
  } catch (error) {
    const { code, values } = troubleOf(error)
    return refuse('unavailable', code, values)
  } finally {
    await session?.close()
  }
}
