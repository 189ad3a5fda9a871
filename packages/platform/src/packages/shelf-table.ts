import type { ShelfEntry } from '../contract/packages.ts'
import type { ListTable } from '../export/list-file.ts'
import { chinaMoment } from '../export/table-file.ts'

export const shelfTable: ListTable<ShelfEntry> = {
  title: 'package.shelf-table',
  columns: [
    { label: 'package.shelf-column-file', width: 36, value: ({ file }) => file },
    {
      label: 'package.shelf-column-models',
      width: 48,
      value: ({ models }) => models.map(({ title, version }) => `${title} ${version}`).join('、'),
    },
    { label: 'package.shelf-column-office', width: 24, value: ({ office }) => office },
    { label: 'package.shelf-column-signer', width: 28, value: ({ signer }) => signer && (signer.name ?? signer.fingerprint) },
    {
      label: 'package.shelf-column-here',
      value: ({ models }) => models.flatMap(({ here }) => here ?? []).join('、'),
    },
    { label: 'package.shelf-column-made', value: ({ madeAt }) => madeAt && chinaMoment(madeAt) },
    { label: 'package.shelf-column-problem', width: 48, value: ({ problem }) => problem },
  ],
}
