import type { Batch } from '@xiezhi/platform/contract/data'
import { useTranslation } from 'react-i18next'
import { formatCount } from '../ui/format.ts'
import { ScrollTable } from '../ui/ScrollTable.tsx'
import { useFormat } from '../ui/use-format.ts'
import { BatchFile } from './BatchFile.tsx'

/** A few batches where they belong to something else; the full list has a page of its own. */
export const BatchTable = ({
  batches,
  label,
  withDataset,
}: {
  readonly batches: readonly Batch[]
  readonly label: string
  readonly withDataset?: boolean
}) => {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <ScrollTable label={label}>
      <thead>
        <tr>
          <th scope="col">{t('imports.file')}</th>
          {withDataset && <th scope="col">{t('data.dataset')}</th>}
          <th scope="col" className="right">
            {t('imports.taken')}
          </th>
          <th scope="col" className="right">
            {t('imports.refused')}
          </th>
          <th scope="col">{t('data.publishedAt')}</th>
        </tr>
      </thead>
      <tbody>
        {batches.map((batch) => (
          <tr key={batch.id}>
            <td>
              <BatchFile batch={batch} />
            </td>
            {withDataset && <td>{batch.datasetTitle}</td>}
            <td className="right number">{formatCount(batch.rows)}</td>
            <td className={batch.refused > 0 ? 'right number danger' : 'right number'}>{formatCount(batch.refused)}</td>
            <td className="number">{format.moment(batch.publishedAt)}</td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  )
}
