import type { Clue } from '@xiezhi/engine/clue/clue'
import { quoteName, type Session } from '../warehouse/warehouse.ts'
import { grouped } from './grouped.ts'

/** Where a row stands: in the file, and by its natural key, which it keeps when a later file brings it again. */
export interface Place {
  readonly file: string
  readonly sheet: string | null
  readonly rowNo: number
  readonly key?: string | null
}

/** The natural keys of the rows that clues are about, in the snapshot that is mounted. */
export async function keysOfAbout(session: Session, clues: readonly Clue[], signal?: AbortSignal): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  const byDataset = grouped(
    clues.filter(({ rollup, evidence }) => !rollup && evidence.length > 0),
    ({ evidence }) => evidence[0]?.dataset ?? '',
  )
  for (const [dataset, some] of byDataset) {
    const rows = await located(
      session,
      dataset,
      some.flatMap(({ evidence: [row] }) => row ?? []),
      '_key',
      signal,
    )
    for (const [at, key] of rows) {
      const clue = some[at]
      if (clue) found.set(clue.clueId, key)
    }
  }
  return found
}

/** The numbers that rows have in the snapshot that is mounted: by their key, and without one by where they stand. */
export async function rowNumbers(
  session: Session,
  dataset: string,
  places: readonly Place[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<number, number>> {
  const rows = await located(session, dataset, places, '_rid', signal)
  return new Map([...rows].map(([at, rid]) => [at, Number(rid)]))
}

async function located(
  session: Session,
  dataset: string,
  places: readonly Place[],
  wanted: '_key' | '_rid',
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<number, string>> {
  await session.run('CREATE OR REPLACE TEMP TABLE "_places" (n BIGINT, file VARCHAR, sheet VARCHAR, row_no BIGINT, key VARCHAR)')
  await session.append('_places', [
    {
      types: ['bigint', 'text', 'text', 'bigint', 'text'],
      columns: [
        places.map((_, at) => at),
        places.map(({ file }) => file),
        places.map(({ sheet }) => sheet),
        places.map(({ rowNo }) => rowNo),
        places.map(({ key }) => key ?? null),
      ],
    },
  ])
  const rows = await session.rows(
    `SELECT p.n, max(d.${wanted}) AS found FROM "_places" AS p JOIN ${quoteName(dataset)} AS d ON d._key = p.key WHERE p.key IS NOT NULL GROUP BY p.n
     UNION ALL
     SELECT p.n, max(d.${wanted}) AS found FROM "_places" AS p
     JOIN ${quoteName(dataset)} AS d ON d._row_no = p.row_no AND d._file = p.file AND d._sheet IS NOT DISTINCT FROM p.sheet
     WHERE p.key IS NULL GROUP BY p.n`,
    undefined,
    { signal },
  )
  await session.run('DROP TABLE "_places"')
  return new Map(rows.flatMap(({ n, found }) => (found === null || found === undefined ? [] : [[Number(n), String(found)] as const])))
}
