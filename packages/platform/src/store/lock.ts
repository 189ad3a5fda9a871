import { execFileSync } from 'node:child_process'
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/**
 * One process at a time on a data folder. The embedded database has no lock of its own, and a second process would make
 * acknowledged rows vanish. A lock names its holder by process id and start time, because ids are used again.
 */
const holder = z.object({ pid: z.number().int(), started: z.string() })
type Holder = z.infer<typeof holder>

export interface FolderLock {
  release(): void
}
export type LockOutcome = { readonly lock: FolderLock } | { readonly heldBy: number }

/** When a process started, in whatever the system counts; undefined when there is no such process. */
function startOf(pid: number): string | undefined {
  try {
    process.kill(pid, 0)
  } catch (error) {
    // EPERM: it lives, under another account.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return undefined
  }
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The command in brackets may itself hold spaces and brackets; field 22 is counted from the last one.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${fields[19]}`
  } catch {
    try {
      return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim()
    } catch {
      return 'unknown'
    }
  }
}

function read(path: string): { text: string; holder: Holder | undefined } | undefined {
  try {
    const text = readFileSync(path, 'utf8')
    try {
      return { text, holder: holder.parse(JSON.parse(text)) }
    } catch {
      return { text, holder: undefined }
    }
  } catch {
    return undefined
  }
}

const alive = (h: Holder): boolean => {
  const started = startOf(h.pid)
  return started !== undefined && (started === h.started || started === 'unknown' || h.started === 'unknown')
}

export function lockFolder(dir: string): LockOutcome {
  mkdirSync(dir, { recursive: true })
  const path = join(dir, 'lock')
  const mine = `${path}.${process.pid}`
  const me = JSON.stringify({ pid: process.pid, started: startOf(process.pid) ?? 'unknown' })
  writeFileSync(mine, me)
  try {
    for (let attempt = 0; attempt < 5; attempt++) {
      try {
        // A link is made whole or not at all: nobody ever sees a lock without its holder.
        linkSync(mine, path)
        return { lock: { release: () => read(path)?.text === me && rmSync(path, { force: true }) } }
      } catch {
        const held = read(path)
        if (!held) continue
        if (held.holder && alive(held.holder)) return { heldBy: held.holder.pid }
        const aside = `${path}.left-${process.pid}`
        try {
          renameSync(path, aside)
          // Somebody else may have cleared the dead lock and taken it between our look and our move: give it back.
          if (read(aside)?.text !== held.text) linkSync(aside, path)
        } catch {
          // Moved away by another process that is starting too; look again.
        }
        rmSync(aside, { force: true })
      }
    }
    return { heldBy: read(path)?.holder?.pid ?? 0 }
  } finally {
    rmSync(mine, { force: true })
  }
}
