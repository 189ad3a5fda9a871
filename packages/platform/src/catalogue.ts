import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Dictionary, parseDictionary } from '@xiezhi/engine/data/dictionary'
import { runDatasets } from '@xiezhi/engine/data/own-datasets'
import { allSchemas, type TableSchema } from '@xiezhi/engine/data/schema'
import { parseStandard, type Standard } from '@xiezhi/engine/data/standard'
import { parseProvisions, penaltyProvisionRows, penaltyProvisionSchema } from '@xiezhi/engine/law/provision'
import { type Instrument, lawInstrumentRows, lawInstrumentSchema, parseInstruments } from '@xiezhi/engine/law/registry'
import {
  lawRenumberingRows,
  lawRenumberingSchema,
  lawRenumberingWordRows,
  lawRenumberingWordSchema,
  parseRenumbering,
  type Renumbered,
} from '@xiezhi/engine/law/renumbering'
import { lawSubjectRows, lawSubjectSchema, parseSubjects } from '@xiezhi/engine/law/subject'
import { lawVersionRows, lawVersionSchema } from '@xiezhi/engine/law/version-rows'
import { parseSystems, type SystemsFile, titlesOfPoints } from '@xiezhi/engine/ledger/systems'
import { buildCalendar, type Calendar } from '@xiezhi/engine/limit/calendar'
import { type CatalogueLimit, type CountingRule, type LimitFigure, parseLimitFile, parseYearTable } from '@xiezhi/engine/limit/catalogue'
import type { LimitRule } from '@xiezhi/engine/limit/limit'
import { type CheckedModel, checkModel, type Finding, type Piece, parseModel, parsePiece } from '@xiezhi/engine/model/model'

/** A model of the catalogue, or what keeps it from being one. */
export interface CatalogueModel {
  readonly id: string
  readonly folder: string
  readonly source: string
  /** SHA-256 of the text and of the shared steps it uses: two runs of one version are runs of one text. */
  readonly hash: string
  /** The shared steps it uses, as they were written. */
  readonly pieces: readonly { readonly id: string; readonly text: string }[]
  readonly readme: string
  readonly checked: CheckedModel
}

/** Everything that practice says, parsed once at the door. */
export interface Catalogue {
  readonly folder: string
  readonly standards: ReadonlyMap<string, Standard>
  /** Every list of codes that a field holds, with its days of validity. */
  readonly dictionaries: ReadonlyMap<string, Dictionary>
  /** Every table that a model may name: datasets, their children, what the catalogue itself brings. */
  readonly schemas: ReadonlyMap<string, TableSchema>
  readonly calendar: Calendar
  readonly limits: ReadonlyMap<string, CatalogueLimit>
  /** Thresholds and rates, and rules of counting: facts of the law without a length of time. */
  readonly figures: ReadonlyMap<string, LimitFigure>
  readonly countingRules: ReadonlyMap<string, CountingRule>
  readonly instruments: readonly Instrument[]
  readonly renumbering: readonly Renumbered[]
  /** Tables made of the catalogue itself. */
  readonly builtins: readonly Builtin[]
  /** Steps and exclusions that models share. */
  readonly pieces: ReadonlyMap<string, Piece>
  readonly models: ReadonlyMap<string, CatalogueModel>
  /** Supervision points, and the systems that models serve. */
  readonly systems: SystemsFile
  readonly findings: readonly Finding[]
}

export interface Builtin {
  readonly schema: TableSchema
  readonly rows: readonly Readonly<Record<string, string | number | boolean | null>>[]
}

export const catalogueFolder = (): string =>
  process.env.XIEZHI_CATALOGUE ?? join(dirname(fileURLToPath(import.meta.url)), '../../../catalogue')

let loaded: Catalogue | undefined

/** The project's own catalogue, read once. */
export function loadCatalogue(folder = catalogueFolder()): Catalogue {
  if (loaded?.folder !== folder) loaded = readCatalogue(folder)
  return loaded
}

export function readCatalogue(folder: string): Catalogue {
  const findings: Finding[] = []
  const dictionaries = readDictionaries(join(folder, 'dictionaries'))
  const standards = new Map<string, Standard>()
  for (const [id, path] of folders(join(folder, 'standards'), 'standard.yml')) {
    const { standard, findings: found } = parseStandard(readFileSync(path, 'utf8'), path, dictionaries)
    findings.push(...found)
    if (standard) standards.set(id, standard)
  }
  const { limits, figures, countingRules } = parseLimitFile(readFileSync(join(folder, 'law/limits.yml'), 'utf8'))
  const instruments = parseInstruments(readFileSync(join(folder, 'law/instruments.yml'), 'utf8'))
  const calendar = buildCalendar(
    readdirSync(join(folder, 'calendar'))
      .filter((file) => /^\d{4}\.yml$/.test(file))
      .sort()
      .map((file) => parseYearTable(readFileSync(join(folder, 'calendar', file), 'utf8'))),
  )
  const read = (file: string): string => readFileSync(join(folder, file), 'utf8')
  const renumbering = parseRenumbering(read('law/renumbering.yml'))
  const builtins: Builtin[] = [
    { schema: lawInstrumentSchema, rows: Array.from(lawInstrumentRows(instruments), (row) => ({ ...row })) },
    { schema: lawVersionSchema, rows: [...lawVersionRows(instruments)] },
    { schema: lawRenumberingSchema, rows: [...lawRenumberingRows(renumbering)] },
    { schema: lawRenumberingWordSchema, rows: [...lawRenumberingWordRows(renumbering)] },
    { schema: penaltyProvisionSchema, rows: [...penaltyProvisionRows(parseProvisions(read('law/penalty-provisions.yml')), instruments)] },
    { schema: lawSubjectSchema, rows: lawSubjectRows(parseSubjects(read('law/subjects.yml'))) },
  ]
  const known = [...builtins.map(({ schema }) => schema), ...runDatasets].map((schema) => [schema.id, schema] as const)
  const schemas = new Map([...allSchemas(standards.values()), ...known])
  const { pieces, findings: inPieces } = readPieces(join(folder, 'pieces'))
  findings.push(...inPieces)
  const systems = parseSystems(read('systems.yml'))
  const models = new Map<string, CatalogueModel>()
  // A patrol is a model whose rules give alerts; it stands apart for the reader, and nowhere else.
  for (const [id, path] of [...folders(join(folder, 'models'), 'model.yml'), ...folders(join(folder, 'patrols'), 'model.yml')]) {
    const { model, findings: found } = readModel(dirname(path), { schemas, limits, pieces, systems, instruments })
    findings.push(...found)
    if (model) models.set(id, model)
  }
  return {
    folder,
    standards,
    dictionaries,
    schemas,
    calendar,
    limits,
    figures,
    countingRules,
    instruments,
    renumbering,
    builtins,
    pieces,
    models,
    systems,
    findings,
  }
}

function readDictionaries(folder: string): ReadonlyMap<string, Dictionary> {
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.yml')) : []
  return new Map(
    files.sort().map((file) => {
      const dictionary = parseDictionary(readFileSync(join(folder, file), 'utf8'), (name) => readFileSync(join(folder, name), 'utf8'))
      return [dictionary.id, dictionary] as const
    }),
  )
}

/** What models are read against. */
export interface Known {
  readonly schemas: ReadonlyMap<string, TableSchema>
  readonly limits: ReadonlyMap<string, LimitRule>
  readonly pieces: ReadonlyMap<string, Piece>
  readonly systems: SystemsFile
  readonly instruments: readonly Instrument[]
}

/** Instruments under all names that a basis may use, with the highest article of any version. */
export function lawsOf(instruments: readonly Instrument[]): ReadonlyMap<string, number | undefined> {
  return new Map(
    instruments.flatMap(({ name, aliases, versions }) => {
      const known = versions.map(({ articles }) => articles)
      const most = known.every((count) => count != null) ? Math.max(...known.map(Number)) : undefined
      return [name, ...aliases].map((one) => [one.replace(/^中华人民共和国/, ''), most] as const)
    }),
  )
}

/** Steps and exclusions that models share, a file each. */
export function readPieces(folder: string): { readonly pieces: ReadonlyMap<string, Piece>; readonly findings: readonly Finding[] } {
  const pieces = new Map<string, Piece>()
  const findings: Finding[] = []
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.yml')) : []
  for (const file of files.sort()) {
    const path = join(folder, file)
    const { piece, findings: found } = parsePiece(readFileSync(path, 'utf8'), path)
    findings.push(...found)
    if (piece) pieces.set(basename(file, '.yml'), piece)
  }
  return { pieces, findings }
}

const hashOf = (source: string, pieces: readonly { readonly id: string; readonly text: string }[]): string => {
  const hash = createHash('sha256').update(source)
  for (const { id, text } of pieces) hash.update(`\n\u0000${id}\n${text}`)
  return hash.digest('hex')
}

/** One model's folder: checked, or with what is wrong and where. */
export function readModel(folder: string, known: Known): { model?: CatalogueModel; findings: readonly Finding[] } {
  const file = join(folder, 'model.yml')
  const readme = join(folder, 'README.md')
  return modelOf(
    {
      id: basename(folder),
      folder,
      file,
      source: readFileSync(file, 'utf8'),
      readme: existsSync(readme) ? readFileSync(readme, 'utf8') : '',
    },
    known,
  )
}

/** A model from its texts, wherever they are kept. */
export function modelOf(
  { id, folder, file, source, readme }: Pick<CatalogueModel, 'id' | 'folder' | 'source' | 'readme'> & { readonly file: string },
  { schemas, limits, pieces, systems, instruments }: Known,
): { model?: CatalogueModel; findings: readonly Finding[] } {
  const parsed = parseModel(source, file, pieces)
  if (!parsed.model) return { findings: parsed.findings }
  const { checked, findings } = checkModel(parsed.model, schemas, limits, titlesOfPoints(systems), lawsOf(instruments))
  const all = [...parsed.findings, ...findings]
  if (!checked) return { findings: all }
  const model = { id, folder, source, hash: hashOf(source, parsed.model.pieces), pieces: parsed.model.pieces, readme, checked }
  return { model, findings: all }
}

/** Folders of the catalogue that hold the file, by name. */
function folders(folder: string, file: string): readonly (readonly [string, string])[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, file)))
    .map((entry) => [entry.name, join(folder, entry.name, file)] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
}
