import { exportQuarantine, listQuarantine } from '@xiezhi/platform/contract/imports'
import { useTranslation } from 'react-i18next'
import { useMay } from '../app/session.ts'
import { DataTable } from '../ui/DataTable.tsx'
import { ExportButton } from '../ui/ExportButton.tsx'
import { StateMessage } from '../ui/StateMessage.tsx'
import { useList } from '../ui/use-list.ts'
import { ReturnSheet } from './ReturnSheet.tsx'

/** Refused rows: where in the file, why, and what they said, so that the agency can mend them. */
export const QuarantineTable = ({ importId }: { readonly importId: string }) => {
  const { t } = useTranslation()
  const mayReturn = useMay('data.return')
  const list = useList(listQuarantine, [], { params: { id: importId } })
  return (
    <div className="stack">
      <div className="page-header">
        <div className="page-header-words">
          <h2 className="section-head">{t('imports.quarantine')}</h2>
          <p className="soft">{t('imports.quarantineText')}</p>
        </div>
        <div className="actions">
          {mayReturn && <ReturnSheet importId={importId} />}
          <ExportButton endpoint={exportQuarantine} request={{ params: { id: importId } }}>
            {t('imports.exportQuarantine')}
          </ExportButton>
        </div>
      </div>
      <DataTable
        label={t('imports.quarantine')}
        list={list}
        rowKey={(row) => `${row.part ?? ''}-${row.rowNo}`}
        columns={[
          {
            key: 'row',
            title: t('imports.row'),
            render: (row) => (
              <span className="nowrap">
                {row.part && `${row.part} · `}
                {t('imports.rowNo', { row: row.rowNo })}
              </span>
            ),
          },
          {
            key: 'reasons',
            title: t('imports.reasons'),
            render: (row) => (
              <ul className="cell-words">
                {row.reasons.map((reason) => (
                  <li key={reason}>{reason}</li>
                ))}
              </ul>
            ),
          },
          {
            key: 'cells',
            title: t('imports.original'),
            render: (row) => (
              <dl className="original-cells">
                {row.cells
                  .filter((cell) => cell.text !== '')
                  .map((cell) => (
                    <div key={cell.column}>
                      <dt>{cell.column}</dt>
                      <dd>{cell.text}</dd>
                    </div>
                  ))}
              </dl>
            ),
          },
        ]}
        empty={<StateMessage title={t('imports.noQuarantine')} level={3} />}
      />
    </div>
  )
}
