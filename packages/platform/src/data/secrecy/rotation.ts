import { randomBytes } from 'node:crypto'
import { open, readdir, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { z } from 'zod'
import { type Actor, platformActor } from '../../access/actor.ts'
import { record } from '../../audit/record.ts'
import type { KeySource } from '../../config.ts'
import type { keyState } from '../../contract/keys.ts'
import { showJob } from '../../jobs/show.ts'
import { insertJob, jobViews } from '../../jobs/store.ts'
import { type Refusal, refuse } from '../../refusal.ts'
import type { Db, Tx } from '../../store/database.ts'
import { moveInto } from '../raw-files.ts'
import { freshSeal, type Keyring, type SealKey, writeKeys } from './keyring.ts'
import { maskText } from './mask.ts'
import { keepCheck, openKeys } from './open-keys.ts'
import { sourceName } from './read-keys.ts'

export interface Rotation {
  state(actor: Actor): Promise<z.input<typeof keyState>>
  rotate(actor: Actor, reason: string): Promise<z.input<typeof keyState> | Refusal>
  /** Takes up at a start what a killed process left, or what was added to the environment. */
  resume(): Promise<void>
  /** Forgets the seals of before. */
  drop(): Promise<void>
}

export interface RotationParts {
  readonly db: Db
  readonly clock: () => Date
  readonly organisationId: string
  readonly source: KeySource
  readonly ring: { readonly keys: Keyring; replace(next: Keyring): void }
  readonly wake: () => void
}

const kind = 'reseal'
const sealOf = (keys: Keyring): SealKey => ({ cipher: keys.sealCipher, mac: keys.sealMac })
const plain = ({ token, clue, sealCipher, sealMac }: Keyring): Keyring => ({ token, clue, sealCipher, sealMac })

/** The file is there whole with the old keys or whole with the new. */
async function writeFile(path: string, keys: Keyring): Promise<void> {
  const temporary = `${path}.tmp-${randomBytes(6).toString('hex')}`
  const file = await open(temporary, 'wx', 0o600)
  try {
    await file.writeFile(writeKeys(keys))
  } finally {
    await file.close()
  }
  await moveInto(temporary, path)
}

/** Removes keys that a killed process had begun to write, beside those that are in use; tells how many files. */
export async function sweepKeys(source: KeySource): Promise<number> {
  if (source.from !== 'file') return 0
  const dir = dirname(source.path)
  const begun = (await readdir(dir)).filter((name) => name.startsWith(`${basename(source.path)}.tmp-`))
  for (const name of begun) await rm(join(dir, name), { force: true })
  return begun.length
}

export function openRotation({ db, clock, organisationId, source, ring, wake }: RotationParts): Rotation {
  const { keys } = ring
  /** From the writing of the new keys until they are in use. */
  let turning = false
  const home = platformActor(organisationId)

  const lastJob = () =>
    db
      .selectFrom('job')
      .select('id')
      .where('organisation_id', '=', organisationId)
      .where('kind', '=', kind)
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirst()

  const state: Rotation['state'] = async (actor) => {
    const last = await lastJob()
    const view = last && (await jobViews(db, home, [last.id])).get(last.id)
    if (!view || (view.state === 'succeeded' && (keys.older ?? []).length === 0)) return { from: source.from, work: null }
    const { state: now, progress, error } = showJob(view, actor.locale)
    return { from: source.from, work: { state: now, progress, error } }
  }

  const begin = async (tx: Tx, actor: Actor): Promise<void> => {
    await insertJob(tx, actor, clock(), { kind, subjectId: organisationId, priority: 'low' })
  }

  /** The next ring, which has to be kept where keys come from before anything is sealed with it. */
  const next = async (): Promise<Keyring | Refusal> => {
    if (source.from === 'environment') return refuse('conflict', 'keys.restart')
    if (source.from === 'file') {
      const seal = freshSeal()
      const made = { ...plain(keys), sealCipher: seal.cipher, sealMac: seal.mac, older: [sealOf(keys)] }
      await writeFile(source.path, made)
      return made
    }
    const read = await openKeys(db, source)
    if ('refusal' in read) return { refused: 'conflict', message: read.refusal }
    if (read.keys.sealMac.equals(keys.sealMac)) return refuse('conflict', 'keys.no-new-seal', { where: sourceName(source) })
    return read.keys
  }

  const turn = async (actor: Actor, reason: string): Promise<z.input<typeof keyState> | Refusal> => {
    const made = await next()
    if ('refused' in made) return made
    // In use before there is work that seals anew: work that began with the old ring would find nothing to do and drop the new seal.
    await keepCheck(db, organisationId, made)
    ring.replace(made)
    await db.transaction().execute(async (tx) => {
      await record(tx, actor, clock(), { action: 'keys.rotate', values: { reason: maskText(reason) } })
      await begin(tx, { ...home, name: actor.name })
    })
    wake()
    return state(actor)
  }

  return {
    state,

    async rotate(actor, reason) {
      if (turning || (keys.older ?? []).length > 0) return refuse('conflict', 'keys.under-way')
      turning = true
      try {
        return await turn(actor, reason)
      } finally {
        turning = false
      }
    },

    async resume() {
      if ((keys.older ?? []).length === 0) return
      await db.transaction().execute(async (tx) => {
        const waiting = await tx
          .selectFrom('job')
          .select('id')
          .where('organisation_id', '=', organisationId)
          .where('kind', '=', kind)
          .where('state', 'in', ['queued', 'running'])
          .executeTakeFirst()
        if (!waiting) await begin(tx, home)
      })
      wake()
    },

    async drop() {
      const alone = plain(keys)
      if (source.from === 'file') await writeFile(source.path, alone)
      ring.replace(alone)
    },
  }
}
