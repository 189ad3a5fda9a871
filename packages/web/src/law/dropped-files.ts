import type { Named } from '../app/send-files.ts'

/** Files and folders that a person dropped or chose, flattened, each under its path; and which of them are statute texts. */

const readable = /\.(md|markdown|txt|docx|zip|csv)$/i
/** What Windows, macOS and Word leave beside files. */
const debris = /(^|\/)(\.|~\$|__MACOSX\/|Thumbs\.db$|desktop\.ini$)/i

export const isStatuteFile = (name: string): boolean => readable.test(name) && !debris.test(name)

const inFolder = async (entry: FileSystemDirectoryEntry): Promise<readonly Named[]> => {
  const reader = entry.createReader()
  const found: Named[] = []
  // A reader gives a folder in portions; an empty portion is its end.
  for (;;) {
    const portion = await new Promise<readonly FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (portion.length === 0) return found
    for (const one of portion) found.push(...(await inEntry(one)))
  }
}
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory
const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile

const inEntry = async (entry: FileSystemEntry): Promise<readonly Named[]> => {
  if (isFolder(entry)) return inFolder(entry)
  if (!isFile(entry)) return []
  const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject))
  return [{ name: entry.fullPath.replace(/^\//, ''), file }]
}

/** Must begin before the event is over: the browser empties the list then. */
export const filesDropped = (transfer: DataTransfer): Promise<readonly Named[]> => {
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? [])
  if (entries.length === 0) return Promise.resolve([...transfer.files].map((file) => ({ name: file.name, file })))
  return Promise.all(entries.map(inEntry)).then((lists) => lists.flat())
}

export const filesChosen = (files: FileList | null): readonly Named[] =>
  [...(files ?? [])].map((file) => ({ name: file.webkitRelativePath || file.name, file }))

export interface Sorted {
  readonly taken: readonly Named[]
  readonly left: readonly string[]
  readonly bytes: number
}
export const sortFiles = (files: readonly Named[]): Sorted => {
  const taken = files.filter(({ name }) => isStatuteFile(name))
  return {
    taken,
    left: files.filter(({ name }) => !isStatuteFile(name)).map(({ name }) => name),
    bytes: taken.reduce((sum, { file }) => sum + file.size, 0),
  }
}
