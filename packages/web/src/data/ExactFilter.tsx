import { Button, Input, Select, Space } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Change, ListState } from '../ui/list-state.ts'

interface Props {
  readonly columns: readonly { readonly name: string; readonly label: string }[]
  readonly state: ListState
  readonly change: (change: Change) => void
}

/** “This column is exactly this”: for tracing one number through the rows. */
export const ExactFilter = ({ columns, state, change }: Props) => {
  const { t } = useTranslation()
  const [field, setField] = useState(state.filters.field ?? columns[0]?.name ?? '')
  const [value, setValue] = useState(state.filters.value ?? '')
  const apply = () => change({ filters: value.trim() === '' ? { field: undefined, value: undefined } : { field, value: value.trim() } })
  return (
    <Space.Compact className="exact-filter">
      <Select
        aria-label={t('data.exactField')}
        value={field}
        onChange={setField}
        showSearch={{ optionFilterProp: 'label' }}
        popupMatchSelectWidth={false}
        className="exact-field"
        options={columns.map((column) => ({ value: column.name, label: column.label }))}
      />
      <Input
        aria-label={t('data.exactValue')}
        placeholder={t('data.exactValue')}
        value={value}
        className="exact-value"
        onChange={(event) => setValue(event.target.value)}
        onPressEnter={apply}
      />
      <Button onClick={apply}>{t('data.exactApply')}</Button>
    </Space.Compact>
  )
}
