import type { Endpoint } from '@xiezhi/platform/contract/endpoint'
import { useTranslation } from 'react-i18next'
import type { Request } from '../app/http.ts'
import { ExportButton } from './ExportButton.tsx'

interface Props<E extends Endpoint> {
  readonly endpoint: E
  readonly request: (format: 'xlsx' | 'csv') => Request<E>
}

/** The two forms in which every list goes out. */
export const ExportButtons = <E extends Endpoint>({ endpoint, request }: Props<E>) => {
  const { t } = useTranslation()
  return (
    <>
      <ExportButton endpoint={endpoint} request={request('xlsx')}>
        {t('ui.exportXlsx')}
      </ExportButton>
      <ExportButton endpoint={endpoint} request={request('csv')}>
        {t('ui.exportCsv')}
      </ExportButton>
    </>
  )
}
