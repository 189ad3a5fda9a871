import { randomUUID } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { proposeStandard } from '@xiezhi/engine/data/propose'
import { parseStandard, type Standard } from '@xiezhi/engine/data/standard'
import type { Message } from '@xiezhi/engine/message'
import type { z } from 'zod'
import type { Actor } from '../access/actor.ts'
import { record } from '../audit/record.ts'
import type { Catalogue } from '../catalogue.ts'
import { openFile } from '../connectors/file.ts'
import type { ListQuery } from '../contract/shapes.ts'
import {
  type getStandard,
  type OfficeStandard,
  type proposeStandardOf,
  type StandardDraftView,
  standardDraft,
  type tryStandard,
} from '../contract/standards.ts'
import { importFile } from '../data/import/import-file.ts'
import type { Lake } from '../data/lake.ts'
import { previewMapping } from '../data/mapping-preview.ts'
import { removeQuietly } from '../data/raw-files.ts'
import type { Keyring } from '../data/secrecy/keyring.ts'
import { mask, maskText } from '../data/secrecy/mask.ts'
import { snapshotAt } from '../data/snapshots.ts'
import { recordExport } from '../export/mark.ts'
import { chinaMoment, type FileAnswer, type TableFile } from '../export/table-file.ts'
import { zipOf } from '../export/zip-file.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { Db, Queries } from '../store/database.ts'
import { tell } from '../texts.ts'
import type { Warehouse } from '../warehouse/warehouse.ts'
import type { Shelf } from '../workshop/shelf.ts'
import { checkDraft, trySample, withReasons } from './check.ts'
import { insertStandard, latestStandards, lockStandards, type StoredStandard } from './store.ts'

interface Sent {
  readonly name: string
  readonly bytes: Buffer
}
type Page<T> = { items: T[]; total: number; page: number; size: number }

export interface Standards {
  list(actor: Actor, query: ListQuery): Promise<Page<OfficeStandard>>
  export(actor: Actor, query: ListQuery, format: string): Promise<TableFile>
  get(actor: Actor, id: string): Promise<z.input<typeof getStandard.response> | Refusal>
  propose(actor: Actor, file: Sent): Promise<z.input<typeof proposeStandardOf.response> | Refusal>
  check(actor: Actor, draft: StandardDraftView): Promise<{ problems: string[]; yaml: string }>
  try(actor: Actor, draft: StandardDraftView, file: Sent): Promise<z.input<typeof tryStandard.response> | Refusal>
  folder(actor: Actor, draft: StandardDraftView): Promise<FileAnswer | Refusal>
  install(actor: Actor, asked: { draft: StandardDraftView; version: number; reason: string }): Promise<OfficeStandard | Refusal>
  remove(actor: Actor, id: string, reason: string): Promise<OfficeStandard | Refusal>
}

interface Parts {
  readonly db: Db
  readonly clock: () => Date
  readonly catalogue: Catalogue
  readonly shelf: Shelf
  readonly keys: Keyring
  readonly lake: Lake
  readonly reading: Warehouse
}

const recordsRead = 5000
const samplesShown = 4

export function openStandards({ db, clock, catalogue, shelf, keys, lake, reading }: Parts): Standards {
  const batchesOf = async (queries: Queries, actor: Actor): Promise<ReadonlyMap<string, number>> => {
    const { batches } = await snapshotAt(queries, actor, undefined)
    const counts = new Map<string, number>()
    for (const { dataset } of batches) counts.set(dataset, (counts.get(dataset) ?? 0) + 1)
    return counts
  }
  const shown = (one: StoredStandard, batches: ReadonlyMap<string, number>): OfficeStandard => {
    const standard = one.files === null ? undefined : parseStandard(one.files['standard.yml'] ?? '', one.id).standard
    return {
      id: one.id,
      title: standard?.label ?? one.id,
      version: one.version,
      fields: standard?.fields.length ?? 0,
      batches: batches.get(one.id) ?? 0,
      by: one.by,
      at: one.at,
      reason: one.reason,
      removed: one.files === null,
    }
  }
  const sorted = async (queries: Queries, actor: Actor, { q, sort }: ListQuery): Promise<OfficeStandard[]> => {
    const batches = await batchesOf(queries, actor)
    const wanted = (q ?? '').toLowerCase()
    const by = (sort ?? '-at').replace(/^-/, '')
    const turned = (sort ?? '-at').startsWith('-') ? -1 : 1
    return (await latestStandards(queries, actor))
      .map((one) => shown(one, batches))
      .filter((one) => `${one.id} ${one.title}`.toLowerCase().includes(wanted))
      .sort((a, b) => turned * (by === 'title' ? a.title.localeCompare(b.title, 'zh') : a.at < b.at ? -1 : 1))
  }
  const standardsWith = (actor: Actor, standard: Standard): ReadonlyMap<string, Standard> =>
    new Map([...shelf.seenBy(actor).standards, [standard.id, standard]])
  const firstProblem = (problems: readonly Message[], actor: Actor): string => (problems[0] ? tell(problems[0], actor.locale) : '')

  async function aside<T>(work: (dir: string) => Promise<T>): Promise<T> {
    const dir = lake.workDir(`standard-${randomUUID()}`)
    await mkdir(dir, { recursive: true })
    try {
      return await work(dir)
    } finally {
      await removeQuietly(dir)
    }
  }

  /** Files that are in already were read by the version before: what tells their rows apart and what their columns are must stay. */
  const breaks = (before: Standard | undefined, after: Standard, batches: number): Refusal | undefined => {
    if (!before || batches === 0) return undefined
    if (before.naturalKey.join() !== after.naturalKey.join())
      return refuse('invalid', 'standards.key-changed', {
        count: batches,
        before: before.naturalKey.join('、'),
        after: after.naturalKey.join('、'),
      })
    const changed = before.fields.find((field) => {
      const now = after.fields.find(({ id }) => id === field.id)
      return now !== undefined && (now.columnType !== field.columnType || now.kind !== field.kind)
    })
    if (!changed) return undefined
    const now = after.fields.find(({ id }) => id === changed.id)
    return refuse('invalid', 'standards.type-changed', {
      field: changed.label,
      count: batches,
      before: changed.type,
      after: now?.type ?? '',
    })
  }

  return {
    async list(actor, query) {
      const all = await sorted(db, actor, query)
      const { page, size } = query
      return { items: all.slice((page - 1) * size, page * size), total: all.length, page, size }
    },

    export: (actor, query, format) =>
      db.transaction().execute(async (tx) => {
        const all = await sorted(tx, actor, query)
        const word = (code: string): string => tell({ code: `standards.${code}` }, actor.locale)
        return {
          mark: await recordExport(tx, actor, clock(), { action: 'standard.export', values: { format }, count: all.length, asked: query }),
          title: word('title'),
          columns: ['id', 'title', 'version', 'state', 'fields', 'batches', 'by', 'at', 'reason'].map((name) => ({
            label: word(`column.${name}`),
            width: name === 'reason' || name === 'title' ? 40 : 16,
          })),
          rows: all.map((one) => [
            one.id,
            one.title,
            one.version,
            word(one.removed ? 'removed' : 'in-force'),
            one.fields,
            one.batches,
            one.by,
            chinaMoment(one.at),
            one.reason,
          ]),
        }
      }),

    async get(actor, id) {
      const one = (await latestStandards(db, actor)).find((each) => each.id === id)
      if (!one?.files) return refuse('not-found', 'standards.not-found')
      const draft = standardDraft.parse(JSON.parse(one.files['draft.json'] ?? 'null'))
      return { ...shown(one, await batchesOf(db, actor)), draft, yaml: one.files['standard.yml'] ?? '' }
    },

    propose: (actor, { name, bytes }) =>
      aside(async (dir) => {
        const path = join(dir, 'file')
        await writeFile(path, bytes)
        const seen = shelf.seenBy(actor).standards
        const records = await firstRecords(path)
        if (!Array.isArray(records)) return refuse('invalid', 'standards.unreadable', { reason: tell(records, actor.locale) })
        const proposal = proposeStandard(records, name, [...seen.values()])
        if (!proposal || proposal.draft.fields.length === 0) return refuse('invalid', 'standards.no-table')
        const { draft, dataset, rows } = proposal
        await db
          .transaction()
          .execute((tx) =>
            record(tx, actor, clock(), { action: 'standard.propose', values: { file: maskText(name), rows, fields: draft.fields.length } }),
          )
        const known = dataset === null ? undefined : seen.get(dataset)
        const { naturalKey, marks, label } = draft
        return {
          file: name,
          rows,
          known: known ? { id: known.id, title: known.label } : null,
          draft: {
            label: label || name,
            naturalKey: [...naturalKey],
            marks: [...marks],
            fields: draft.fields.map(({ reasons: _, ...field }) => ({
              ...field,
              aliases: [...field.aliases],
              codes: field.codes.map(({ code, also }) => ({ code: maskText(code), also: [...also] })),
            })),
          },
          columns: draft.fields.map(({ id, column, sensitivity, reasons }) => ({
            id,
            reasons: reasons.map((reason) => tell(reason, actor.locale)),
            samples: samplesOf(records, column).map((text) => (sensitivity === 'sensitive' ? mask(text) : maskText(text).slice(0, 60))),
          })),
        }
      }),

    async check(actor, draft) {
      const { problems, yaml } = checkDraft(withReasons(draft), catalogue)
      const taken: Message[] = shelf.isOwnStandard(draft.id) ? [{ code: 'standards.taken-id', values: { id: draft.id } }] : []
      return { problems: [...taken, ...problems].map((problem) => tell(problem, actor.locale)), yaml }
    },

    try: (actor, draft, { name, bytes }) =>
      aside(async (dir) => {
        const { standard, problems } = checkDraft(withReasons(draft), catalogue)
        if (shelf.isOwnStandard(draft.id)) return refuse('invalid', 'standards.taken-id', { id: draft.id })
        if (!standard || problems.length > 0) return refuse('invalid', 'standards.wrong', { problem: firstProblem(problems, actor) })
        const path = join(dir, 'file')
        await writeFile(path, bytes)
        const standards = standardsWith(actor, standard)
        // The whole file once, as it would be taken without a word from anybody; then its beginning, for the eye.
        const options = { standards, keys, workDir: join(dir, 'whole'), seq: 1, dictionaries: catalogue.dictionaries }
        const { parts, refusal } = await importFile(reading, { path, name }, options)
        if (refusal) return refuse('invalid', 'standards.unreadable', { reason: tell(refusal, actor.locale) })
        const part = parts.find(({ dataset }) => dataset === standard.id) ?? parts[0]
        if (!part) return refuse('invalid', 'standards.no-table')
        const mapping = Object.fromEntries(part.inspection.mapping.map(({ column }) => [column, fieldOf(standard, part, column)]))
        const said = { sheet: part.inspection.sheet, dataset: standard.id, mapping }
        await mkdir(join(dir, 'part'), { recursive: true })
        const preview = await previewMapping(
          { warehouse: reading, standards, keys, locale: actor.locale },
          { path, name },
          join(dir, 'part'),
          said,
        )
        if (!preview) return refuse('invalid', 'standards.no-table')
        await db.transaction().execute((tx) =>
          record(tx, actor, clock(), {
            action: 'standard.try',
            object: standard.id,
            values: { title: standard.label, file: maskText(name), taken: part.counts.taken, refused: part.counts.refused },
          }),
        )
        return {
          preview: { ...preview, read: part.counts.rows, taken: part.counts.taken, refused: part.counts.refused },
          skipped: part.counts.skipped,
          rows: part.counts.rows,
        }
      }),

    async folder(actor, draft) {
      const { standard, problems, yaml, sample } = checkDraft(withReasons(draft), catalogue)
      if (!standard || problems.length > 0) return refuse('invalid', 'standards.wrong', { problem: firstProblem(problems, actor) })
      return db.transaction().execute(async (tx) => {
        const values = { title: standard.label, id: standard.id }
        const mark = await recordExport(tx, actor, clock(), {
          action: 'standard.folder',
          object: standard.id,
          values,
          count: standard.fields.length,
          asked: {},
        })
        const zip = zipOf({
          [`${standard.id}/standard.yml`]: yaml,
          [`${standard.id}/sample.csv`]: sample,
          'README.md': tell({ code: 'standards.readme', values }, actor.locale),
        })
        return { name: `${standard.id} ${mark.serial}.zip`, mediaType: 'application/zip', stream: Readable.from([zip]), mark }
      })
    },

    async install(actor, { draft, version, reason }) {
      if (!shelf.isHome(actor)) return refuse('forbidden', 'workshop.other-office')
      if (shelf.isOwnStandard(draft.id)) return refuse('conflict', 'standards.taken-id', { id: draft.id })
      const { standard, problems, yaml, sample } = checkDraft(withReasons(draft), catalogue)
      if (!standard || problems.length > 0) return refuse('invalid', 'standards.wrong', { problem: firstProblem(problems, actor) })
      const wrong = await aside((dir) => trySample(reading, standard, sample, dir))
      if (wrong) return refuse('invalid', 'standards.wrong', { problem: tell(wrong, actor.locale) })
      const installed = await db.transaction().execute(async (tx): Promise<OfficeStandard | Refusal> => {
        await lockStandards(tx)
        const last = (await latestStandards(tx, actor)).find((one) => one.id === draft.id)
        if (last?.files && version === 0) return refuse('conflict', 'standards.exists', { id: draft.id })
        if ((last?.files ? last.version : 0) !== version)
          return refuse('conflict', 'standards.moved', { by: last?.by ?? '', version: last?.version ?? 0 })
        if (last?.files?.['standard.yml'] === yaml) return refuse('invalid', 'standards.same')
        const batches = await batchesOf(tx, actor)
        const broken = breaks(catalogue.standards.get(draft.id), standard, batches.get(draft.id) ?? 0)
        if (broken) return broken
        const at = clock()
        const one = {
          id: draft.id,
          version: (last?.version ?? 0) + 1,
          files: { 'standard.yml': yaml, 'sample.csv': sample, 'draft.json': JSON.stringify(draft) },
          reason: maskText(reason),
        }
        await insertStandard(tx, actor, at, one)
        await record(tx, actor, at, {
          action: 'standard.install',
          object: one.id,
          values: { title: standard.label, id: one.id, version: one.version, reason: one.reason },
        })
        return shown({ ...one, seq: 0, by: actor.name, at: at.toISOString() }, batches)
      })
      if (!('refused' in installed)) shelf.putStandard(standard.id, standard)
      return installed
    },

    async remove(actor, id, reason) {
      if (!shelf.isHome(actor)) return refuse('forbidden', 'workshop.other-office')
      const removed = await db.transaction().execute(async (tx): Promise<OfficeStandard | Refusal> => {
        await lockStandards(tx)
        const last = (await latestStandards(tx, actor)).find((one) => one.id === id)
        if (!last?.files) return refuse('not-found', 'standards.not-found')
        const batches = await batchesOf(tx, actor)
        const count = batches.get(id) ?? 0
        if (count > 0) return refuse('conflict', 'standards.in-use', { count })
        const reader = [...catalogue.models.values()].find(({ checked }) => checked.inputs.some(({ dataset }) => dataset === id))
        if (reader) return refuse('conflict', 'standards.read-by', { model: reader.checked.title })
        const at = clock()
        const title = shown(last, batches).title
        const one = { id, version: last.version + 1, files: null, reason: maskText(reason) }
        await insertStandard(tx, actor, at, one)
        await record(tx, actor, at, { action: 'standard.remove', object: id, values: { title, id, reason: one.reason } })
        return { ...shown({ ...one, seq: 0, by: actor.name, at: at.toISOString() }, batches), title }
      })
      if (!('refused' in removed)) shelf.putStandard(id, null)
      return removed
    },
  }
}

/** What a column was taken for; where the file was taken for something else, what its heading says in the draft. */
function fieldOf(
  standard: Standard,
  part: { readonly dataset: string | null; readonly inspection: { readonly mapping: readonly { column: string; field: string | null }[] } },
  column: string,
): string | null {
  if (part.dataset === standard.id) return part.inspection.mapping.find((one) => one.column === column)?.field ?? null
  return standard.fields.find((field) => field.label === column || field.aliases.some(({ name }) => name === column))?.id ?? null
}

async function firstRecords(path: string): Promise<string[][] | Message> {
  const file = await openFile(path)
  if (file.refusal) return file.refusal
  try {
    let best: string[][] = []
    for await (const table of file.tables) {
      const records: string[][] = []
      for await (const some of table.records) for (const { cells } of some) if (records.length < recordsRead) records.push([...cells])
      if (widthOf(records) > widthOf(best)) best = records
    }
    return best
  } catch {
    return { code: 'file.truncated' }
  }
}

/** A sheet of explanations has one column, the table beside it many. */
const widthOf = (records: readonly (readonly string[])[]): number =>
  records.reduce((most, cells) => Math.max(most, cells.filter((cell) => cell.trim() !== '').length), 0)

function samplesOf(records: readonly (readonly string[])[], column: string): string[] {
  for (const [index, cells] of records.entries()) {
    const place = cells.findIndex((cell) => cell.trim() === column)
    if (place < 0) continue
    const values = records.slice(index + 1).map((row) => (row[place] ?? '').trim())
    return [...new Set(values.filter((text) => text !== ''))].slice(0, samplesShown)
  }
  return []
}
