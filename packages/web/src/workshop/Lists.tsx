import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { type ReactNode, useEffect, useRef } from 'react'
import { focusFirst } from './focus.ts'
import { LateInput } from './LateInput.tsx'
import { type Fields, isFields } from './model-text.ts'
import { useWords } from './words.ts'
import type { Plain } from './yaml-read.ts'

/** After something was added the cursor is in it; after it was taken away, at what stands there now. */
function useItemFocus(count: number) {
  const list = useRef<HTMLDivElement>(null)
  const wanted = useRef<number>(undefined)
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when there are more or fewer
  useEffect(() => {
    const at = wanted.current
    wanted.current = undefined
    if (at === undefined || !list.current) return
    const items = list.current.querySelectorAll(':scope > [data-item]')
    if (items.length > 0) focusFirst(items[Math.min(at, items.length - 1)], 'button')
    else list.current.querySelector<HTMLElement>(':scope > button')?.focus()
  }, [count])
  return {
    list,
    want: (at: number): void => {
      wanted.current = at
    },
  }
}

interface RowsProps {
  readonly items: readonly Plain[]
  readonly label: string
  readonly fresh: Plain
  /** Each item is a form of its own, in a frame. */
  readonly framed?: boolean
  readonly row: (item: Plain, at: number, change: (item: Plain) => void) => ReactNode
  readonly onChange: (items: readonly Plain[]) => void
}

/** Items of a list, each with a way to take it away. */
export const Rows = ({ items, label, fresh, framed = false, row, onChange }: RowsProps) => {
  const { t } = useWords()
  const { list, want } = useItemFocus(items.length)
  return (
    <div className="stack" ref={list}>
      {items.map((item, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an item is its place
        <div className={framed ? 'field-entry' : 'field-row'} data-item key={at}>
          {row(item, at, (changed) => onChange(items.map((one, place) => (place === at ? changed : one))))}
          <Button
            icon={<DeleteOutlined aria-hidden="true" />}
            aria-label={t('field.remove', { label, nth: at + 1 })}
            onClick={() => {
              want(at)
              onChange(items.filter((_, place) => place !== at))
            }}
          />
        </div>
      ))}
      <Button
        icon={<PlusOutlined aria-hidden="true" />}
        onClick={() => {
          want(items.length)
          onChange([...items, fresh])
        }}
        aria-label={t('field.addTo', { label })}
      >
        {t('field.add')}
      </Button>
    </div>
  )
}

interface EntriesProps {
  readonly value: Fields
  readonly label: string
  readonly row: (name: string, value: Plain | undefined, change: (value: Plain) => void) => ReactNode
  readonly onChange: (value: Fields) => void
}

/** Named values, each with its name to write. */
export const Entries = ({ value, label, row, onChange }: EntriesProps) => {
  const { t } = useWords()
  const entries = Object.entries(isFields(value) ? value : {})
  const { list, want } = useItemFocus(entries.length)
  const put = (made: readonly (readonly [string, Plain | undefined])[]): void => onChange(Object.fromEntries(made))
  const fresh = (): string => {
    let nth = entries.length + 1
    while (value[`column_${nth}`] !== undefined) nth++
    return `column_${nth}`
  }
  return (
    <div className="stack" ref={list}>
      {entries.map(([name, one], at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: its name is being written
        <div className="field-entry" data-item key={at}>
          <div className="field-row">
            <LateInput
              label={t('field.nameOf', { label, nth: at + 1 })}
              value={name}
              accepts={(wanted) => wanted !== '' && value[wanted] === undefined}
              onWritten={(wanted) => put(entries.map(([old, kept], place) => [place === at ? wanted : old, kept]))}
            />
            <Button
              icon={<DeleteOutlined aria-hidden="true" />}
              aria-label={t('field.remove', { label, nth: at + 1 })}
              onClick={() => {
                want(at)
                put(entries.filter((_, place) => place !== at))
              }}
            />
          </div>
          {row(name, one, (changed) => put(entries.map(([old, kept], place) => [old, place === at ? changed : kept])))}
        </div>
      ))}
      <Button
        icon={<PlusOutlined aria-hidden="true" />}
        onClick={() => {
          want(entries.length)
          put([...entries, [fresh(), '']])
        }}
        aria-label={t('field.addTo', { label })}
      >
        {t('field.add')}
      </Button>
    </div>
  )
}
