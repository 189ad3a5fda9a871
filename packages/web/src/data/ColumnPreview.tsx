import type { MappingPreview } from '@xiezhi/platform/contract/imports'
import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { formatCount } from '../ui/format.ts'
import { Panel } from '../ui/Panel.tsx'
import { ScrollTable } from '../ui/ScrollTable.tsx'
import { Cell } from './Cell.tsx'

const findingsShown = 8

/** What the beginning of a table would become: its first rows, and what would be wrong with them. */
export const ColumnPreview = ({ preview, waiting }: { readonly preview: MappingPreview; readonly waiting: boolean }) => {
  const { t } = useTranslation()
  const wrong = preview.findings.filter(({ level }) => level !== 'I')
  return (
    <Panel title={t('columns.preview')} className={waiting ? 'flush refreshing' : 'flush'}>
      <div className="columns-told" role="status">
        {t('columns.told', {
          read: formatCount(preview.read),
          taken: formatCount(preview.taken),
          refused: formatCount(preview.refused),
        })}
      </div>
      {wrong.length > 0 && (
        <Alert
          type={preview.refused > 0 ? 'error' : 'warning'}
          title={t('columns.wrong')}
          description={
            <ul>
              {wrong.slice(0, findingsShown).map((one) => (
                <li key={`${one.code} ${one.column} ${one.row}`}>
                  {one.row === null ? '' : t('columns.row', { row: one.row })}
                  {one.message}
                </li>
              ))}
            </ul>
          }
        />
      )}
      {preview.rows.length > 0 && (
        <ScrollTable label={t('columns.preview')}>
          <thead>
            <tr>
              {preview.fields.map((field) => (
                <th scope="col" key={field.name}>
                  {field.label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {preview.rows.map((row, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of a preview have no name but their place
              <tr key={place}>
                {preview.fields.map((field) => (
                  <td key={field.name}>
                    <Cell value={row[field.name] ?? null} type={field.type} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      )}
    </Panel>
  )
}
