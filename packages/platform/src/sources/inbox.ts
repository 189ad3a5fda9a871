import { createReadStream, type Stats } from 'node:fs'
import { lstat, mkdir, readdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Actor, platformActor } from '../access/actor.ts'
import type { Imports } from '../data/imports.ts'
import { isRefusal } from '../refusal.ts'
import { type Db, newId } from '../store/database.ts'
import { tell } from '../texts.ts'
import { pageOfSources } from './store.ts'

/** What was in a source's folder at the last look: a file that grew since is still being written. */
type Seen = Map<string, string>

interface Parts {
  readonly db: Db
  readonly dir: string
  readonly imports: Pick<Imports, 'upload' | 'get'>
  readonly onDefect: (reference: string, error: unknown) => void
}

/** It was written to, or taken away, while it was read: what was read is nobody's file. */
class Moved extends Error {}

const stateOf = ({ size, mtimeMs }: Stats): string => `${size} ${mtimeMs}`
const isGone = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT'

const mostSources = 10_000
/** Names of folders are names of sources as far as file systems allow. */
const folderOf = (name: string): string => name.replace(/[\\/:*?"<>|\p{Cc}]/gu, '_').replace(/^\.+/, '_')

/**
 * The watched folder: each source has a folder in it under its own name, and what is put there comes in as if it had been uploaded.
 * A file that was acknowledged moves to 已收取, one that was refused to 未收取 with the reason beside it. A process killed between
 * the two finds the same bytes in again and moves the file then. Links are not followed. A file that changes or vanishes while it is read is not
 * acknowledged; one that cannot be read holds up no other. Of one that was taken and of which nothing came, the reason is put beside it when it is
 * known: whoever puts files there need not have an account (after a restart meanwhile, the page of imports alone has it).
 */
export function openInbox({ db, dir, imports, onDefect }: Parts): () => Promise<void> {
  let seen: Seen = new Map()
  /** Taken, and not yet known what came of them: where the file lies, by the import. */
  const waiting = new Map<string, { readonly actor: Actor; readonly path: string }>()

  async function tellFailed(): Promise<void> {
    for (const [id, { actor, path }] of waiting) {
      const one = await imports.get(actor, id)
      if (!isRefusal(one) && (one.state === 'queued' || one.state === 'running')) continue
      waiting.delete(id)
      if (isRefusal(one) || one.state !== 'failed' || one.refusal === null || !(await lstat(path).catch(() => undefined))) continue
      await writeFile(`${path}.txt`, `${one.refusal}\n`)
    }
  }

  async function takeFile(actor: Actor, source: string, folder: string, name: string, state: string): Promise<void> {
    const path = join(folder, name)
    const upload = { name, stream: createReadStream(path), cut: () => false }
    const stays = async (): Promise<void> => {
      const now = await lstat(path).catch(() => undefined)
      if (!now || stateOf(now) !== state) throw new Moved()
    }
    const outcome = await imports.upload(actor, upload, { source, also: stays }).finally(() => upload.stream.destroy())
    // The same bytes again: what they hold is in, so there is nothing to do about the file.
    const refused = isRefusal(outcome) ? tell(outcome.message) : outcome.sameAs === null ? null : outcome.refusal
    const place = join(folder, tell({ code: isRefusal(outcome) ? 'source.inbox.refused' : 'source.inbox.taken' }))
    await mkdir(place, { recursive: true })
    const stem = isRefusal(outcome) ? newId('refused') : outcome.id
    // Taken away by whoever put it there, after it was acknowledged: it is in, and there is nothing to put aside.
    const aside = join(place, `${stem}_${name}`)
    const left = await rename(path, aside).then(
      () => true,
      (error: unknown) => {
        if (!isGone(error)) throw error
        return false
      },
    )
    if (!left) return
    if (refused !== null) await writeFile(`${aside}.txt`, `${refused}\n`)
    else if (!isRefusal(outcome)) waiting.set(outcome.id, { actor, path: aside })
  }

  async function lookInto(actor: Actor, source: { readonly id: string; readonly name: string }, next: Seen): Promise<void> {
    const folder = join(dir, folderOf(source.name))
    await mkdir(folder, { recursive: true })
    for (const name of (await readdir(folder)).sort()) {
      // Names that programs use while they write: .part, ~$…, hidden files.
      if (/^[.~]|\.(?:part|tmp|crdownload)$/i.test(name)) continue
      const path = join(folder, name)
      const found = await lstat(path).catch(() => undefined)
      if (!found?.isFile()) continue
      const state = stateOf(found)
      if (seen.get(path) !== state) {
        next.set(path, state)
        continue
      }
      await takeFile(actor, source.id, folder, name, state).catch((error: unknown) => {
        // Looked at again from the beginning; anything else is told, and the other files go on.
        if (!(error instanceof Moved) && !isGone(error)) onDefect(`inbox ${name}`, error)
      })
    }
  }

  return async () => {
    const next: Seen = new Map()
    await tellFailed().catch((error: unknown) => onDefect('inbox', error))
    for (const { id } of await db.selectFrom('organisation').select('id').where('parent_id', 'is', null).execute()) {
      const actor = { ...platformActor(id), name: tell({ code: 'source.inbox' }) }
      const { sources } = await pageOfSources(db, actor, { stopped: 'no' }, { page: 1, size: mostSources })
      for (const source of sources) await lookInto(actor, source, next)
    }
    seen = next
  }
}
