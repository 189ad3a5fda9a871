import { getDataset } from '@xiezhi/platform/contract/data'
import type { ImportPart } from '@xiezhi/platform/contract/imports'
import { useTranslation } from 'react-i18next'
import { useEndpoint } from '../app/query.ts'
import { ScrollTable } from '../ui/ScrollTable.tsx'

/** Which column of the file became which field, and by what it was recognised. */
export const MappingTable = ({ part }: { readonly part: ImportPart }) => {
  const { t } = useTranslation()
  const standard = useEndpoint(getDataset, { params: { id: part.dataset ?? '' } }, { enabled: part.dataset !== null }).data
  const labels = new Map((standard?.fields ?? []).map((field) => [field.name, field.label]))
  return (
    <div className="findings">
      <details>
        <summary>
          <strong>{t('imports.mapping')}</strong>
          <span className="count number">{t('imports.columns', { count: part.inspection.mapping.length })}</span>
        </summary>
        <ScrollTable label={t('imports.mapping')}>
          <thead>
            <tr>
              <th scope="col">{t('imports.fileColumn')}</th>
              <th scope="col">{t('imports.field')}</th>
              <th scope="col">{t('imports.recognisedBy')}</th>
            </tr>
          </thead>
          <tbody>
            {part.inspection.mapping.map((column) => (
              <tr key={column.column}>
                <th scope="row">{column.column}</th>
                <td>
                  {column.field ? (
                    <>
                      {labels.get(column.field) ?? ''} <code className="soft">{column.field}</code>
                    </>
                  ) : (
                    <span className="soft">{t('imports.notUsed')}</span>
                  )}
                </td>
                <td>{column.by ? t(`imports.by_${column.by}`) : '—'}</td>
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      </details>
    </div>
  )
}
