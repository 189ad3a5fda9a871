import { FilterOutlined, SearchOutlined } from '@ant-design/icons'
import { Button, DatePicker, Input, Select } from 'antd'
import dayjs from 'dayjs'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatCount } from './format.ts'
import type { Change, ListState } from './list-state.ts'
import { useDayFormats } from './use-day-formats.ts'

export interface Filter {
  readonly name: string
  readonly label: string
  readonly kind: 'one' | 'many' | 'day'
  readonly options?: readonly { readonly value: string; readonly label: string; readonly count?: number }[]
}

interface Props {
  readonly state: ListState
  readonly change: (change: Change) => void
  readonly filters: readonly Filter[]
  readonly searchLabel?: string | undefined
  readonly sorts: readonly { readonly value: string; readonly label: string }[]
  readonly narrow: boolean
}

const SearchBox = ({
  label,
  value,
  onSearch,
}: {
  readonly label: string
  readonly value: string
  readonly onSearch: (text: string) => void
}) => {
  const [text, setText] = useState(value)
  useEffect(() => setText(value), [value])
  return (
    <Input
      className="filter-search"
      // What can be looked for is read here alone: the box is as wide as it needs.
      style={{ width: `clamp(220px, ${label.length + 5}em, 360px)` }}
      prefix={<SearchOutlined aria-hidden="true" />}
      placeholder={label}
      aria-label={label}
      value={text}
      allowClear
      enterKeyHint="search"
      onChange={(event) => {
        setText(event.target.value)
        if (event.target.value === '') onSearch('')
      }}
      onPressEnter={() => onSearch(text)}
      onBlur={() => text !== value && onSearch(text)}
    />
  )
}

const OneFilter = ({ filter, state, change }: { readonly filter: Filter } & Pick<Props, 'state' | 'change'>) => {
  const dayFormats = useDayFormats()
  const value = state.filters[filter.name]
  const set = (wanted: string | undefined) => change({ filters: { [filter.name]: wanted } })
  if (filter.kind === 'day') {
    return (
      <DatePicker
        placeholder={filter.label}
        aria-label={filter.label}
        format={dayFormats}
        value={value ? dayjs(value) : null}
        onChange={(day) => set(day?.format('YYYY-MM-DD'))}
      />
    )
  }
  const options = (filter.options ?? []).map((option) => ({
    value: option.value,
    label: option.count === undefined ? option.label : `${option.label}（${formatCount(option.count)}）`,
  }))
  const common = {
    className: 'filter-select',
    placeholder: filter.label,
    'aria-label': filter.label,
    options,
    allowClear: true,
    popupMatchSelectWidth: false,
    showSearch: options.length > 8 ? { optionFilterProp: 'label' } : false,
  }
  return filter.kind === 'many' ? (
    <Select
      {...common}
      mode="multiple"
      maxTagCount={1}
      maxTagTextLength={8}
      value={value?.split(',') ?? []}
      onChange={(wanted: string[]) => set(wanted.join(','))}
    />
  ) : (
    <Select {...common} value={value ?? null} onChange={(wanted: string | null) => set(wanted ?? undefined)} />
  )
}

/** Search, filters and (on a phone, where there are no column heads) the order of a list. */
export const Filters = ({ state, change, filters, searchLabel, sorts, narrow }: Props) => {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const chosen = filters.filter((filter) => state.filters[filter.name]).length
  const shown = !narrow || open
  return (
    <search className="filters">
      {searchLabel && <SearchBox label={searchLabel} value={state.q ?? ''} onSearch={(q) => change({ q })} />}
      {narrow && filters.length + sorts.length > 0 && (
        <Button icon={<FilterOutlined aria-hidden="true" />} aria-expanded={open} onClick={() => setOpen(!open)}>
          {chosen > 0 ? t('ui.filtersChosen', { count: chosen }) : t('ui.filters')}
        </Button>
      )}
      {shown && filters.map((filter) => <OneFilter key={filter.name} filter={filter} state={state} change={change} />)}
      {shown && narrow && sorts.length > 0 && (
        <Select
          className="filter-select"
          aria-label={t('ui.order')}
          placeholder={t('ui.order')}
          allowClear
          value={state.sort ?? null}
          options={sorts.flatMap((sort) => [
            { value: `-${sort.value}`, label: t('ui.descending', { label: sort.label }) },
            { value: sort.value, label: t('ui.ascending', { label: sort.label }) },
          ])}
          onChange={(sort: string | null) => change({ sort: sort ?? undefined })}
        />
      )}
      {(chosen > 0 || state.q) && (
        <Button
          type="text"
          onClick={() => change({ q: undefined, filters: Object.fromEntries(filters.map((filter) => [filter.name, undefined])) })}
        >
          {t('ui.clearFilters')}
        </Button>
      )}
    </search>
  )
}
