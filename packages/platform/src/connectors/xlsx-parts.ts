import { posix } from 'node:path'
import { noStrings, type SharedStrings, stringsReader } from './xlsx-strings.ts'
import { type NumberKind, type Styles, stylesReader } from './xlsx-styles.ts'
import { BrokenWorkbook, type XmlHandler, type XmlTag, xmlReader } from './xml.ts'
import type { Archive } from './zip.ts'

export interface SheetPart {
  readonly name: string
  /** A person who opens the workbook does not see it. */
  readonly hidden: boolean
  /** Part of the archive. */
  readonly part: string
}

/** What the parts of a workbook say before its sheets are read. */
export interface WorkbookParts {
  readonly sheets: readonly SheetPart[]
  readonly from1904: boolean
  readonly strings: SharedStrings
  readonly styles: Styles
}

async function readPart(archive: Archive, part: string, handler: XmlHandler, signal?: AbortSignal): Promise<void> {
  const reader = xmlReader(handler)
  for await (const text of archive.text(part, signal)) reader.push(text)
  reader.end()
}

/** Calls `open` for each element by its name without a prefix. */
const openings = (open: (name: string, tag: XmlTag) => void): XmlHandler => ({
  listening: false,
  open: (name, tag) => open(name.slice(name.indexOf(':') + 1), tag),
  close() {},
  text() {},
})

interface Relation {
  readonly id: string
  /** Last word of the type: transitional and strict files differ in what stands before it. */
  readonly type: string
  readonly part: string
}

/** What a part refers to inside the archive; targets are relative to the part or to the root. */
async function relationsOf(archive: Archive, part: string, signal?: AbortSignal): Promise<readonly Relation[]> {
  const folder = posix.dirname(part)
  const path = posix.join(folder, '_rels', `${posix.basename(part)}.rels`)
  const relations: Relation[] = []
  if (!archive.has(path)) return relations
  const reader = openings((name, tag) => {
    const target = tag.get('Target')
    if (name !== 'Relationship' || target === undefined || tag.get('TargetMode') === 'External') return
    const type = tag.get('Type') ?? ''
    const found = posix.join('/', target.startsWith('/') ? '' : folder, target.replaceAll('\\', '/')).slice(1)
    relations.push({ id: tag.get('Id') ?? '', type: type.slice(type.lastIndexOf('/') + 1), part: found })
  })
  await readPart(archive, path, reader, signal)
  return relations
}

async function workbookPart(archive: Archive, signal?: AbortSignal): Promise<string> {
  const relations = archive.has('_rels/.rels') ? await relationsOf(archive, '', signal) : []
  const named = relations.find((relation) => relation.type === 'officeDocument')?.part
  return named !== undefined && archive.has(named) ? named : 'xl/workbook.xml'
}

/** A workbook for each day of a year and some more; each is read as a table of its own. */
const mostSheets = 1000

export async function readParts(archive: Archive, signal?: AbortSignal): Promise<WorkbookParts> {
  const root = await workbookPart(archive, signal)
  const relations = await relationsOf(archive, root, signal)
  const byId = new Map(relations.map((relation) => [relation.id, relation]))
  const sheets: SheetPart[] = []
  const parts = new Set<string>()
  let from1904 = false
  await readPart(
    archive,
    root,
    openings((name, tag) => {
      if (name === 'workbookPr') from1904 = /^(?:1|true)$/.test(tag.get('date1904') ?? '')
      if (name !== 'sheet') return
      const relation = byId.get(tag.getPrefixed('id') ?? '')
      if (!relation) throw new BrokenWorkbook(`no part for sheet ${tag.get('name') ?? ''}`)
      // Sheets that hold a chart or an old dialogue have no cells.
      if (relation.type !== 'worksheet') return
      // One part under a million names would be read a million times.
      if (parts.has(relation.part)) throw new BrokenWorkbook(`two sheets of one part: ${relation.part}`)
      if (sheets.length === mostSheets) throw new BrokenWorkbook(`more than ${mostSheets} sheets`)
      parts.add(relation.part)
      sheets.push({ name: tag.get('name') ?? '', hidden: /^(?:hidden|veryHidden)$/.test(tag.get('state') ?? ''), part: relation.part })
    }),
    signal,
  )
  const strings = noStrings()
  const styles: NumberKind[] = []
  const partOf = (type: string): string | undefined => relations.find((relation) => relation.type === type)?.part
  const stylesPart = partOf('styles')
  if (stylesPart !== undefined) await readPart(archive, stylesPart, stylesReader(styles), signal)
  const stringsPart = partOf('sharedStrings')
  if (stringsPart !== undefined) await readPart(archive, stringsPart, stringsReader(strings), signal)
  return { sheets, from1904, strings, styles }
}
