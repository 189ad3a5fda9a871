import { hostname } from 'node:os'
import { resolve } from 'node:path'
import { runCompaction } from './data/compaction.ts'
import { runImport } from './data/import-job.ts'
import { runReseal } from './data/secrecy/reseal-job.ts'
import type { Rotation } from './data/secrecy/rotation.ts'
import { runUnmasking } from './data/secrecy/unmask-job.ts'
import { type PullParts, runPull } from './databases/pull-job.ts'
import type { Foundation } from './foundation.ts'
import { openRunner } from './jobs/runner.ts'
import { runLawLoad } from './law/load-job.ts'
import type { Counting } from './limits/counting.ts'
import { openStatesOf } from './matters/procedures.ts'
import type { Matters } from './matters/service.ts'
import { runRun } from './models/run-job.ts'
import { SharedGround } from './models/shared-ground.ts'
import { type DestructionParts, runDestruction } from './originals/destroy-job.ts'
import { type ClockworkParts, openClockwork } from './schedules/clockwork.ts'
import { runDifference } from './trials/difference/difference-job.ts'
import { runTrial } from './trials/trial-job.ts'

/** All that happens without somebody waiting for the answer: jobs, and what begins them at its time. */
export interface Background {
  /** Looks for heavy work now. */
  wake(): void
  /** Looks for work of every kind now. */
  wakeAll(): void
  /** Looks for what is due rather than at the next look. */
  look(): Promise<void>
  /** Resolves when no heavy job waits or runs. */
  heavyIdle(): Promise<void>
  /** Resolves when no job waits or runs. */
  idle(): Promise<void>
  /** Takes up what was left and looks for work from now on. */
  startJobs(): Promise<void>
  startClockwork(): void
  /** Nothing more begins by the clock. */
  stopClockwork(): Promise<void>
  /** Ends what is under way; the next start takes it up again. */
  stopJobs(): Promise<void>
}

export interface BackgroundParts {
  readonly dataDir: string
  readonly counting: Counting
  readonly matters: Matters
  readonly rotation: Pick<Rotation, 'drop'>
  readonly pull: PullParts
  readonly terms: Omit<DestructionParts, 'raw'>
  readonly kinds: ClockworkParts['kinds']
  readonly also: ClockworkParts['also']
  readonly onDefect: (reference: string, error: unknown) => void
}

export function openBackground(foundation: Foundation, parts: BackgroundParts): Background {
  const { clock, store, shelf, ring, lake, raw, memory, working: warehouse, procedures } = foundation
  const { counting, matters, rotation, pull, terms, onDefect } = parts
  const { db } = store
  const { catalogue } = shelf
  const { keys } = ring
  const openStates = openStatesOf(procedures, 'clue')
  const run = { db, clock, counting, keys, lake, warehouse, matters, memory, onDefect }
  const law = { db, clock, catalogue, lake, raw, warehouse, openStates }
  const sharedGround = new SharedGround(warehouse)
  const worker = `${hostname()}:${resolve(parts.dataDir)}`

  const heavy = openRunner({
    db,
    clock,
    worker,
    handlers: new Map([
      ['import', (job, work) => runImport({ db, clock, seenBy: shelf.seenBy, keys, lake, raw, warehouse }, job, work)],
      ['run', (job, work) => runRun(run, job, work, sharedGround)],
      ['trial', (job, work) => runTrial(run, job, work)],
      ['trial-difference', (job, work) => runDifference(run, job, work)],
      ['compact', (job, work) => runCompaction({ db, clock, lake, warehouse }, job, work)],
      ['reseal', (job, work) => runReseal({ db, clock, keys, raw, drop: rotation.drop }, job, work)],
      ['destroy', (job, work) => runDestruction({ ...terms, raw }, job, work)],
      ['unmask', (job, work) => runUnmasking({ db, clock, lake, warehouse, keys }, job, work)],
      ['law-load', (job, work) => runLawLoad(law, job, work)],
    ]),
    onDefect,
  })
  /** Work that waits for somebody else; beside the heavy work, which it must not hold up. */
  const waiting = openRunner({
    db,
    clock,
    worker,
    handlers: new Map([['database-pull', (job, work) => runPull(pull, job, work)]]),
    lane: 'waiting',
    onDefect,
  })
  const wakeAll = (): void => {
    heavy.wake()
    waiting.wake()
  }
  const clockwork = openClockwork({ db, clock, kinds: parts.kinds, also: parts.also, wake: wakeAll, onDefect })

  return {
    wake: heavy.wake,
    wakeAll,
    look: clockwork.look,
    heavyIdle: heavy.idle,
    async idle() {
      // What was read comes in as heavy work.
      await waiting.idle()
      await heavy.idle()
    },
    async startJobs() {
      await heavy.start()
      await waiting.start()
    },
    startClockwork: clockwork.start,
    stopClockwork: clockwork.stop,
    async stopJobs() {
      await waiting.stop()
      await heavy.stop()
      sharedGround.close()
    },
  }
}
