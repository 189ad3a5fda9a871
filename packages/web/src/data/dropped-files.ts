/** What programs leave in folders is no data: hidden files, and what Office writes beside an open one. */
export const isWanted = (file: { readonly name: string }): boolean => !/^(?:\.|~\$)|^(?:thumbs\.db|desktop\.ini)$/i.test(file.name)

/** As many files as one drop may hold; a whole disk dropped by mistake would hold up the browser. */
export const mostAtOnce = 5000

const entriesIn = async (folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> => {
  const reader = folder.createReader()
  const all: FileSystemEntry[] = []
  for (;;) {
    // A reader gives a hundred at a time, and none at the end.
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (some.length === 0) return all
    all.push(...some)
  }
}
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory
const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile

/** Everything that was dropped, files inside folders too; `more` where there were more than may come at once. */
export async function filesOf(transfer: DataTransfer): Promise<{ readonly files: readonly File[]; readonly more: boolean }> {
  // Both must be asked for at once: after the event they are gone.
  const plain = [...transfer.files]
  const waiting = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? [])
  if (!waiting.some(isFolder)) return { files: plain, more: false }
  const files: File[] = []
  while (waiting.length > 0 && files.length < mostAtOnce) {
    const entry = waiting.shift()
    if (!entry) break
    if (isFolder(entry)) waiting.push(...(await entriesIn(entry)))
    else if (isFile(entry)) {
      const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject))
      if (isWanted(file)) files.push(file)
    }
  }
  return { files, more: waiting.length > 0 }
}
