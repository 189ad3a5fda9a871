import { stat } from 'node:fs/promises'
import { buildLibrary, type StatuteLibrary } from '@xiezhi/engine/law/library'
import type { Instrument } from '@xiezhi/engine/law/registry'
import type { Message } from '@xiezhi/engine/message'
import { assemble, distinctTexts } from './assemble.ts'
import { folderFiles, kindOf, type LawFile, type RefusedFile } from './files.ts'
import { readTexts } from './read-texts.ts'

export interface LawFolder {
  readonly library: StatuteLibrary
  readonly refused: readonly RefusedFile[]
  /** Texts in which there is nothing to cite by article: tables, replies of one sentence. */
  readonly withoutArticles: readonly string[]
}

/** The files of a folder with statute texts, or why there are none. */
export async function lawFolder(folder: string): Promise<{ readonly files: readonly LawFile[] } | { readonly refusal: Message }> {
  const isFolder = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  )
  if (!isFolder) return { refusal: { code: 'law.no-folder', values: { folder } } }
  const files = await folderFiles(folder)
  if (!files.some(({ file }) => kindOf(file) !== undefined && kindOf(file) !== '.csv'))
    return { refusal: { code: 'law.no-texts', values: { folder } } }
  return { files }
}

/**
 * Reads the statute texts of a folder, one file a version. Their days come from `index.csv` beside them, else from the registry, else
 * from the text itself; what none of them tells stays unknown.
 */
export async function loadLawFolder(
  folder: string,
  instruments: readonly Instrument[],
  signal?: AbortSignal,
): Promise<LawFolder | { readonly refusal: Message }> {
  const found = await lawFolder(folder)
  if ('refusal' in found) return found
  const { texts, refused, withoutArticles } = await readTexts(found.files, { signal })
  const more: RefusedFile[] = []
  const versions = assemble(distinctTexts(texts, instruments, more), instruments)
  return { library: buildLibrary(versions), refused: [...refused, ...more], withoutArticles }
}
