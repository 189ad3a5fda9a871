import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined } from '@ant-design/icons'
import type { FormParam, Language, ModelCheck } from '@xiezhi/platform/contract/workshop'
import { Button, Input } from 'antd'
import { useId } from 'react'
import type { Problem } from './CodeField.tsx'
import { type Fields, isFields, moveStep, renameStep, type TextModel, wordOf } from './model-text.ts'
import { type Around, ParamField } from './ParamField.tsx'
import { problemsAt } from './problems.ts'
import { useWords } from './words.ts'
import { NotEditable, type Path, type Plain, removeAt, renameKey, setAt } from './yaml-edit.ts'

interface Props {
  readonly text: string
  readonly model: TextModel
  readonly language: Language
  readonly check: ModelCheck | undefined
  readonly problems: readonly Problem[]
  /** Id of a step, input, rule or exclusion; nothing: the model itself. */
  readonly selected: string | undefined
  readonly onEdit: (text: string, kind: string) => void
  readonly onSelect: (id: string | undefined) => void
  readonly onRemove: (id: string) => void
  readonly onUndo: () => void
  readonly onRedo: () => void
}

/** Sets a value that may lie in a map which is not there yet; takes out a map that would be left empty. */
export function setDeep(text: string, root: Path, fields: Fields, name: string, value: Plain | Fields | undefined): string {
  const [first = '', second] = name.split('.')
  if (second === undefined)
    return value === undefined
      ? fields[first] === undefined
        ? text
        : removeAt(text, [...root, first])
      : setAt(text, [...root, first], value as Plain)
  const inner = fields[first]
  if (!isFields(inner)) return value === undefined ? text : setAt(text, [...root, first], { [second]: value as Plain })
  if (value !== undefined) return setAt(text, [...root, first, second], value as Plain)
  if (inner[second] === undefined) return text
  return Object.keys(inner).length === 1 ? removeAt(text, [...root, first]) : removeAt(text, [...root, first, second])
}

const valueAt = (fields: Fields, name: string): Plain | undefined => {
  const [first = '', second] = name.split('.')
  const one = fields[first]
  return second === undefined ? one : isFields(one) ? one[second] : undefined
}

/** What is filled in for the box that is chosen; with none chosen, for the model as a whole. */
export const Inspector = (props: Props) => {
  const { text, model, language, check, problems, selected, onEdit, onSelect, onRemove, onUndo, onRedo } = props
  const { t } = useWords()
  const step = model.steps.find(({ id }) => id === selected)
  const rule = model.rules.find(({ id }) => id === selected)
  const exclusion = model.exclusions.find(({ id }) => id === selected)
  const input = [...model.required, ...model.optional].find((id) => id === selected)
  const inputs = [...model.required, ...model.optional].map((id) => ({
    id,
    title: language.datasets.find((one) => one.id === id)?.label ?? id,
  }))
  const steps = model.steps.filter(({ index }) => !step || index < step.index).map(({ id, title }) => ({ id, title }))
  const around = (tables: Around['tables']): Around => ({
    language,
    check,
    tables,
    exclusions: [...model.exclusions.map(({ id, title }) => ({ id, title })), ...language.pieces.flatMap(({ exclusions }) => exclusions)],
    onUndo,
    onRedo,
  })
  const edit = (kind: string, make: () => string): void => {
    try {
      onEdit(make(), kind)
    } catch (error) {
      if (!(error instanceof NotEditable)) throw error
    }
  }
  const fields = (params: readonly FormParam[], root: Path, values: Fields, tables: Around['tables']) =>
    params.map((param) => (
      <ParamField
        key={`${root.join('.')} ${param.name}`}
        param={param}
        value={valueAt(values, param.name)}
        siblings={values}
        around={around(param.kind === 'input' ? inputs : tables)}
        problems={problemsAt(text, [...root, ...param.name.split('.')], problems)}
        onChange={(value) => edit(`${root.join('.')}.${param.name}`, () => setDeep(text, root, values, param.name, value))}
      />
    ))

  if (step) {
    const operator = language.operators.find(({ name }) => name === step.operator)
    const piece = step.operator === 'use' ? language.pieces.find(({ id }) => id === stepPiece(text, model, step.index)) : undefined
    const root: Path = ['steps', step.index]
    return (
      <section className="inspector" aria-label={t('inspector.step', { title: step.title })}>
        <div className="inspector-head">
          <h2>{operator?.label ?? piece?.title ?? step.operator}</h2>
          <div className="actions">
            <Button
              icon={<ArrowUpOutlined aria-hidden="true" />}
              aria-label={t('inspector.earlier')}
              onClick={() => edit('', () => moveStep(text, model, step.id, -1))}
            />
            <Button
              icon={<ArrowDownOutlined aria-hidden="true" />}
              aria-label={t('inspector.later')}
              onClick={() => edit('', () => moveStep(text, model, step.id, 1))}
            />
            <Button danger icon={<DeleteOutlined aria-hidden="true" />} onClick={() => onRemove(step.id)}>
              {t('inspector.remove')}
            </Button>
          </div>
        </div>
        {operator && <p className="soft">{operator.text}</p>}
        <Named
          key={step.id}
          id={step.id}
          title={step.title}
          onId={(name) => {
            edit('', () => renameStep(text, language, step.id, name))
            onSelect(name)
          }}
          onTitle={(title) => edit(`title ${step.id}`, () => setAt(text, [...root, 'title'], title))}
        />
        {operator && fields(operator.params, [...root, step.operator], step.params, [...inputs, ...steps])}
        {piece && (
          <>
            {piece.reads.map((read) => (
              <ParamField
                key={read.name}
                param={{
                  name: read.name,
                  label: read.label,
                  kind: 'table',
                  hint: '',
                  optional: true,
                  fresh: false,
                  choices: [],
                  of: null,
                  other: null,
                }}
                value={step.params[read.name]}
                siblings={step.params}
                around={around([...inputs, ...steps])}
                problems={[]}
                onChange={(value) => edit('', () => setDeep(text, root, { with: step.params }, `with.${read.name}`, value))}
              />
            ))}
            <p className="soft">{t('inspector.pieceText')}</p>
          </>
        )}
      </section>
    )
  }
  if (rule) {
    return (
      <section className="inspector" aria-label={t('inspector.rule', { title: rule.title })}>
        <div className="inspector-head">
          <h2>{t('inspector.ruleNo', { id: rule.id })}</h2>
          <Button danger icon={<DeleteOutlined aria-hidden="true" />} onClick={() => onRemove(rule.id)}>
            {t('inspector.remove')}
          </Button>
        </div>
        {wordOf(rule.fields.output) === 'indicator' ? (
          <p className="soft">{t('inspector.indicatorText')}</p>
        ) : (
          fields(language.parts.rule, ['rules', rule.index], rule.fields, [...inputs, ...model.steps])
        )}
      </section>
    )
  }
  if (exclusion) {
    return (
      <section className="inspector" aria-label={t('inspector.exclusion', { title: exclusion.title })}>
        <div className="inspector-head">
          <h2>{t('inspector.exclusionNo', { id: exclusion.id })}</h2>
          <Button danger icon={<DeleteOutlined aria-hidden="true" />} onClick={() => onRemove(exclusion.id)}>
            {t('inspector.remove')}
          </Button>
        </div>
        {exclusion.fields.use === undefined &&
          fields(language.parts.exclusion, ['exclusions', exclusion.index], exclusion.fields, [...inputs, ...model.steps])}
      </section>
    )
  }
  if (input) {
    const dataset = language.datasets.find(({ id }) => id === input)
    return (
      <section className="inspector" aria-label={t('inspector.input', { title: dataset?.label ?? input })}>
        <div className="inspector-head">
          <h2>{dataset?.label ?? input}</h2>
          <Button danger icon={<DeleteOutlined aria-hidden="true" />} onClick={() => onRemove(input)}>
            {t('inspector.remove')}
          </Button>
        </div>
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
      {fields(language.parts.head, [], model.head, [])}
      <h3>{t('inspector.parameters')}</h3>
      {model.parameters.map(({ name, fields: own }) => (
        <div className="field-entry" key={name}>
          <div className="field-row">
            <Input
              aria-label={t('inspector.parameterName')}
              defaultValue={name}
              spellCheck={false}
              onBlur={(event) => {
                const wanted = event.target.value.trim()
                if (/^[a-z][a-z0-9_]*$/.test(wanted) && wanted !== name) edit('', () => renameKey(text, ['parameters', name], wanted))
              }}
            />
            <Button
              icon={<DeleteOutlined aria-hidden="true" />}
              aria-label={t('inspector.removeParameter', { name })}
              onClick={() => edit('', () => removeAt(text, ['parameters', name]))}
            />
          </div>
          {fields(language.parts.parameter, ['parameters', name], own, [])}
        </div>
      ))}
      <Button
        onClick={() =>
          edit('', () => {
            let nth = model.parameters.length + 1
            while (model.parameters.some(({ name }) => name === `p_${nth}`)) nth++
            return setAt(
              text,
              model.parameters.length === 0 ? ['parameters'] : ['parameters', `p_${nth}`],
              model.parameters.length === 0 ? { [`p_${nth}`]: fresh(t('inspector.newParameter')) } : fresh(t('inspector.newParameter')),
            )
          })
        }
      >
        {t('inspector.addParameter')}
      </Button>
    </section>
  )
}

const fresh = (label: string): Plain => ({ type: 'int', default: '0', label })

const stepPiece = (_: string, model: TextModel, index: number): string => {
  const steps = model.head.steps
  const step = Array.isArray(steps) ? steps[index] : undefined
  return isFields(step) ? wordOf(step.use) : ''
}

/** A step's id, which others read it by, and its title for people. The id is taken over when the field is left. */
const Named = ({
  id,
  title,
  onId,
  onTitle,
}: {
  readonly id: string
  readonly title: string
  readonly onId: (id: string) => void
  readonly onTitle: (title: string) => void
}) => {
  const { t } = useWords()
  const [first, second] = [useId(), useId()]
  return (
    <div className="field-two">
      <div className="field">
        <label htmlFor={first}>{t('inspector.title')}</label>
        <Input id={first} value={title} onChange={(event) => onTitle(event.target.value)} />
      </div>
      <div className="field">
        <label htmlFor={second}>{t('inspector.id')}</label>
        <Input
          id={second}
          defaultValue={id}
          spellCheck={false}
          onBlur={(event) => {
            const wanted = event.target.value.trim()
            if (wanted !== id && /^[a-z][a-z0-9_]*$/.test(wanted)) onId(wanted)
          }}
          onPressEnter={(event) => event.currentTarget.blur()}
        />
      </div>
    </div>
  )
}
