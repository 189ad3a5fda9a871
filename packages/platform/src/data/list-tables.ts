import type { Batch } from '../contract/data.ts'
import type { FileImport } from '../contract/imports.ts'
import type { ListTable } from '../export/list-file.ts'
import { chinaMoment } from '../export/table-file.ts'

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)

export const importTable: ListTable<FileImport> = {
  title: 'imports.title',
  columns: [
    { label: 'imports.file', width: 40, value: ({ file }) => file },
    { label: 'imports.source', value: ({ source }) => source?.name ?? null },
    { label: 'imports.state', value: ({ state }, word) => word(`job.state.${state}`) },
    {
      label: 'imports.datasets',
      width: 40,
      value: ({ parts }) => [...new Set(parts.flatMap(({ datasetTitle }) => datasetTitle ?? []))].join('、'),
    },
    { label: 'imports.rows', value: ({ parts }) => sum(parts.map(({ rows }) => rows)) },
    { label: 'imports.taken', value: ({ parts }) => sum(parts.map(({ taken }) => taken)) },
    { label: 'imports.refused', value: ({ parts }) => sum(parts.map(({ refused }) => refused)) },
    { label: 'imports.skipped', value: ({ parts }) => sum(parts.map(({ skipped }) => skipped)) },
    { label: 'imports.why', width: 40, value: ({ refusal }) => refusal },
    { label: 'imports.bytes', value: ({ bytes }) => bytes },
    { label: 'imports.sha256', width: 66, value: ({ sha256 }) => sha256 },
    { label: 'imports.by', value: ({ importedBy }) => importedBy },
    { label: 'imports.at', value: ({ startedAt }) => chinaMoment(startedAt) },
  ],
}

export const batchTable: ListTable<Batch> = {
  title: 'batches.title',
  columns: [
    { label: 'batches.seq', value: ({ seq }) => seq },
    { label: 'batches.dataset', value: ({ datasetTitle }) => datasetTitle },
    { label: 'batches.file', width: 40, value: ({ file, part }) => (part ? `${file} · ${part}` : file) },
    { label: 'batches.source', value: ({ source }) => source?.name ?? null },
    {
      label: 'batches.state',
      value: ({ withdrawn, replaced }, word) => word(`batches.${withdrawn ? 'withdrawn' : replaced ? 'replaced' : 'in-use'}`),
    },
    { label: 'batches.why', width: 40, value: ({ withdrawn }) => withdrawn?.reason ?? null },
    { label: 'batches.rows', value: ({ rows }) => rows },
    { label: 'batches.refused', value: ({ refused }) => refused },
    { label: 'batches.from', value: ({ coverage }) => coverage?.from ?? null },
    { label: 'batches.to', value: ({ coverage }) => coverage?.to ?? null },
    { label: 'batches.by', value: ({ publishedBy }) => publishedBy },
    { label: 'batches.at', value: ({ publishedAt }) => chinaMoment(publishedAt) },
  ],
}
