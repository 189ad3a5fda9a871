import { listLimits } from '@xiezhi/platform/contract/limits'
import { Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useEndpoint } from '../app/query.ts'
import type { Limit } from './LimitPage.tsx'
import { useLimitWords } from './limit-words.ts'

interface Props {
  readonly id: string
  readonly value: string | undefined
  readonly chosen: Limit | undefined
  readonly onChange: (id: string | undefined) => void
}

/** Chooses a limit of the law by its name or its law; the server searches. */
export const LimitPicker = ({ id, value, chosen, onChange }: Props) => {
  const { t } = useTranslation()
  const words = useLimitWords()
  const [typed, setTyped] = useState('')
  const q = useDeferredValue(typed.trim())
  const found = useEndpoint(listLimits, { query: { size: 50, ...(q ? { q } : {}) } }, { keepLast: true })
  const rows = found.data?.items ?? []
  const shown = chosen && !rows.some((row) => row.id === chosen.id) ? [chosen, ...rows] : rows
  return (
    <Select
      id={id}
      className="limit-picker"
      allowClear
      showSearch={{ filterOption: false, searchValue: typed, onSearch: setTyped }}
      placeholder={t('calculator.pick')}
      value={value ?? null}
      loading={found.isFetching}
      notFoundContent={found.isPending ? t('ui.loading') : t('ui.noMatch')}
      onChange={(wanted: string | null | undefined) => onChange(wanted ?? undefined)}
      options={shown.map((row) => ({ value: row.id, label: `${row.title}（${words.length(row.value)}，${row.law}）` }))}
    />
  )
}
