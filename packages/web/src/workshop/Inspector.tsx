import { ArrowDownOutlined, ArrowUpOutlined, CopyOutlined, DeleteOutlined } from '@ant-design/icons'
import type { FormParam, Language, ModelCheck } from '@xiezhi/platform/contract/workshop'
import { Button, Input } from 'antd'
import { type ReactNode, useId } from 'react'
import type { Problem } from './CodeField.tsx'
import { LateInput } from './LateInput.tsx'
import { moveInput, moveStep, renameStep, setDeep, setOutput } from './model-edit.ts'
import { broughtBy, exclusionsOf, type Fields, isFields, type TextModel, type TextPart, type TextStep, wordOf } from './model-text.ts'
import { Parameters } from './Parameters.tsx'
import { type Around, ParamField } from './ParamField.tsx'
import { problemsAt } from './problems.ts'
import { useWords } from './words.ts'
import { setAt } from './yaml-edit.ts'
import type { Path, Plain } from './yaml-read.ts'

export interface InspectorProps {
  readonly text: string
  readonly model: TextModel
  readonly language: Language
  readonly check: ModelCheck | undefined
  readonly problems: readonly Problem[]
  /** Id of a step, input, rule or exclusion; nothing: the model itself. */
  readonly selected: string | undefined
  /** A change of the text, told by its kind so that letters typed in one place are undone together; `id`: what is chosen after it. */
  readonly onEdit: (kind: string, make: () => string, id?: string) => void
  readonly onCopy: (id: string) => void
  readonly onRemove: (id: string) => void
  readonly onUndo: () => void
  readonly onRedo: () => void
}

const valueAt = (fields: Fields, name: string): Plain | undefined => {
  const [first = '', second] = name.split('.')
  const one = fields[first]
  return second === undefined ? one : isFields(one) ? one[second] : undefined
}

/** What is filled in for the box that is chosen; with none chosen, for the model as a whole. */
export const Inspector = (props: InspectorProps) => {
  const { text, model, language, check, problems, selected, onEdit, onRemove, onUndo, onRedo } = props
  const { t } = useWords()
  const step = model.steps.find(({ id }) => id === selected)
  const rule = model.rules.find(({ id }) => id === selected)
  const exclusion = model.exclusions.find(({ id }) => id === selected)
  const input = [...model.required, ...model.optional].find((id) => id === selected)
  const inputs = [...model.required, ...model.optional].map((id) => ({
    id,
    title: language.datasets.find((one) => one.id === id)?.label ?? id,
  }))
  const around: Around = {
    language,
    check,
    inputs,
    tables: [
      ...inputs,
      ...model.steps.filter(({ index }) => !step || index < step.index).flatMap((one) => [one, ...broughtBy(one, language)]),
    ],
    exclusions: exclusionsOf(model, language),
    rules: model.rules.filter(({ fields }) => fields.as === undefined),
    problemsAt: (path) => problemsAt(text, path, problems),
    onUndo,
    onRedo,
  }
  const fields = (params: readonly FormParam[], root: Path, values: Fields, scope: Fields = values, of = ''): ReactNode =>
    params.map((param) => (
      <ParamField
        key={`${root.join('.')} ${param.name}`}
        param={param}
        path={[...root, ...param.name.split('.')]}
        value={valueAt(values, param.name)}
        siblings={scope}
        around={around}
        of={of}
        onChange={(value) =>
          onEdit(
            param.kind === 'id' ? '' : `${root.join('.')}.${param.name}`,
            () =>
              param.name === 'output' ? setOutput(text, language, root, values, value) : setDeep(text, root, values, param.name, value),
            param.kind === 'id' ? wordOf(value) : undefined,
          )
        }
      />
    ))
  /** Of a use of a shared part: what it is told. A table that is not told is the one of that name. */
  const use = (id: string, root: Path, given: Fields): ReactNode => {
    const piece = language.pieces.find((one) => one.id === id)
    const told = isFields(given.with) ? given.with : {}
    const scope = { ...Object.fromEntries((piece?.reads ?? []).map(({ name }) => [name, name])), ...told }
    return fields(
      (piece?.params ?? []).map((param) => ({ ...param, name: `with.${param.name}` })),
      root,
      isFields(given.with) ? { with: told } : {},
      scope,
    )
  }

  if (step) {
    const operator = language.operators.find(({ name }) => name === step.operator)
    const root: Path = ['steps', step.index]
    return (
      <section className="inspector" aria-label={t('inspector.step', { title: step.title })}>
        <Head
          title={operator?.label ?? language.pieces.find(({ id }) => id === step.piece)?.title ?? step.operator}
          id={step.id}
          onCopy={props.onCopy}
          onRemove={onRemove}
        >
          <Button
            icon={<ArrowUpOutlined aria-hidden="true" />}
            aria-label={t('inspector.earlier')}
            onClick={() => onEdit('', () => moveStep(text, model, language, step.id, -1))}
          />
          <Button
            icon={<ArrowDownOutlined aria-hidden="true" />}
            aria-label={t('inspector.later')}
            onClick={() => onEdit('', () => moveStep(text, model, language, step.id, 1))}
          />
        </Head>
        <p className="soft">{operator ? operator.text : t('inspector.pieceText')}</p>
        <Named
          step={step}
          onId={(name) => onEdit('', () => renameStep(text, language, step.id, name), name)}
          onTitle={(title) => onEdit(`title ${step.id}`, () => setAt(text, [...root, 'title'], title))}
        />
        {operator && fields(operator.params, [...root, step.operator], step.params)}
        {step.piece !== '' && use(step.piece, root, { with: Object.keys(step.params).length > 0 ? step.params : undefined })}
        {fields(language.parts.step, root, { note: step.note || undefined })}
        <Brought step={step} language={language} />
      </section>
    )
  }
  if (rule ?? exclusion) {
    const list = rule ? 'rules' : 'exclusions'
    const part: TextPart = (rule ?? exclusion)!
    const shared = wordOf(part.fields.use)
    const piece = language.pieces.find(({ id }) => id === shared)
    const root: Path = [list, part.index]
    const form = rule ? (wordOf(rule.fields.output) === 'indicator' ? 'indicator' : 'rule') : 'exclusion'
    const params = language.parts[form]
    return (
      <section className="inspector" aria-label={t(rule ? 'inspector.rule' : 'inspector.exclusion', { title: part.title || part.id })}>
        <Head
          title={
            piece?.title ??
            t(rule ? (form === 'indicator' ? 'inspector.indicatorNo' : 'inspector.ruleNo') : 'inspector.exclusionNo', { id: part.id })
          }
          id={part.id}
          {...(shared === '' && { onCopy: props.onCopy })}
          onRemove={onRemove}
        />
        {shared === '' && fields(params, root, part.fields)}
        {shared !== '' && !rule && (
          <>
            <p className="soft">
              {t('inspector.pieceExclusion', { list: (piece?.exclusions ?? []).map(({ id, title }) => `${id} ${title}`).join('；') })}
            </p>
            {piece?.exclusions.length === 1 &&
              fields(
                params.filter(({ name }) => name === 'id' || name === 'title').map((param) => ({ ...param, kind: 'text', optional: true })),
                root,
                part.fields,
              )}
            {use(shared, root, part.fields)}
          </>
        )}
        {shared !== '' && rule && <p className="soft">{t('inspector.pieceRules')}</p>}
      </section>
    )
  }
  if (input) {
    const dataset = language.datasets.find(({ id }) => id === input)
    return (
      <section className="inspector" aria-label={t('inspector.input', { title: dataset?.label ?? input })}>
        <Head title={dataset?.label ?? input} id={input} onRemove={onRemove}>
          <Button onClick={() => onEdit('', () => moveInput(text, model, input))}>
            {t(model.required.includes(input) ? 'inspector.makeOptional' : 'inspector.makeRequired')}
          </Button>
        </Head>
        <p className="soft">{t(model.required.includes(input) ? 'inspector.required' : 'inspector.optional')}</p>
        <p className="soft">{dataset?.here ? t('inspector.here') : t('inspector.notHere')}</p>
        <ul className="inspector-columns">
          {(dataset?.columns ?? []).map((column) => (
            <li key={column.name}>
              {column.label} <code className="soft">{column.name}</code>
            </li>
          ))}
        </ul>
      </section>
    )
  }
  return (
    <section className="inspector" aria-label={t('inspector.head')}>
      <div className="inspector-head">
        <h2>{t('inspector.head')}</h2>
      </div>
      {fields(language.parts.head, [], model.head)}
      <Parameters
        model={model}
        onEdit={(make) => onEdit('', () => make(text))}
        form={(name, own) => fields(language.parts.parameter, ['parameters', name], own, own, name)}
      />
    </section>
  )
}

interface HeadProps {
  readonly title: string
  readonly id: string
  readonly onCopy?: (id: string) => void
  readonly onRemove: (id: string) => void
  readonly children?: ReactNode
}
const Head = ({ title, id, onCopy, onRemove, children }: HeadProps) => {
  const { t } = useWords()
  return (
    <div className="inspector-head">
      <h2>{title}</h2>
      <div className="actions">
        {children}
        {onCopy && (
          <Button icon={<CopyOutlined aria-hidden="true" />} onClick={() => onCopy(id)}>
            {t('inspector.copy')}
          </Button>
        )}
        <Button danger icon={<DeleteOutlined aria-hidden="true" />} onClick={() => onRemove(id)}>
          {t('inspector.remove')}
        </Button>
      </div>
    </div>
  )
}

/** Further tables that a shared step brings, by the names under which later steps read them. */
const Brought = ({ step, language }: { readonly step: TextStep; readonly language: Language }) => {
  const { t } = useWords()
  const brought = broughtBy(step, language)
  if (brought.length === 0) return null
  return (
    <details className="inspector-brought">
      <summary>{t('inspector.brought', { count: brought.length })}</summary>
      <ul>
        {brought.map(({ id, title }) => (
          <li key={id}>
            {title} <code className="soft">{id}</code>
          </li>
        ))}
      </ul>
    </details>
  )
}

/** A step's id, which others read it by, and its title for people. The id is taken over when the field is left. */
const Named = ({
  step,
  onId,
  onTitle,
}: {
  readonly step: TextStep
  readonly onId: (id: string) => void
  readonly onTitle: (title: string) => void
}) => {
  const { t } = useWords()
  const [first, second] = [useId(), useId()]
  return (
    <div className="field-two">
      <div className="field">
        <label htmlFor={first}>{t('inspector.title')}</label>
        <Input id={first} value={step.title} onChange={(event) => onTitle(event.target.value)} />
      </div>
      <div className="field">
        <label htmlFor={second}>{t('inspector.id')}</label>
        <LateInput id={second} value={step.id} accepts={(wanted) => /^[a-z][a-z0-9_]*$/.test(wanted)} onWritten={onId} />
      </div>
    </div>
  )
}
