import type { StoredMessage } from '../store/tables.ts'
import { DayMismatch } from './calculate.ts'
import type { Located } from './locate.ts'
import { TooManyRows } from './run.ts'

/** A run took longer than it may. */
export class TimeLimit extends Error {
  readonly minutes: number
  constructor(minutes: number) {
    super(`longer than ${minutes} minutes`)
    this.minutes = minutes
  }
}

/** What was confirmed is not what the same run finds now. */
export class NotReproduced extends Error {}

export interface Where {
  readonly model: string
  /** What the run was at, in words. */
  readonly stage: string
  /** Gigabytes that the engine may use. */
  readonly memory: number
}

/** Mistakes that single values cause: only for these is the row worth looking for. */
export const isOfValue = (error: unknown): boolean =>
  error instanceof Error && /^(Conversion|Out of Range|Invalid Input|Invalid Type) Error|division by zero|overflow/i.test(error.message)

/** Worth taking the statement apart to see which step it was. */
export const isOfStep = (error: unknown): boolean => isOfValue(error) || isOfMemory(error)

const isOfMemory = (error: unknown): boolean =>
  error instanceof Error && /Out of Memory|failed to (pin|allocate)|could not allocate/i.test(error.message)
const isOfDisk = (error: unknown): boolean =>
  error instanceof Error && /No space left|disk.*full|max_temp_directory_size/i.test(error.message)
const isOfFile = (error: unknown): boolean =>
  error instanceof Error &&
  /No files found|Cannot open file|No such file|not a parquet file|Invalid parquet|Snappy|checksum/i.test(error.message)

/**
 * What went wrong, for a person: which model, what it was at, which step and row where that is known, and what to do. The engine's own
 * words go to the server's log under a reference. Undefined: nothing more is known than that.
 */
export function tellFailure(error: unknown, where: Where, located: Located | undefined): StoredMessage {
  const { model, stage, memory } = where
  const step = located?.title ?? stage
  if (error instanceof TimeLimit) return { code: 'run.failed.time', values: { model, stage, minutes: error.minutes } }
  if (error instanceof NotReproduced) return { code: 'run.failed.not-reproduced', values: { model } }
  if (error instanceof TooManyRows) return { code: 'run.failed.rows', values: { model, found: error.found, most: error.most } }
  if (error instanceof DayMismatch) {
    const { file, row, column, found, calculated } = error
    return { code: 'run.failed.days', values: { model, file, row, column, found: found ?? '—', calculated: calculated ?? '—' } }
  }
  if (isOfMemory(error)) return { code: 'run.failed.memory', values: { model, step, memory } }
  if (isOfDisk(error)) return { code: 'run.failed.disk', values: { model, step } }
  if (isOfFile(error)) return { code: 'run.failed.file', values: { model, stage } }
  if (isOfValue(error) && located?.row)
    return { code: 'run.failed.row', values: { model, step, file: located.row.file, row: located.row.rowNo } }
  if (isOfValue(error)) return { code: 'run.failed.value', values: { model, step } }
  return { code: 'run.failed.unknown', values: { model, step } }
}
