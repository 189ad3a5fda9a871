import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** What one measured part says; a part runs in a process of its own, so that its peak memory is its own. */
export interface Measure {
  readonly seconds: number
  readonly peakMiB: number
  readonly note?: Readonly<Record<string, string | number>>
}

/** The most memory that this process ever held (VmHWM); 0 where the system does not tell. */
export function peakMiB(): number {
  try {
    return Math.round(Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? 0) / 1024)
  } catch {
    return 0
  }
}

export async function timed(work: () => Promise<Measure['note']>): Promise<Measure> {
  const start = performance.now()
  const note = await work()
  return { seconds: (performance.now() - start) / 1000, peakMiB: peakMiB(), ...(note && { note }) }
}

/** Runs `bench/<part>.ts` with arguments in a fresh process; it prints its measure as the last line. */
export function inProcess(part: string, args: readonly string[]): Measure {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['--import', 'tsx', new URL(`./${part}.ts`, import.meta.url).pathname, ...args],
    {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    },
  )
  if (status !== 0) throw new Error(`${part} ${args.join(' ')}: ${stderr}`)
  return JSON.parse(stdout.trim().split('\n').at(-1)!) as Measure
}

export const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!
