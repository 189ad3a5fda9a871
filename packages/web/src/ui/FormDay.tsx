import { DayField } from './DayField.tsx'

interface Props {
  readonly id?: string
  readonly label: string
  readonly value?: string | null
  readonly onChange?: (day: string | null) => void
}

/** A day in a form: the form gives value and change, the field shows them. */
export const FormDay = ({ id, label, value, onChange }: Props) => (
  <DayField {...(id ? { id } : {})} label={label} value={value ?? undefined} onChange={(day) => onChange?.(day ?? null)} />
)
