import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Cell } from '../data/Cell.tsx'
import { ScrollTable } from '../ui/ScrollTable.tsx'
import type { Evidence } from './evidence.ts'

/** Many rows of one kind (months of payments, say): a line each, with where it stood. */
export const EvidenceTable = ({ rows }: { readonly rows: readonly Evidence[] }) => {
  const { t } = useTranslation()
  const [first] = rows
  if (!first) return null
  const columns = first.fields.filter((field) =>
    rows.some((row) => row.fields.some((one) => one.name === field.name && one.value !== null && one.value !== '')),
  )
  const title = t('clues.manyRows', { provider: first.provider, dataset: first.datasetTitle, count: rows.length })
  return (
    <section className="provider" aria-label={title}>
      <h3>
        {t('clues.says', { provider: first.provider })} ·{' '}
        <Link to="/data/$id" params={{ id: first.dataset }}>
          {t('clues.rowsOf', { dataset: first.datasetTitle, count: rows.length })}
        </Link>
      </h3>
      <ScrollTable label={title}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th scope="col" key={column.name}>
                {column.label}
              </th>
            ))}
            <th scope="col">{t('data.fromFile')}</th>
            <th scope="col">{t('clues.rowHash')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.rowHash}-${row.rowNo}`}>
              {columns.map((column) => (
                <td key={column.name}>
                  <Cell value={row.fields.find((field) => field.name === column.name)?.value ?? null} />
                </td>
              ))}
              <td className="soft nowrap">{t('data.place', { file: row.file, row: row.rowNo })}</td>
              <td title={row.rowHash}>
                <code className="nowrap">{row.rowHash.slice(0, 12)}…</code>
              </td>
            </tr>
          ))}
        </tbody>
      </ScrollTable>
    </section>
  )
}
