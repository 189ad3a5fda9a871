import { Input } from 'antd'
import { type Plain, plainOf } from './yaml-read.ts'
import { flow } from './yaml-write.ts'

interface Props {
  readonly id: string
  readonly value: Plain | undefined
  readonly onChange: (value: Plain | undefined) => void
}

/** What has no form of its own is written as it stands in the file. */
export const Written = ({ id, value, onChange }: Props) => {
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
