import { sql } from 'kysely'
import { platformActor } from '../../access/actor.ts'
import { record } from '../../audit/record.ts'
import { completeJob, type Work } from '../../jobs/runner.ts'
import type { Job } from '../../jobs/store.ts'
import type { Db } from '../../store/database.ts'
import { tell } from '../../texts.ts'
import type { RawFiles } from '../raw-files.ts'
import type { Keyring } from './keyring.ts'
import { keepCheck } from './open-keys.ts'
import { isSealedNow, seal, unseal } from './seal.ts'

export interface ResealParts {
  readonly db: Db
  readonly clock: () => Date
  readonly keys: Keyring
  readonly raw: RawFiles
  /** Forgets the seals of before; after the store no longer needs them. */
  readonly drop: () => Promise<void>
}

/** Small enough for a transaction that holds up nobody. */
const chunk = 2000

interface Sealed {
  readonly place: readonly string[]
  readonly sealed: string
}

/**
 * Seals everything anew with the seal that seals now: numbers, quarantined rows, originals. Whatever is sealed so already is passed
 * over, so that it goes on after a killed process where it was. The keys are of the whole installation, and so is this: no scope.
 */
export async function runReseal({ db, clock, keys, raw, drop }: ResealParts, job: Job, work: Work): Promise<void> {
  const vault = await table('vault', ['organisation_id', 'token'])
  const quarantine = await table('quarantine', ['import_id', 'ordinal'])
  const passwords = await table('database_link', ['organisation_id', 'id'])
  const files = await raw.reseal(work.signal, (done, total) => work.progress({ stage: tell({ code: 'keys.stage.raw' }), done, total }))
  // The store says first that the old seal is not needed: a start between the two finds one key too many, never one too few.
  await db.transaction().execute(async (tx) => {
    await keepCheck(tx, job.organisationId, { ...keys, older: [] })
    await record(tx, { ...platformActor(job.organisationId), name: job.requestedBy }, clock(), {
      action: 'keys.rotated',
      values: {
        numbers: vault.resealed,
        rows: quarantine.resealed,
        files: files.resealed,
        damaged: vault.damaged + quarantine.damaged + passwords.damaged + files.damaged,
      },
    })
    await completeJob(tx, job, clock())
  })
  await drop()

  async function table(
    name: 'vault' | 'quarantine' | 'database_link',
    key: readonly [string, string],
  ): Promise<{ resealed: number; damaged: number }> {
    const [first, second] = [sql.ref(key[0]), sql.ref(key[1])]
    const order = name === 'quarantine' ? sql`int` : sql`text`
    const outcome = { resealed: 0, damaged: 0 }
    let last: readonly string[] | undefined
    for (let done = 0; ; done += chunk) {
      work.signal.throwIfAborted()
      work.progress({ stage: tell({ code: `keys.stage.${name}` }), done, total: null })
      const { rows } = await sql<Sealed>`select jsonb_build_array(${first}, ${second}::text) as place, sealed from ${sql.table(name)}
        ${last ? sql`where (${first}, ${second}) > (${last[0]}, cast(${last[1]} as ${order}))` : sql``}
        order by ${first}, ${second} limit ${sql.lit(chunk)}`.execute(db)
      if (rows.length === 0) return outcome
      last = rows[rows.length - 1]?.place
      const stale = rows
        .filter(({ sealed }) => !isSealedNow(keys, sealed))
        .map((row) => ({ place: row.place, value: unseal(keys, row.sealed) }))
      const open = stale.flatMap(({ place, value }) => (value === null ? [] : [{ place, value }]))
      outcome.damaged += stale.length - open.length
      outcome.resealed += open.length
      if (open.length === 0) continue
      const anew = seal(
        keys,
        open.map(({ value }) => value),
      )
      const values = JSON.stringify(open.map(({ place }, at) => ({ a: place[0], b: place[1], sealed: anew[at] })))
      await sql`update ${sql.table(name)} as kept set sealed = anew.sealed
        from jsonb_to_recordset(${values}::jsonb) as anew (a text, b ${order}, sealed text)
        where kept.${first} = anew.a and kept.${second} = anew.b`.execute(db)
    }
  }
}
