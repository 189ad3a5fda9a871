import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { Clue } from '@xiezhi/engine/clue/clue'
import { looksLikeIdentity } from '@xiezhi/engine/data/normalise/identity'
import { coverageDatasetSchema, runDatasets } from '@xiezhi/engine/data/own-datasets'
import type { Message } from '@xiezhi/engine/message'
import { parse } from 'yaml'
import { z } from 'zod'
import { type Catalogue, type CatalogueModel, loadCatalogue } from '../catalogue.ts'
import { type FileImport, importFile } from '../data/import/import-file.ts'
import { scanKeyring } from '../data/secrecy/keyring.ts'
import { clueId, token } from '../data/secrecy/token.ts'
import { availableOf, type Brought } from '../models/available.ts'
import { mountCatalogue, readBy, standardsOf } from '../models/mount.ts'
import { runModel } from '../models/run.ts'
import { openWarehouse } from '../warehouse/duckdb.ts'
import { mountBuiltin, mountSnapshot } from '../warehouse/snapshot.ts'
import type { Session, Warehouse } from '../warehouse/warehouse.ts'
import { compareIndicators } from './case-indicators.ts'
import { type RuleInCase, rulesInCase } from './case-rules.ts'
import { readTable } from './case-table.ts'

export interface CaseResult {
  readonly model: string
  readonly name: string
  readonly title: string
  readonly problems: readonly Message[]
  /** What each rule did, in the order of the model; nothing for a case that is broken. */
  readonly rules: readonly RuleInCase[]
  /** What came out, class clues left out. */
  readonly clues: readonly Clue[]
}

const caseShape = z.strictObject({
  title: z.string(),
  as_of: z.string(),
  note: z.string().optional(),
  params: z.record(z.string(), z.union([z.string(), z.array(z.string())])).default({}),
  /** How many rows a rule must leave untested, by its id. */
  not_tested: z.record(z.string(), z.number().int().min(0)).default({}),
})

/** What must come out; every other table is a dataset. */
const expected: readonly string[] = ['clues.csv', 'indicators.csv']

/** Columns of `clues.csv` that are not part of a rule's key. */
const figures = ['due_date', 'days_overdue', 'score', 'amount', 'severity', 'grade', 'reason', 'evidence'] as const

/** Where cases are run: one session, so that what is the same for all of them is laid out once. */
export interface CaseRoom {
  /** The cases of a model, or the one of this name, through the ordinary import, so that a case may be dirty. */
  run(model: CatalogueModel, only?: string): AsyncIterable<CaseResult>
  close(): void
}

export async function openCaseRoom(catalogue = loadCatalogue(), folders: readonly string[] = []): Promise<CaseRoom> {
  const work = mkdtempSync(join(tmpdir(), 'xiezhi-cases-'))
  const warehouse = await openWarehouse({
    directories: [work, catalogue.folder, ...folders],
    memory: '1GB',
    threads: 1,
    tempDir: join(work, 'spill'),
  })
  const session = await warehouse.session()
  await mountCatalogue(session, catalogue)
  const room: Room = { catalogue, session, importOf: importOnce(catalogue, warehouse, work) }
  return {
    async *run(model, only) {
      for (const name of caseNames(model)) if (only === undefined || only === name) yield await runCase(room, model, name)
    },
    close: () => {
      warehouse.close()
      rmSync(work, { recursive: true, force: true })
    },
  }
}

/** Runs the cases of the named models, of all when none is named. */
export async function* runCases(ids: readonly string[], only?: string): AsyncIterable<CaseResult> {
  const room = await openCaseRoom()
  try {
    for (const model of loadCatalogue().models.values()) if (ids.length === 0 || ids.includes(model.id)) yield* room.run(model, only)
  } finally {
    room.close()
  }
}

interface Room {
  readonly catalogue: Catalogue
  readonly session: Session
  readonly importOf: (path: string, dataset: string, seq: number) => Promise<FileImport>
}

/** Cases of one model have many a file in common: the same file, as the same batch, is imported once. */
function importOnce(catalogue: Catalogue, warehouse: Warehouse, work: string): Room['importOf'] {
  const known = new Map<string, Promise<FileImport>>()
  return (path, dataset, seq) => {
    const name = basename(path)
    const key = [name, dataset, seq, createHash('sha256').update(readFileSync(path)).digest('hex')].join(' ')
    const { standards } = catalogue
    const workDir = join(work, `${known.size}`)
    const made = known.get(key) ?? importFile(warehouse, { path, name }, { standards, keys: scanKeyring(), workDir, seq, dataset })
    known.set(key, made)
    return made
  }
}

export const caseNames = (model: CatalogueModel): readonly string[] => {
  const folder = join(model.folder, 'cases')
  return existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => existsSync(join(folder, name, 'case.yml')))
        .sort()
    : []
}

async function runCase({ catalogue, session, importOf }: Room, model: CatalogueModel, name: string): Promise<CaseResult> {
  const folder = join(model.folder, 'cases', name)
  const shape = caseShape.safeParse(parse(readFileSync(join(folder, 'case.yml'), 'utf8')))
  if (!shape.success) return broken(model, name, shape.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('；'))
  const { title, as_of: asOf, params, not_tested: untested } = shape.data
  const keys = scanKeyring()
  const parts = []
  const batches = new Map<string, number>()
  // A case names people by their numbers; the clue knows them by their tokens.
  const known = (value: string): string => (looksLikeIdentity(value) ? token(keys, value) : value)
  const own: Brought[] = []
  // What the data cover is always known to a run; here it is what the case says, and a case that is silent about it holds nothing against its data.
  await mountBuiltin(session, coverageDatasetSchema, [])
  own.push({ dataset: coverageDatasetSchema.id, fields: coverageDatasetSchema.columns.map((column) => column.name) })
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.csv') && !expected.includes(file))
    .sort()
  for (const file of files) {
    const dataset = basename(file, '.csv').replace(/-\d+$/, '')
    const kept = runDatasets.find(({ id }) => id === dataset)
    if (kept) {
      const rows = readTable(readFileSync(join(folder, file), 'utf8')).map((row) =>
        Object.fromEntries(Object.entries(row).map(([field, value]) => [field, value === '' ? null : known(value)])),
      )
      await mountBuiltin(session, kept, rows)
      own.push({ dataset, fields: kept.columns.map((column) => column.name) })
      continue
    }
    if (!catalogue.standards.has(dataset)) return broken(model, name, `${file}: no such dataset`)
    batches.set(dataset, (batches.get(dataset) ?? 0) + 1)
    const result = await importOf(join(folder, file), dataset, batches.get(dataset)!)
    if (result.refusal) return { model: model.id, name, title, problems: [result.refusal], rules: [], clues: [] }
    const refused = result.parts.filter(({ counts }) => counts.refused > 0)
    if (refused.length > 0) return broken(model, name, `${file}: ${refused[0]!.counts.refused} rows refused`)
    parts.push(...result.parts)
  }
  try {
    const brought = [...own, ...parts.flatMap(({ dataset, fields }) => (dataset === null ? [] : [{ dataset, fields }]))]
    const snapshot = parts.flatMap(({ dataset, table, children }) =>
      dataset === null || !table ? [] : [{ dataset, path: table.path }, ...children],
    )
    await mountSnapshot(session, standardsOf(catalogue, readBy(model)), snapshot, { keep: true })
    const { clues, indicators, rules } = await runModel(session, {
      countSteps: false,
      catalogue,
      model,
      available: availableOf(catalogue, brought),
      parameters: params,
      asOf,
      idOf: (...identity) => clueId(keys, ...identity),
    })
    const wanted = readTable(readFileSync(join(folder, 'clues.csv'), 'utf8')).map((row) =>
      Object.fromEntries(Object.entries(row).map(([name, value]) => [name, known(value)])),
    )
    const single = clues.filter(({ rollup }) => !rollup)
    const inCase = await rulesInCase(session, model, rules)
    return {
      model: model.id,
      name,
      title,
      clues: single,
      problems: [
        ...compare(wanted, single, model),
        ...compareUntested(untested, inCase),
        ...compareIndicators(join(folder, 'indicators.csv'), indicators),
      ],
      rules: inCase,
    }
  } catch (error) {
    return broken(model, name, error instanceof Error ? error.message : String(error))
  }
}

const broken = (model: CatalogueModel, name: string, reason: string): CaseResult => ({
  model: model.id,
  name,
  title: name,
  problems: [{ code: 'model.case-broken', values: { reason } }],
  rules: [],
  clues: [],
})

/** Exactly the clues of `clues.csv`, by rule and key; figures are compared where the file gives them. */
function compare(wanted: readonly Readonly<Record<string, string>>[], found: readonly Clue[], model: CatalogueModel): readonly Message[] {
  const problems: Message[] = []
  const left = new Map(
    found.map((clue) => [
      nameOf(
        clue.rule,
        Object.values(clue.key).map((value) => value ?? ''),
      ),
      clue,
    ]),
  )
  for (const row of wanted) {
    const rule = model.checked.rules.find((one) => one.as === row.rule)
    if (!rule) {
      problems.push({ code: 'model.case-broken', values: { reason: `clues.csv: ${row.rule}` } })
      continue
    }
    const name = matching(row, rule.key, left)
    const clue = name === undefined ? undefined : left.get(name)
    if (name === undefined || !clue) {
      problems.push({
        code: 'model.case-missing',
        values: {
          clue: nameOf(
            rule.id,
            rule.key.map((column) => row[column] ?? '*'),
          ),
        },
      })
      continue
    }
    left.delete(name)
    const has: Readonly<Record<(typeof figures)[number], string>> = {
      due_date: clue.dueDate ?? '',
      days_overdue: clue.daysOverdue === null ? '' : String(clue.daysOverdue),
      score: String(clue.score),
      amount: clue.amount ?? '',
      severity: clue.severity,
      grade: clue.grade,
      reason: clue.reason,
      evidence: papersOf(clue),
    }
    for (const field of figures) {
      const want = row[field]
      if (want === undefined || want === '' || want === has[field] || (field === 'amount' && Number(want) === Number(has.amount))) continue
      problems.push({ code: 'model.case-differs', values: { clue: name, field, wanted: want, found: has[field] } })
    }
  }
  for (const name of left.keys()) problems.push({ code: 'model.case-surplus', values: { clue: name } })
  return problems
}

/** Of the rules that `case.yml` names, whether they left so many rows untested. */
function compareUntested(wanted: Readonly<Record<string, number>>, rules: readonly RuleInCase[]): readonly Message[] {
  return Object.entries(wanted).flatMap(([id, count]): Message[] => {
    const found = rules.find((rule) => rule.id === id)
    if (!found) return [{ code: 'model.case-broken', values: { reason: `not_tested: ${id}` } }]
    if (found.notTested === count) return []
    return [{ code: 'model.case-differs', values: { clue: id, field: 'not_tested', wanted: count, found: found.notTested } }]
  })
}

/** What a clue rests on, as `penalty_decision 1 market_entity 2`: the datasets in the order in which they are shown, and how many rows of each. */
function papersOf({ evidence }: Clue): string {
  const counts = new Map<string, number>()
  for (const { dataset } of evidence) counts.set(dataset, (counts.get(dataset) ?? 0) + 1)
  return [...counts].map(([dataset, count]) => `${dataset} ${count}`).join(' ')
}

/** A key column that `clues.csv` leaves out or empty matches whatever stands there. */
function matching(row: Readonly<Record<string, string>>, key: readonly string[], left: ReadonlyMap<string, Clue>): string | undefined {
  for (const [name, clue] of left)
    if (clue.rule === row.rule && key.every((column) => !row[column] || row[column] === (clue.key[column] ?? ''))) return name
  return undefined
}

const nameOf = (rule: string, values: readonly string[]): string => `${rule} ${values.join(' | ')}`
