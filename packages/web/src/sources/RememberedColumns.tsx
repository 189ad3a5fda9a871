import { useMutation } from '@tanstack/react-query'
import { forgetRememberedColumn, listRememberedColumns } from '@xiezhi/platform/contract/imports'
import { App, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { call } from '../app/http.ts'
import { forget, useEndpoint } from '../app/query.ts'
import { useMay } from '../app/session.ts'
import { useErrorText } from '../ui/Failure.tsx'
import { Panel } from '../ui/Panel.tsx'
import { ScrollTable } from '../ui/ScrollTable.tsx'
import { useFormat } from '../ui/use-format.ts'

/** What is remembered of the columns of a source's files; shown where there is something. */
export const RememberedColumns = ({ source }: { readonly source: string }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const { message } = App.useApp()
  const errorText = useErrorText()
  const mayImport = useMay('data.import')
  const { data } = useEndpoint(listRememberedColumns, { query: { source, size: 200 } })
  const drop = useMutation({
    mutationFn: ({ dataset, heading }: { readonly dataset: string; readonly heading: string }) =>
      call(forgetRememberedColumn, { query: { source, dataset, heading } }),
    onSuccess: () => forget(listRememberedColumns),
    onError: (error) => void message.error(errorText(error)),
  })
  if (!data || data.total === 0) return null
  return (
    <Panel title={t('columns.remembered')} className="flush">
      <ScrollTable label={t('columns.remembered')}>
        <thead>
          <tr>
            <th scope="col">{t('data.dataset')}</th>
            <th scope="col">{t('imports.fileColumn')}</th>
            <th scope="col">{t('imports.field')}</th>
            <th scope="col">{t('columns.saidBy')}</th>
            {mayImport && <th scope="col">{t('ui.acts')}</th>}
          </tr>
        </thead>
        <tbody>
          {data.items.map((one) => (
            <tr key={`${one.dataset} ${one.heading}`}>
              <td>{one.datasetTitle}</td>
              <th scope="row">{one.heading}</th>
              <td>{one.fieldLabel ?? one.field ?? t('columns.unused')}</td>
              <td className="number">
                {one.by} · {format.moment(one.at)}
              </td>
              {mayImport && (
                <td>
                  <Button size="small" aria-label={t('columns.forgetOne', { heading: one.heading })} onClick={() => drop.mutate(one)}>
                    {t('columns.forget')}
                  </Button>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </ScrollTable>
    </Panel>
  )
}
