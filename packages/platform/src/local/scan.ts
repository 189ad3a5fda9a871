import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, extname, join, resolve } from 'node:path'
import { type Clue, compareClues } from '@xiezhi/engine/clue/clue'
import { coverageDatasetSchema } from '@xiezhi/engine/data/own-datasets'
import type { Message } from '@xiezhi/engine/message'
import { givesAlerts, parameterValues } from '@xiezhi/engine/model/model'
import { type Catalogue, type CatalogueModel, loadCatalogue } from '../catalogue.ts'
import { type FileImport, importFile } from '../data/import/import-file.ts'
import { scanKeyring } from '../data/secrecy/keyring.ts'
import { clueId } from '../data/secrecy/token.ts'
import { type LawTexts, loadLawTexts } from '../law/scan-texts.ts'
import { availableOf } from '../models/available.ts'
import { workOutCommon } from '../models/common.ts'
import { mountCoverage } from '../models/coverage.ts'
import { examineRun } from '../models/explain/examine.ts'
import type { Explanation } from '../models/explain/explanation.ts'
import { mountAll } from '../models/mount.ts'
import { type RunOutcome, runModel } from '../models/run.ts'
import { openWarehouse } from '../warehouse/duckdb.ts'
import type { SnapshotFile } from '../warehouse/snapshot.ts'

export interface ScanOptions {
  /** The day to judge by; without it the latest event in the data that is not later than `today`. */
  readonly asOf?: string
  readonly today: string
  /** Ids of models; none: every model whose inputs are there. */
  readonly models?: readonly string[]
  /** `model.name` → value. */
  readonly parameters?: Readonly<Record<string, string>>
  /** The office's own division, for models that ask (exclusion E11). */
  readonly division?: string
  /** A folder of statute texts, to check cited articles against. */
  readonly law?: string
  readonly signal?: AbortSignal
}

export interface ScannedFile {
  readonly path: string
  readonly result: FileImport
}

export interface ScanReport {
  readonly catalogue: Catalogue
  readonly files: readonly ScannedFile[]
  readonly law?: LawTexts
  readonly asOf: string
  readonly asOfGiven: boolean
  /** The last day of which the data tell, where the day to judge by is earlier; days later than today are none of theirs. */
  readonly beyond: string | null
  /** Each with why its rules found nothing, where the model found nothing at all. */
  readonly runs: readonly { readonly model: CatalogueModel; readonly outcome: RunOutcome; readonly explained: readonly Explanation[] }[]
  readonly clues: readonly Clue[]
  /** What was asked for wrongly: an unknown model, a parameter that does not fit. */
  readonly mistakes: readonly Message[]
}

/** From agencies' files to clues, with nothing kept. */
export async function scanFiles(paths: readonly string[], options: ScanOptions): Promise<ScanReport> {
  const catalogue = loadCatalogue()
  const { models, parameters, mistakes } = chosen(catalogue, options)
  const empty = {
    catalogue,
    files: [],
    asOf: options.asOf ?? options.today,
    asOfGiven: options.asOf !== undefined,
    beyond: null,
    runs: [],
    clues: [],
  }
  if (mistakes.length > 0) return { ...empty, mistakes }
  const work = mkdtempSync(join(tmpdir(), 'xiezhi-scan-'))
  const warehouse = await openWarehouse({
    directories: [work, ...paths.map((path) => resolve(path))],
    memory: '2GB',
    threads: 2,
    tempDir: join(work, 'spill'),
  })
  try {
    const keys = scanKeyring()
    const session = await warehouse.session()
    const texts = options.law === undefined ? undefined : await loadLawTexts(session, catalogue, options.law, work, options.signal)
    if (texts && 'refusal' in texts) return { ...empty, mistakes: [texts.refusal] }
    const files: ScannedFile[] = []
    for (const [index, path] of expand(paths).entries()) {
      const source = { path: resolve(path), name: basename(path) }
      const result = await importFile(warehouse, source, {
        standards: catalogue.standards,
        dictionaries: catalogue.dictionaries,
        keys,
        workDir: join(work, `file-${index + 1}`),
        seq: index + 1,
        ...(options.signal && { signal: options.signal }),
      })
      files.push({ path, result })
    }
    const parts = files.flatMap(({ result }) => result.parts)
    const until = latest(parts, options.today)
    const asOf = options.asOf ?? until ?? options.today
    await mountAll(session, catalogue, [...(texts ? [texts.file] : []), ...snapshotFiles(parts)])
    const coverage = { dataset: coverageDatasetSchema.id, fields: coverageDatasetSchema.columns.map(({ name }) => name) }
    const covered = files.flatMap(({ result }, index) =>
      result.parts.flatMap((part) => (part.dataset === null ? [] : [{ ...part, dataset: part.dataset, seq: index + 1 }])),
    )
    const reads = new Set(models.flatMap(({ checked }) => checked.inputs.map(({ dataset }) => dataset)))
    await mountCoverage(session, catalogue, reads, covered)
    const available = availableOf(catalogue, [
      coverage,
      ...(texts ? [texts.brought] : []),
      ...parts.flatMap(({ dataset, fields }) => (dataset === null ? [] : [{ dataset, fields }])),
    ])
    const inputs = models.map((model) => ({
      catalogue,
      model,
      available,
      parameters: parameters.get(model.id) ?? {},
      asOf,
      idOf: (...identity: readonly [model: string, rule: string, key: string]) => clueId(keys, ...identity),
      countSteps: 'to explain' as const,
      ...(options.signal && { signal: options.signal }),
    }))
    const common = await workOutCommon(session, inputs, options.signal)
    const runs = []
    for (const input of inputs) {
      const outcome = await runModel(session, { ...input, common: common.plans.get(input.model.id) })
      runs.push({ model: input.model, outcome, explained: await examineRun(session, { ...input, outcome }) })
    }
    session.close()
    return {
      ...empty,
      files,
      ...(texts && { law: texts.law }),
      asOf,
      beyond: until !== null && until > asOf ? until : null,
      runs,
      clues: runs.flatMap(({ outcome }) => outcome.clues).sort(compareClues),
      mistakes,
    }
  } finally {
    warehouse.close()
    rmSync(work, { recursive: true, force: true })
  }
}

/** Files in the order given, a folder's by name; hidden files and notes in a folder are passed over. */
export function expand(paths: readonly string[]): readonly string[] {
  return paths.flatMap((path) => {
    if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return [path]
    return readdirSync(path, { recursive: true, encoding: 'utf8' })
      .filter((name) => dataFiles.has(extname(name).toLowerCase()) && !basename(name).startsWith('.') && !basename(name).startsWith('~$'))
      .sort((a, b) => (a < b ? -1 : 1))
      .map((name) => join(path, name))
  })
}

const dataFiles = new Set(['.csv', '.tsv', '.txt', '.xlsx', '.xlsm', '.xls', '.zip', '.et'])

function snapshotFiles(parts: readonly FileImport['parts'][number][]): readonly SnapshotFile[] {
  return parts.flatMap(({ dataset, table, children }) =>
    dataset === null || !table
      ? []
      : [{ dataset, path: table.path }, ...children.map((child) => ({ dataset: child.dataset, path: child.path }))],
  )
}

/** The latest event day of the data, none later than today: what agencies enter ahead of time is not yet past. */
function latest(parts: readonly FileImport['parts'][number][], today: string): string | null {
  const days = parts.flatMap(({ latestEvent }) => (latestEvent === null || latestEvent > today ? [] : [latestEvent]))
  return days.sort().at(-1) ?? null
}

/** The models to run with their parameters, or what was asked for wrongly. */
function chosen(catalogue: Catalogue, options: ScanOptions) {
  const mistakes: Message[] = []
  const ids = options.models?.length
    ? options.models
    : [...catalogue.models.values()].filter(({ checked }) => !givesAlerts(checked)).map(({ id }) => id)
  const models = ids.flatMap((id) => {
    const model = catalogue.models.get(id)
    if (!model) mistakes.push({ code: 'scan.unknown-model', values: { id, known: [...catalogue.models.keys()].join('、') } })
    return model ? [model] : []
  })
  const parameters = new Map<string, Record<string, string | string[]>>()
  for (const model of models)
    if (options.division && model.checked.parameters.some(({ name }) => name === 'division'))
      parameters.set(model.id, { division: options.division })
  for (const [name, value] of Object.entries(options.parameters ?? {})) {
    const [id, parameter] = [name.slice(0, name.indexOf('.')), name.slice(name.indexOf('.') + 1)]
    const known = catalogue.models.get(id)?.checked.parameters.find((one) => one.name === parameter)
    if (!known) mistakes.push({ code: 'scan.unknown-parameter', values: { name } })
    else parameters.set(id, { ...parameters.get(id), [parameter]: known.type === 'text[]' ? value.split(/[,，、]/) : value })
  }
  for (const model of models)
    for (const { message } of parameterValues(model.checked, options.asOf ?? options.today, parameters.get(model.id)).problems)
      mistakes.push(message)
  return { models, parameters, mistakes }
}
