import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import type { FormParam, Language, ModelCheck } from '@xiezhi/platform/contract/workshop'
import { Button, Input, Select } from 'antd'
import { type ReactNode, useId } from 'react'
import { CodeField, type Offer, type Problem } from './CodeField.tsx'
import { type Fields, isFields, listOf, wordOf } from './model-text.ts'
import { columnsOf, offersOf } from './offers.ts'
import { useWords } from './words.ts'
import { flow, type Plain, plainOf } from './yaml-edit.ts'

export interface Around {
  readonly language: Language
  readonly check: ModelCheck | undefined
  /** Tables that may be read here, by what they are called. */
  readonly tables: readonly { readonly id: string; readonly title: string }[]
  readonly exclusions: readonly { readonly id: string; readonly title: string }[]
  readonly onUndo: () => void
  readonly onRedo: () => void
}

interface Props {
  readonly param: FormParam
  readonly value: Plain | undefined
  readonly siblings: Fields
  readonly around: Around
  readonly problems: readonly Problem[]
  /** `undefined` takes it out. */
  readonly onChange: (value: Plain | undefined) => void
}

interface Choice {
  readonly value: string
  readonly label: string
}
const finds = (typed: string, option: { readonly value?: unknown; readonly label?: unknown } | undefined): boolean =>
  `${String(option?.value)} ${String(option?.label)}`.toLowerCase().includes(typed.toLowerCase())

const One = ({
  id,
  label,
  value,
  options,
  onChange,
}: {
  readonly id?: string
  readonly label: string
  readonly value: string
  readonly options: readonly Choice[]
  readonly onChange: (value: string) => void
}) => (
  <Select
    {...(id ? { id } : {})}
    aria-label={label}
    showSearch={{ filterOption: finds }}
    allowClear
    value={value === '' ? null : value}
    options={value === '' || options.some((one) => one.value === value) ? [...options] : [...options, { value, label: value }]}
    onChange={(chosen) => onChange(chosen ?? '')}
    popupMatchSelectWidth={false}
    className="field-grow"
  />
)
const Many = ({
  id,
  label,
  value,
  options,
  onChange,
}: {
  readonly id?: string
  readonly label: string
  readonly value: readonly string[]
  readonly options: readonly Choice[]
  readonly onChange: (value: readonly string[]) => void
}) => (
  <Select
    {...(id ? { id } : {})}
    aria-label={label}
    mode="tags"
    showSearch={{ filterOption: finds }}
    value={[...value]}
    options={[...options]}
    onChange={(chosen: string[]) => onChange(chosen)}
    popupMatchSelectWidth={false}
    className="field-grow"
  />
)

/** One thing to fill in, by its kind: what kinds there are the language says, so an operator that is new is filled in like the others. */
export const ParamField = ({ param, value, siblings, around, problems, onChange }: Props) => {
  const { t } = useWords()
  const id = useId()
  const { kind, label, optional } = param
  const tableOf = (name: string | null): string | undefined => {
    if (name === null) return undefined
    const given = siblings[name]
    return Array.isArray(given) ? wordOf(given[0]) : wordOf(given)
  }
  const known = around.check?.tables ?? []
  const columns = (of: string | null): readonly Choice[] => {
    const all = of === '*' ? known.flatMap((table) => table.columns) : columnsOf(tableOf(of), known, around.language)
    const found = new Map(all.map((column) => [column.name, column.label === column.name ? column.name : `${column.label} ${column.name}`]))
    return [...found].map(([name, title]) => ({ value: name, label: title }))
  }
  const expressions = (): readonly Offer[] =>
    offersOf(param.of === '*' ? undefined : tableOf(param.of), tableOf(param.other), {
      tables: known,
      language: around.language,
      check: around.check,
    })
  const tables = around.tables.map(({ id: name, title }) => ({ value: name, label: title === name ? name : `${title} ${name}` }))
  const drop = (next: Plain): void => onChange(optional && (next === '' || (Array.isArray(next) && next.length === 0)) ? undefined : next)
  const expression = (name: string, now: Plain | undefined, change: (text: string) => void, marked: readonly Problem[] = []): ReactNode => (
    <CodeField
      label={name}
      value={wordOf(now)}
      onChange={change}
      offers={expressions}
      problems={marked}
      invalid={marked.some(({ level }) => level === 'error')}
      onUndo={around.onUndo}
      onRedo={around.onRedo}
    />
  )

  const control = (): ReactNode => {
    switch (kind) {
      case 'table':
      case 'input':
        return <One id={id} label={label} value={wordOf(value)} options={tables} onChange={drop} />
      case 'tables':
        return <Many id={id} label={label} value={listOf(value).map(wordOf)} options={tables} onChange={drop} />
      case 'choice':
        return <One id={id} label={label} value={wordOf(value)} options={param.choices} onChange={drop} />
      case 'name':
        return param.fresh ? (
          <Input id={id} value={wordOf(value)} onChange={(event) => drop(event.target.value)} spellCheck={false} />
        ) : (
          <One id={id} label={label} value={wordOf(value)} options={columns(param.of)} onChange={drop} />
        )
      case 'names':
        return <Many id={id} label={label} value={listOf(value).map(wordOf)} options={columns(param.of)} onChange={drop} />
      case 'orders':
        return (
          <Many
            id={id}
            label={label}
            value={listOf(value).map(wordOf)}
            options={columns(param.of).flatMap((one) => [
              one,
              { value: `${one.value} desc`, label: `${one.label} ${t('field.descending')}` },
            ])}
            onChange={drop}
          />
        )
      case 'takes':
        return <Many id={id} label={label} value={listOf(value).map(wordOf)} options={columns(param.of)} onChange={drop} />
      case 'words':
        return (
          <Many
            id={id}
            label={label}
            value={listOf(value)
              .map(wordOf)
              .concat(typeof value === 'string' && value !== '' ? [value] : [])}
            options={[]}
            onChange={drop}
          />
        )
      case 'exclusions':
        return (
          <Many
            id={id}
            label={label}
            value={listOf(value).map(wordOf)}
            options={around.exclusions.map((one) => ({ value: one.id, label: `${one.id} ${one.title}` }))}
            onChange={drop}
          />
        )
      case 'formula':
      case 'query':
        return expression(label, value, drop, problems)
      case 'sentence':
        return (
          <CodeField
            label={label}
            value={wordOf(value)}
            onChange={drop}
            offers={() => [
              ...offersOf(tableOf(param.of), undefined, {
                tables: known,
                language: around.language,
                check: around.check,
                functions: false,
              }),
              { name: 'days_overdue', label: t('field.daysOverdue'), kind: 'column' },
              { name: '$as_of', label: t('field.asOf'), kind: 'parameter' },
            ]}
            problems={problems}
            invalid={problems.some(({ level }) => level === 'error')}
            onUndo={around.onUndo}
            onRedo={around.onRedo}
          />
        )
      case 'default':
        return Array.isArray(value) || siblings.type === 'text[]' ? (
          <Many id={id} label={label} value={listOf(value).map(wordOf)} options={[]} onChange={onChange} />
        ) : (
          <Input id={id} value={wordOf(value)} onChange={(event) => onChange(event.target.value)} />
        )
      case 'text':
        return <Input id={id} value={wordOf(value)} onChange={(event) => drop(event.target.value)} />
      case 'pairs':
        return (
          <Rows
            items={listOf(value)}
            label={label}
            fresh=""
            onChange={drop}
            row={(item, change) => {
              const [mine, theirs] = isFields(item) ? (Object.entries(item)[0] ?? ['', '']) : [wordOf(item), wordOf(item)]
              const set = (left: string, right: string): void => change(left === right || right === '' ? left : { [left]: right })
              return (
                <>
                  <One
                    label={t('field.own', { label })}
                    value={mine}
                    options={columns(param.of)}
                    onChange={(left) => set(left, mine === wordOf(theirs) ? left : wordOf(theirs))}
                  />
                  <span aria-hidden="true">＝</span>
                  <One
                    label={t('field.theirs', { label })}
                    value={wordOf(theirs)}
                    options={columns(param.other)}
                    onChange={(right) => set(mine || right, right)}
                  />
                </>
              )
            }}
          />
        )
      case 'picks':
        return (
          <Rows
            items={listOf(value)}
            label={label}
            fresh=""
            onChange={drop}
            row={(item, change) => {
              const [name, formula] = isFields(item) ? (Object.entries(item)[0] ?? ['', '']) : [wordOf(item), '']
              const set = (as: string, text: string): void => change(text === '' ? as : { [as]: text })
              return (
                <>
                  <One
                    label={t('field.column', { label })}
                    value={name}
                    options={columns(param.of)}
                    onChange={(as) => set(as, wordOf(formula))}
                  />
                  <span aria-hidden="true">←</span>
                  {expression(t('field.formulaOf', { name }), formula, (text) => set(name, text))}
                </>
              )
            }}
          />
        )
      case 'formulas':
        return (
          <Entries
            value={isFields(value) ? value : {}}
            label={label}
            onChange={drop}
            row={(name, now, change) => expression(t('field.formulaOf', { name }), now, change, problems)}
          />
        )
      case 'dues':
        return (
          <Entries
            value={isFields(value) ? value : {}}
            label={label}
            onChange={drop}
            row={(name, now, change) => {
              const due: Fields = isFields(now) ? now : {}
              return (
                <div className="stack field-grow">
                  <span className="soft">{t('field.start')}</span>
                  {expression(t('field.startOf', { name }), due.start, (start) => change({ ...due, start }), problems)}
                  <span className="soft">{t('field.limits')}</span>
                  <Many
                    label={t('field.limitsOf', { name })}
                    value={listOf(due.limits).map(wordOf)}
                    options={around.language.limits.map((limit) => ({ value: limit.id, label: `${limit.title} ${limit.id}` }))}
                    onChange={(limits) => change({ ...due, limits })}
                  />
                  <span className="soft">{t('field.dueLabel')}</span>
                  <Input
                    aria-label={t('field.dueLabelOf', { name })}
                    value={wordOf(due.label)}
                    onChange={(event) => change({ ...due, label: event.target.value || undefined })}
                  />
                </div>
              )
            }}
          />
        )
      default:
        return <Written id={id} value={value} onChange={onChange} />
    }
  }
  return (
    <div className="field">
      <label htmlFor={id}>
        {label}
        {optional && <span className="soft"> {t('field.optional')}</span>}
      </label>
      {control()}
      {problems.map(({ message, from }) => (
        <p className="field-problem" key={`${from} ${message}`}>
          {message}
        </p>
      ))}
    </div>
  )
}

/** Items of a list, each on a line with a way to take it away. */
const Rows = ({
  items,
  label,
  fresh,
  row,
  onChange,
}: {
  readonly items: readonly Plain[]
  readonly label: string
  readonly fresh: Plain
  readonly row: (item: Plain, change: (item: Plain) => void) => ReactNode
  readonly onChange: (items: readonly Plain[]) => void
}) => {
  const { t } = useWords()
  return (
    <div className="stack">
      {items.map((item, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an item is its place
        <div className="field-row" key={at}>
          {row(item, (changed) => onChange(items.map((one, place) => (place === at ? changed : one))))}
          <Button
            icon={<DeleteOutlined aria-hidden="true" />}
            aria-label={t('field.remove', { label, nth: at + 1 })}
            onClick={() => onChange(items.filter((_, place) => place !== at))}
          />
        </div>
      ))}
      <Button
        icon={<PlusOutlined aria-hidden="true" />}
        onClick={() => onChange([...items, fresh])}
        aria-label={t('field.addTo', { label })}
      >
        {t('field.add')}
      </Button>
    </div>
  )
}

/** Named values, each with its name to write. */
const Entries = ({
  value,
  label,
  row,
  onChange,
}: {
  readonly value: Fields
  readonly label: string
  readonly row: (name: string, value: Plain | undefined, change: (value: Plain | Fields) => void) => ReactNode
  readonly onChange: (value: Fields) => void
}) => {
  const { t } = useWords()
  const entries = Object.entries(value)
  const put = (made: readonly (readonly [string, Plain | Fields | undefined])[]): void => onChange(Object.fromEntries(made))
  const fresh = (): string => {
    let nth = entries.length + 1
    while (value[`column_${nth}`] !== undefined) nth++
    return `column_${nth}`
  }
  return (
    <div className="stack">
      {entries.map(([name, one], at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: its name is being written
        <div className="field-entry" key={at}>
          <div className="field-row">
            <Input
              aria-label={t('field.nameOf', { label, nth: at + 1 })}
              defaultValue={name}
              key={name}
              spellCheck={false}
              onBlur={(event) => {
                const wanted = event.target.value.trim()
                if (wanted !== '' && wanted !== name && value[wanted] === undefined)
                  put(entries.map(([old, kept], place) => [place === at ? wanted : old, kept]))
              }}
              onPressEnter={(event) => event.currentTarget.blur()}
            />
            <Button
              icon={<DeleteOutlined aria-hidden="true" />}
              aria-label={t('field.remove', { label, nth: at + 1 })}
              onClick={() => put(entries.filter((_, place) => place !== at))}
            />
          </div>
          {row(name, one, (changed) => put(entries.map(([old, kept], place) => [old, place === at ? changed : kept])))}
        </div>
      ))}
      <Button
        icon={<PlusOutlined aria-hidden="true" />}
        onClick={() => put([...entries, [fresh(), '']])}
        aria-label={t('field.addTo', { label })}
      >
        {t('field.add')}
      </Button>
    </div>
  )
}

/** What has no form of its own is written as it stands in the file. */
const Written = ({
  id,
  value,
  onChange,
}: {
  readonly id: string
  readonly value: Plain | undefined
  readonly onChange: (value: Plain | undefined) => void
}) => {
  const shown = value === undefined || value === '' ? '' : flow(value)
  return (
    <Input.TextArea
      id={id}
      key={shown}
      defaultValue={shown}
      rows={2}
      spellCheck={false}
      onBlur={(event) => {
        const text = event.target.value.trim()
        if (text === shown) return
        const read = text === '' ? undefined : plainOf(text)
        if (text === '' || read !== undefined) onChange(read)
      }}
    />
  )
}
