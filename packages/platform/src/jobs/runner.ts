import { randomUUID } from 'node:crypto'
import type { Db, Tx } from '../store/database.ts'
import { isDiskFull } from '../store/disk-full.ts'
import type { JobProgress, StoredMessage } from '../store/tables.ts'
import { claimJob, finishJob, type Job, type Lane, reclaimJobs, reportJob } from './store.ts'

/** What a job's work gets: a signal that ends it, and a way to say how far it is. */
export interface Work {
  readonly signal: AbortSignal
  progress(progress: JobProgress): void
}

/**
 * Does the work and publishes its result in one transaction that ends with `finishJob`. Whatever it leaves outside the
 * database it removes itself, and a sweep at the next start removes what a killed process could not.
 */
export type Handler = (job: Job, work: Work) => Promise<void>

/** Ends the job as done, as the last act of the publishing transaction; a job cancelled or lost meanwhile undoes the transaction. */
export async function completeJob(tx: Tx, job: Job, at: Date): Promise<void> {
  if (!(await finishJob(tx, job, at, { state: 'succeeded' }))) throw new Cancelled()
}

/** A failure that a person can be told more of than that it failed; the cause goes to the server's log, under the reference. */
export class Failed extends Error {
  readonly told: StoredMessage
  constructor(told: StoredMessage, cause: unknown) {
    super(told.code, { cause })
    this.told = told
  }
}

export interface Runner {
  start(): Promise<void>
  /** Looks for work now rather than at the next look. */
  wake(): void
  /** Ends what is under way (it is taken up again at the next start) and looks for no more. */
  stop(): Promise<void>
  /** Resolves when nothing waits and nothing runs here. */
  idle(): Promise<void>
}

/** The reason of an abort by a person; any other abort is the server going down. */
export class Cancelled extends Error {}
class Stopping extends Error {}

export interface RunnerOptions {
  readonly db: Db
  readonly clock: () => Date
  /** Who holds the leases: this machine and data folder. */
  readonly worker: string
  readonly handlers: ReadonlyMap<string, Handler>
  /** Heavy work unless said. */
  readonly lane?: Lane
  readonly onDefect: (reference: string, error: unknown) => void
  readonly pollMs?: number
}

const leaseMs = 60_000
const reportMs = 400

export function openRunner({ db, clock, worker, handlers, lane = 'heavy', onDefect, pollMs = 2000 }: RunnerOptions): Runner {
  let stopped = false
  let loop: Promise<void> = Promise.resolve()
  let alarm: (() => void) | undefined
  let current: AbortController | undefined
  let waiting: (() => void)[] = []

  const sleep = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, pollMs)
      alarm = () => {
        clearTimeout(timer)
        resolve()
      }
    })

  async function work(job: Job): Promise<void> {
    const handler = handlers.get(job.kind)
    const controller = new AbortController()
    current = controller
    let latest: JobProgress | undefined
    let reporting = false
    const report = async (): Promise<void> => {
      if (reporting) return
      reporting = true
      try {
        const progress = latest
        latest = undefined
        const { stop } = await reportJob(db, job.id, worker, new Date(clock().getTime() + leaseMs), progress)
        if (stop && !controller.signal.aborted) controller.abort(new Cancelled())
      } catch {
        // The store did not answer; the next report tries again, and a lost lease is seen when the result is published.
      } finally {
        reporting = false
      }
    }
    const timer = setInterval(() => void report(), reportMs)
    try {
      if (!handler) throw new Error(`no handler for ${job.kind}`)
      await handler(job, {
        signal: controller.signal,
        progress: (progress) => {
          latest = progress
        },
      })
      await finishJob(db, job, clock(), { state: 'succeeded' })
    } catch (error) {
      await settle(job, error, controller.signal)
    } finally {
      clearInterval(timer)
      current = undefined
    }
  }

  async function settle(job: Job, error: unknown, signal: AbortSignal): Promise<void> {
    // Left running on purpose: the lock of the data folder tells the next start that nobody is at it.
    if (signal.aborted && signal.reason instanceof Stopping) return
    if (error instanceof Cancelled || (signal.aborted && signal.reason instanceof Cancelled)) {
      await finishJob(db, job, clock(), { state: 'cancelled' })
      return
    }
    const reference = randomUUID().slice(0, 8)
    onDefect(reference, error instanceof Failed ? error.cause : error)
    const told = error instanceof Failed ? error.told : { code: isDiskFull(error) ? 'job.disk-full' : 'job.failed' }
    const message: StoredMessage = { code: told.code, values: { ...told.values, reference } }
    await finishJob(db, job, clock(), { state: 'failed', error: message })
  }

  async function run(): Promise<void> {
    while (!stopped) {
      let failed = false
      try {
        // Who asks while this look is under way is answered by the next: the look may have passed what was asked for.
        const asked = waiting
        await reclaimJobs(db, undefined, clock(), lane)
        const job = await db.transaction().execute((tx) => claimJob(tx, worker, clock(), leaseMs, lane))
        if (job) {
          await work(job)
          continue
        }
        waiting = waiting.slice(asked.length)
        for (const resolve of asked) resolve()
      } catch (error) {
        failed = true
        if (!stopped) onDefect('jobs', error)
      }
      if (!stopped && (failed || waiting.length === 0)) await sleep()
    }
  }

  return {
    async start() {
      await reclaimJobs(db, worker, clock(), lane)
      loop = run()
    },
    wake: () => alarm?.(),
    async stop() {
      stopped = true
      current?.abort(new Stopping())
      alarm?.()
      await loop
    },
    idle: () =>
      new Promise((resolve) => {
        waiting = [...waiting, resolve]
        alarm?.()
      }),
  }
}
