import { listSources } from '@xiezhi/platform/contract/sources'
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useEndpoint } from '../app/query.ts'

interface Props {
  readonly value: string | undefined
  readonly onChange: (source: string | undefined) => void
}

/** From whom the next files come. Without any source registered there is nothing to choose, and nothing is shown. */
export const SourcePicker = ({ value, onChange }: Props) => {
  const { t } = useTranslation()
  const { data } = useEndpoint(listSources, { query: { size: 200, stopped: 'no', sort: 'name' } })
  if (!data || data.total === 0) return null
  return (
    <div className="source-picker">
      <label htmlFor="upload-source">{t('sources.pick')}</label>
      <Select
        id="upload-source"
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        placeholder={t('sources.pickNone')}
        value={value ?? null}
        onChange={(chosen: string | null | undefined) => onChange(chosen ?? undefined)}
        options={data.items.map(({ id, name }) => ({ value: id, label: name }))}
      />
    </div>
  )
}
