import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { allWithCodes } from '@xiezhi/engine/data/standard'
import type { z } from 'zod'
import type { Actor } from '../access/actor.ts'
import { record } from '../audit/record.ts'
import type { FileImport, MappingPreview, rememberedColumn } from '../contract/imports.ts'
import { dictionariesOf } from '../dictionaries/store.ts'
import { insertJob, jobViews } from '../jobs/store.ts'
import { pageOf } from '../lists/drawn-list.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { newId } from '../store/database.ts'
import type { Warehouse } from '../warehouse/warehouse.ts'
import { forgetColumn, rememberColumns, rememberedColumns } from './column-memory.ts'
import type { Correction } from './import/import-file.ts'
import type { ImportParts } from './import-job.ts'
import type { Imports } from './imports.ts'
import { previewMapping } from './mapping-preview.ts'
import { removeQuietly } from './raw-files.ts'
import { importById, insertImport, type StoredImport } from './stored-imports.ts'

interface Said {
  readonly part: string | null
  readonly dataset: string
  readonly mapping: Readonly<Record<string, string | null>>
}
type Remembered = z.infer<typeof rememberedColumn>
interface ListOf {
  readonly source?: string | undefined
  readonly q?: string | undefined
  readonly page: number
  readonly size: number
}

export interface Columns {
  preview(actor: Actor, id: string, said: Said): Promise<MappingPreview | Refusal>
  correct(actor: Actor, id: string, said: Said & { readonly remember: boolean }): Promise<FileImport | Refusal>
  remembered(actor: Actor, query: ListOf): Promise<{ items: Remembered[]; total: number; page: number; size: number }>
  forget(actor: Actor, asked: { source?: string | undefined; dataset: string; heading: string }): Promise<null | Refusal>
}

type Parts = ImportParts & { readonly imports: Imports; readonly wake: () => void; readonly reading: Warehouse }

/** What persons say of the columns of files: tried on the beginning, then brought in, and remembered for the source. */
export function openColumns({ db, clock, seenBy, keys, lake, raw, imports, wake, reading }: Parts): Columns {
  const wrong = (actor: Actor, { dataset, mapping }: Said): Refusal | undefined => {
    const standard = seenBy(actor).standards.get(dataset)
    if (!standard) return refuse('invalid', 'import.unknown-dataset', { dataset })
    const given = new Map<string, string>()
    for (const [column, id] of Object.entries(mapping)) {
      if (id === null) continue
      const field = standard.fields.find((one) => one.id === id)
      if (!field) return refuse('invalid', 'import.unknown-field', { dataset: standard.label, field: id })
      const first = given.get(id)
      if (first !== undefined) return refuse('invalid', 'import.field-twice', { field: field.label, first, second: column })
      given.set(id, column)
    }
    return undefined
  }
  const correctionOf = ({ part, dataset, mapping }: Said): Correction => ({ sheet: part, dataset, mapping: { ...mapping } })

  return {
    async preview(actor, id, said) {
      const one = await importById(db, actor, id)
      if (!one) return refuse('not-found', 'import.not-found')
      const refused = wrong(actor, said)
      if (refused) return refused
      await db
        .transaction()
        .execute((tx) => record(tx, actor, clock(), { action: 'import.preview', object: id, values: { file: one.file } }))
      const dir = lake.workDir(`preview-${randomUUID()}`)
      try {
        const path = join(dir, 'original')
        if (!(await raw.restore(one.sha256, path))) return refuse('invalid', raw.has(one.sha256) ? 'import.raw-damaged' : 'original.gone')
        const source = { path, name: one.file }
        const catalogue = seenBy(actor)
        const { dictionaries } = await dictionariesOf(db, actor, catalogue)
        const preview = await previewMapping(
          { warehouse: reading, standards: allWithCodes(catalogue.standards, dictionaries), keys, locale: actor.locale },
          source,
          dir,
          correctionOf(said),
        )
        return preview ?? refuse('invalid', 'import.no-such-table')
      } finally {
        await removeQuietly(dir)
      }
    },

    async correct(actor, id, said) {
      const before = await importById(db, actor, id)
      if (!before) return refuse('not-found', 'import.not-found')
      const refused = wrong(actor, said)
      if (refused) return refused
      if (!raw.has(before.sha256)) return refuse('conflict', 'original.gone')
      const now = clock()
      const correction = correctionOf(said)
      const one: StoredImport = {
        ...before,
        id: newId('import'),
        jobId: newId('job'),
        corrections: [...before.corrections.filter(({ sheet }) => sheet !== correction.sheet), correction],
        corrects: id,
        sameAs: null,
        importedBy: actor.name,
        startedAt: now.toISOString(),
        refusal: null,
        parts: [],
      }
      const begun = await db.transaction().execute(async (tx) => {
        const { state } = (await jobViews(tx, actor, [before.jobId])).get(before.jobId) ?? { state: 'failed' }
        if (state === 'queued' || state === 'running') return refuse('conflict', 'import.correct-under-way')
        await insertJob(tx, actor, now, { id: one.jobId, kind: 'import', subjectId: one.id })
        await insertImport(tx, actor, one)
        if (said.remember) await rememberColumns(tx, actor, now, one.sourceId, correction)
        const dataset = seenBy(actor).standards.get(said.dataset)?.label ?? said.dataset
        await record(tx, actor, now, { action: 'import.correct', object: one.id, values: { file: one.file, dataset } })
        return undefined
      })
      if (begun) return begun
      wake()
      return imports.get(actor, one.id)
    },

    async remembered(actor, { source, q, page, size }) {
      const wanted = (q ?? '').toLowerCase()
      const all = (await rememberedColumns(db, actor, source ?? null))
        .map((one): Remembered => {
          const standard = seenBy(actor).standards.get(one.dataset)
          return {
            ...one,
            datasetTitle: standard?.label ?? one.dataset,
            fieldLabel: standard?.fields.find(({ id }) => id === one.field)?.label ?? null,
          }
        })
        .filter((one) => `${one.datasetTitle} ${one.heading} ${one.fieldLabel ?? ''}`.toLowerCase().includes(wanted))
      return pageOf(all, { page, size })
    },

    forget: (actor, { source, dataset, heading }) =>
      db.transaction().execute(async (tx) => {
        if (!(await forgetColumn(tx, actor, source ?? null, dataset, heading))) return refuse('not-found', 'import.not-remembered')
        const title = seenBy(actor).standards.get(dataset)?.label ?? dataset
        await record(tx, actor, clock(), { action: 'column.forget', values: { dataset: title, heading } })
        return null
      }),
  }
}
