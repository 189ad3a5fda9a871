import { stat } from 'node:fs/promises'
import { quoteText, type Session } from '../../warehouse/warehouse.ts'
import { type Assembled, type Assembly, agencyPairs, assemble, fillsAgencies, forAgencies, knowAgencies } from './assemble.ts'
import { parquet } from './children-part.ts'
import { type CellFindings, findInCells } from './findings.ts'
import { typeHeld } from './held.ts'
import { joinFiles } from './join-files.ts'
import type { Landed } from './landing.ts'
import { startsOf, stretchesOf, type TypedStretch, typeStretch, typeWhole } from './stretches.ts'
import type { Source, Typing } from './typing.ts'

/** Typed rows out of raw ones, in a file: all at once, or where their odd values are too many for the memory a stretch after another. */
export interface Written {
  readonly sources: readonly Source[]
  readonly assembled: Assembled
  readonly found: CellFindings
  /** The rows as a table of a statement. */
  readonly typed: string
}

/** Bytes of a row in the file of raw rows, which is compressed. */
const longRow = 500

type About = Pick<Assembly, 'standard' | 'width' | 'firstRid' | 'file' | 'sheet' | 'parted'>

export async function writeRows(
  session: Session,
  landed: Landed,
  typing: Typing,
  about: About,
  path: string,
  mostWaiting: number | undefined,
  signal: AbortSignal | undefined,
): Promise<Written> {
  const found: CellFindings = new Map()
  const run = (sql: string): Promise<void> => session.run(sql, undefined, { signal })
  const base = { ...about, inOrder: landed.inOrder, held: null, agenciesKnown: false }
  if (landed.held) {
    const held = await typeHeld(session, landed.held, typing, about.width, signal)
    const { sources } = held
    const textAmounts = sources.some(({ field }) => field.id === 'penalty_content') ? 'held' : null
    const assembled = assemble({ ...base, held, sources, textAmounts, raw: landed.relation })
    for (const statement of assembled.before) await run(statement)
    // Few rows are asked again and again where they are, which is quicker than opening their file as often.
    await run(`CREATE OR REPLACE TEMP TABLE typed_rows AS ${assembled.sql}`)
    await run(`COPY typed_rows TO ${quoteText(path)} ${parquet}`)
    await findInCells(session, found, landed.relation, sources)
    return { sources, assembled, found, typed: 'typed_rows' }
  }
  const assembly = ({ relation, sources, textAmounts }: TypedStretch): Assembly => ({ ...base, sources, textAmounts, raw: relation })
  const typed = `read_parquet(${quoteText(path)})`
  // Of rows that are long as they lie there it is known beforehand that they are too many, without gathering their texts.
  const long = (await stat(landed.path)).size > longRow * landed.rows
  const parts = long ? await stretchesOf(session, landed, typing, signal, mostWaiting) : []
  const whole = parts.length > 1 ? null : await typeWhole(session, landed, typing, signal, mostWaiting)
  if (whole) {
    const assembled = assemble(assembly(whole))
    for (const statement of assembled.before) await run(statement)
    await run(`COPY (${assembled.sql}) TO ${quoteText(path)} ${parquet}`)
    await findInCells(session, found, landed.relation, whole.sources)
    return { sources: whole.sources, assembled, found, typed }
  }

  const known = await startsOf(session, landed, typing, signal)
  const stretches = parts.length > 1 ? parts : await stretchesOf(session, landed, typing, signal, mostWaiting)
  // The codes of agencies by their names, of all stretches.
  await run('CREATE OR REPLACE TEMP TABLE agency_pairs (agency VARCHAR, code VARCHAR)')
  let agenciesKnown = false
  for (const stretch of stretches) {
    const some = assembly(await typeStretch(session, landed, stretch, known, signal, forAgencies))
    agenciesKnown = fillsAgencies(some)
    if (!agenciesKnown) break
    await run(`INSERT INTO agency_pairs SELECT DISTINCT agency, code FROM (${agencyPairs(some)})`)
  }
  if (agenciesKnown) await run(knowAgencies('agency_pairs'))
  await run('DROP TABLE agency_pairs')
  const files: string[] = []
  let last: Omit<Written, 'found' | 'typed'> | undefined
  for (const stretch of stretches) {
    const some = await typeStretch(session, landed, stretch, known, signal)
    const assembled = assemble({ ...assembly(some), agenciesKnown })
    const file = `${path}.${files.length + 1}`
    files.push(file)
    await run(`COPY (${assembled.sql}) TO ${quoteText(file)} (FORMAT parquet, COMPRESSION uncompressed)`)
    await findInCells(session, found, stretch.relation, some.sources)
    last = { sources: some.sources, assembled }
  }
  if (!last) throw new Error('no stretch of rows')
  await joinFiles(session, files, path, signal)
  return { ...last, found, typed }
}
