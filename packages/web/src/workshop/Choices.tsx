import { Select } from 'antd'

export interface Choice {
  readonly value: string
  readonly label: string
}
type Option = { readonly value?: unknown; readonly label?: unknown }
const said = (option: Option | undefined): readonly string[] =>
  [String(option?.value), String(option?.label)].map((one) => one.toLowerCase())

export const finds = (typed: string, option: Option | undefined): boolean => said(option).some((one) => one.includes(typed.toLowerCase()))
/** What is called just so goes first, then what begins so: who types a name whole and presses Enter gets it. */
const byLikeness = (a: Option, b: Option, { searchValue }: { readonly searchValue: string }): number => {
  const typed = searchValue.toLowerCase()
  const rank = (option: Option): number => {
    const words = said(option)
    if (words.includes(typed)) return 0
    return words.some((one) => one.startsWith(typed)) ? 1 : 2
  }
  return rank(a) - rank(b)
}

interface Props<Value> {
  readonly id?: string
  readonly label: string
  readonly value: Value
  readonly options: readonly Choice[]
  readonly onChange: (value: Value) => void
}

/** One of these, found by name or by what it is called. */
export const One = ({ id, label, value, options, onChange }: Props<string>) => (
  <Select
    {...(id ? { id } : {})}
    aria-label={label}
    showSearch={{ filterOption: finds, filterSort: byLikeness }}
    allowClear
    value={value === '' ? null : value}
    options={value === '' || options.some((one) => one.value === value) ? [...options] : [...options, { value, label: value }]}
    onChange={(chosen) => onChange(chosen ?? '')}
    popupMatchSelectWidth={false}
    className="field-grow"
  />
)

/** Several of these, or words of one's own; what is pasted with 、 or commas between becomes several. */
export const Many = ({ id, label, value, options, onChange }: Props<readonly string[]>) => (
  <Select
    {...(id ? { id } : {})}
    aria-label={label}
    mode="tags"
    showSearch={{ filterOption: finds, filterSort: byLikeness }}
    tokenSeparators={['、', ',', '，']}
    value={[...value]}
    options={[...options]}
    onChange={(chosen: string[]) => onChange(chosen)}
    popupMatchSelectWidth={false}
    className="field-grow"
  />
)
