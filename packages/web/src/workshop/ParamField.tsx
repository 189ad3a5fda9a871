import type { FormParam, Language, ModelCheck } from '@xiezhi/platform/contract/workshop'
import { Input } from 'antd'
import { type ReactNode, useId } from 'react'
import { type Choice, Many, One } from './Choices.tsx'
import { CodeField, type Offer, type Problem } from './CodeField.tsx'
import { LateInput } from './LateInput.tsx'
import { Entries, Rows } from './Lists.tsx'
import { type Fields, isFields, listOf, wordOf } from './model-text.ts'
import { columnsOf, offersOf } from './offers.ts'
import { closePair, closeRecord, openPair, openRecord, scoped } from './records.ts'
import { Written } from './Written.tsx'
import { useWords } from './words.ts'
import type { Path, Plain } from './yaml-read.ts'

export interface Around {
  readonly language: Language
  readonly check: ModelCheck | undefined
  /** Tables that may be read here, by what they are called. */
  readonly tables: readonly { readonly id: string; readonly title: string }[]
  readonly inputs: readonly { readonly id: string; readonly title: string }[]
  readonly exclusions: readonly { readonly id: string; readonly title: string }[]
  readonly rules: readonly { readonly id: string; readonly title: string }[]
  /** What is wrong with the value at a place of the text. */
  readonly problemsAt: (path: Path) => readonly Problem[]
  readonly onUndo: () => void
  readonly onRedo: () => void
}

interface Props {
  readonly param: FormParam
  readonly path: Path
  readonly value: Plain | undefined
  /** What the parameters that it speaks of are: those beside it, and with `^` those of the form around. */
  readonly siblings: Fields
  readonly around: Around
  /** In front of its name where several of the kind stand on the page. */
  readonly of?: string
  /** `undefined` takes it out. */
  readonly onChange: (value: Plain | undefined) => void
}

const named = (one: { readonly id: string; readonly title: string }): Choice => ({
  value: one.id,
  label: one.title === one.id || one.title === '' ? one.id : `${one.title} ${one.id}`,
})

/** One thing to fill in, by its kind: what kinds there are the language says, so an operator that is new is filled in like the others. */
export const ParamField = ({ param, path, value, siblings, around, of = '', onChange }: Props) => {
  const { t } = useWords()
  const id = useId()
  const { kind, optional, fields = [] } = param
  const label = of === '' ? param.label : t('field.of', { of, label: param.label })
  const tableOf = (name: string | null): string | undefined => {
    if (name === null) return undefined
    const given = siblings[name]
    return Array.isArray(given) ? wordOf(given[0]) : wordOf(given)
  }
  const known = around.check?.tables ?? []
  const columns = (from: string | null): readonly Choice[] => {
    const all = from === '*' ? known.flatMap((table) => table.columns) : columnsOf(tableOf(from), known, around.language)
    const found = new Map(all.map((column) => [column.name, column.label === column.name ? column.name : `${column.label} ${column.name}`]))
    return [...found].map(([name, title]) => ({ value: name, label: title }))
  }
  const offers = (functions: boolean): readonly Offer[] =>
    offersOf(param.of === '*' ? undefined : tableOf(param.of), tableOf(param.other), {
      tables: known,
      language: around.language,
      check: around.check,
      functions,
    })
  const problems = around.problemsAt(path)
  const drop = (next: Plain): void => onChange(optional && isEmpty(next) ? undefined : next)
  const code = (
    name: string,
    now: Plain | undefined,
    change: (text: string) => void,
    marked: readonly Problem[],
    offered = () => offers(true),
  ): ReactNode => (
    <CodeField
      label={name}
      value={wordOf(now)}
      onChange={change}
      offers={offered}
      problems={marked}
      invalid={marked.some(({ level }) => level === 'error')}
      onUndo={around.onUndo}
      onRedo={around.onRedo}
    />
  )
  const one = (options: readonly Choice[]): ReactNode => (
    <One id={id} label={label} value={wordOf(value)} options={options} onChange={drop} />
  )
  const many = (options: readonly Choice[]): ReactNode => (
    <Many
      id={id}
      label={label}
      value={(Array.isArray(value) ? value : wordOf(value) === '' ? [] : [wordOf(value)]).map(wordOf)}
      options={options}
      onChange={drop}
    />
  )
  /** The form of one thing of a list, from the definition of what stands in it. */
  const form = (name: string, at: Path, record: Fields, change: (record: Fields) => void): ReactNode =>
    fields.map((field) => (
      <ParamField
        key={field.name}
        param={field}
        path={[...at, field.name]}
        value={record[field.name]}
        siblings={scoped(record, siblings)}
        around={around}
        of={name}
        onChange={(next) => change({ ...record, [field.name]: next })}
      />
    ))

  const control = (): ReactNode => {
    switch (kind) {
      case 'table':
        return one(around.tables.map(named))
      case 'input':
        return one(around.inputs.map(named))
      case 'rule':
        return one(around.rules.map(named))
      case 'choice':
        return one(param.choices)
      case 'parameter':
        return one((around.check?.parameters ?? []).map((own) => ({ value: `$${own.name}`, label: `${own.label} $${own.name}` })))
      case 'tables':
        return many(around.tables.map(named))
      case 'names':
      case 'takes':
        return many(columns(param.of))
      case 'orders':
        return many(
          columns(param.of).flatMap((own) => [own, { value: `${own.value} desc`, label: `${own.label} ${t('field.descending')}` }]),
        )
      case 'limits':
        return many(around.language.limits.map(named))
      case 'exclusions':
        return many(around.exclusions.map(({ id: name, title }) => ({ value: name, label: `${name} ${title}` })))
      case 'words':
        return many([])
      case 'name':
        return param.fresh ? (
          <Input id={id} value={wordOf(value)} onChange={(event) => drop(event.target.value)} spellCheck={false} />
        ) : (
          one(columns(param.of))
        )
      case 'default':
        return Array.isArray(value) || siblings.type === 'text[]' ? (
          <Many id={id} label={label} value={listOf(value).map(wordOf)} options={[]} onChange={onChange} />
        ) : (
          <Input id={id} aria-label={label} value={wordOf(value)} onChange={(event) => onChange(event.target.value)} />
        )
      case 'text':
        return <Input id={id} aria-label={label} value={wordOf(value)} onChange={(event) => drop(event.target.value)} />
      case 'id':
        return <LateInput id={id} label={label} value={wordOf(value)} onWritten={onChange} />
      case 'formula':
      case 'query':
        return code(label, value, drop, problems)
      case 'sentence':
        return code(label, value, drop, problems, () => [
          ...offers(false),
          { name: 'days_overdue', label: t('field.daysOverdue'), kind: 'column' },
          { name: '$as_of', label: t('field.asOf'), kind: 'parameter' },
        ])
      case 'pairs':
        return (
          <Rows
            items={listOf(value)}
            label={label}
            fresh=""
            onChange={drop}
            row={(item, at, change) => {
              const [mine, theirs] = openPair(item)
              const pair = at === 0 ? label : t('field.nth', { label, nth: at + 1 })
              return (
                <>
                  <One
                    label={t('field.own', { label: pair })}
                    value={mine}
                    options={columns(param.of)}
                    onChange={(left) => change(closePair(left, mine === theirs ? left : theirs))}
                  />
                  <span aria-hidden="true">＝</span>
                  <One
                    label={t('field.theirs', { label: pair })}
                    value={theirs}
                    options={columns(param.other)}
                    onChange={(right) => change(closePair(mine || right, right))}
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
            row={(item, at, change) => {
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
                  {code(t('field.formulaOf', { name }), formula, (text) => set(name, text), around.problemsAt([...path, at, name]))}
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
            row={(name, now, change) => code(t('field.formulaOf', { name }), now, change, around.problemsAt([...path, name]))}
          />
        )
      case 'labels':
        return (
          <Entries
            value={isFields(value) ? value : {}}
            label={label}
            onChange={drop}
            row={(name, now, change) => (
              <Input aria-label={t('field.labelOf', { name })} value={wordOf(now)} onChange={(event) => change(event.target.value)} />
            )}
          />
        )
      default:
        break
    }
    // Whatever has a form inside is a list of such forms, or, where each has a name, a map of them.
    if (fields.length === 0) return <Written id={id} value={value} onChange={onChange} />
    if (isFields(value) || kind === 'dues')
      return (
        <Entries
          value={isFields(value) ? value : {}}
          label={label}
          onChange={drop}
          row={(name, now, change) =>
            form(name, [...path, name], isFields(now) ? now : {}, (record) => change(closeRecord(kind, withoutEmpty(record))))
          }
        />
      )
    return (
      <Rows
        framed
        items={listOf(value)}
        label={label}
        fresh={closeRecord(kind, openRecord(kind, {}))}
        onChange={drop}
        row={(item, at, change) =>
          form(t('field.nth', { label, nth: at + 1 }), [...path, at], openRecord(kind, item), (record) =>
            change(closeRecord(kind, withoutEmpty(record))),
          )
        }
      />
    )
  }
  // What a form inside says itself is not said again below it.
  const inside = fields.length === 0 ? [] : insidePaths(path, value, fields).flatMap((at) => around.problemsAt(at))
  const told = problems.filter(({ message }) => inside.every((one) => one.message !== message))
  return (
    <div className="field">
      <label htmlFor={id}>
        {param.label}
        {optional && <span className="soft"> {t('field.optional')}</span>}
      </label>
      {control()}
      {told.map(({ message, from }) => (
        <p className="field-problem" key={`${from} ${message}`}>
          {message}
        </p>
      ))}
    </div>
  )
}

const insidePaths = (path: Path, value: Plain | undefined, fields: readonly FormParam[]): readonly Path[] =>
  (isFields(value) ? Object.keys(value) : listOf(value).map((_, at) => at)).flatMap((at) => fields.map(({ name }) => [...path, at, name]))

const isEmpty = (value: Plain): boolean =>
  value === '' || (Array.isArray(value) && value.length === 0) || (isFields(value) && Object.keys(value).length === 0)

/** A form inside of another writes nothing for what was left blank. */
const withoutEmpty = (record: Fields): Fields =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined && !isEmpty(value)))
