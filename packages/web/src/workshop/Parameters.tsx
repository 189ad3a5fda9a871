import { DeleteOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { type ReactNode, useEffect, useRef } from 'react'
import { focusFirst } from './focus.ts'
import { LateInput } from './LateInput.tsx'
import type { Fields, TextModel } from './model-text.ts'
import { useWords } from './words.ts'
import { removeAt, renameKey, setAt } from './yaml-edit.ts'

interface Props {
  readonly model: TextModel
  readonly onEdit: (make: (text: string) => string) => void
  readonly form: (name: string, own: Fields) => ReactNode
}

/** Parameters of the model, each with its name and a form. */
export const Parameters = ({ model, onEdit, form }: Props) => {
  const { t } = useWords()
  const { parameters } = model
  const list = useRef<HTMLDivElement>(null)
  const wanted = useRef<number>(undefined)
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when there are more or fewer
  useEffect(() => {
    const at = wanted.current
    wanted.current = undefined
    const items = list.current?.querySelectorAll(':scope > .field-entry') ?? []
    if (at === undefined) return
    if (items.length > 0) focusFirst(items[Math.min(at, items.length - 1)])
    else list.current?.querySelector<HTMLElement>(':scope > button')?.focus()
  }, [parameters.length])
  const add = (text: string): string => {
    let nth = parameters.length + 1
    while (parameters.some(({ name }) => name === `p_${nth}`)) nth++
    const fresh = { type: 'int', default: '0', label: t('inspector.newParameter') }
    return parameters.length === 0 ? setAt(text, ['parameters'], { [`p_${nth}`]: fresh }) : setAt(text, ['parameters', `p_${nth}`], fresh)
  }
  return (
    <div className="stack" ref={list}>
      <h3>{t('inspector.parameters')}</h3>
      {parameters.map(({ name, fields }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: its name is being written
        <div className="field-entry" key={at}>
          <div className="field-row">
            <LateInput
              label={t('inspector.parameterName', { nth: at + 1 })}
              value={name}
              accepts={(wanted) => /^[a-z][a-z0-9_]*$/.test(wanted) && !parameters.some((one) => one.name === wanted)}
              onWritten={(wanted) => onEdit((text) => renameKey(text, ['parameters', name], wanted))}
            />
            <Button
              icon={<DeleteOutlined aria-hidden="true" />}
              aria-label={t('inspector.removeParameter', { name })}
              onClick={() => {
                wanted.current = at
                onEdit((text) => removeAt(text, ['parameters', name]))
              }}
            />
          </div>
          {form(name, fields)}
        </div>
      ))}
      <Button
        onClick={() => {
          wanted.current = parameters.length
          onEdit(add)
        }}
      >
        {t('inspector.addParameter')}
      </Button>
    </div>
  )
}
