import { Input } from 'antd'
import { useEffect, useState } from 'react'

interface Props {
  readonly id?: string
  readonly label?: string
  readonly value: string
  /** What is taken over when the field is left or Enter is pressed; what it refuses is put back. */
  readonly onWritten: (value: string) => void
  readonly accepts?: (value: string) => boolean
}

/** A name that others refer to: taken over whole, not letter by letter. */
export const LateInput = ({ id, label, value, onWritten, accepts = (written) => written !== '' }: Props) => {
  const [written, setWritten] = useState(value)
  useEffect(() => setWritten(value), [value])
  const take = (): void => {
    const wanted = written.trim()
    if (wanted === value) return
    if (accepts(wanted)) onWritten(wanted)
    else setWritten(value)
  }
  return (
    <Input
      {...(id ? { id } : {})}
      {...(label ? { 'aria-label': label } : {})}
      value={written}
      spellCheck={false}
      autoComplete="off"
      onChange={(event) => setWritten(event.target.value)}
      onBlur={take}
      onPressEnter={take}
    />
  )
}
