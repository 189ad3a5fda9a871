import type { Standard, StandardField } from '@xiezhi/engine/data/standard'
import type { Message } from '@xiezhi/engine/message'

export interface ChangedFields {
  readonly changes: readonly Message[]
  /** Those that a model may have read otherwise. */
  readonly fields: readonly string[]
  /** Other rows are one row now. */
  readonly key: boolean
}

/** What a model sees of a field. Its headings and labels are how files are read, not what is in them. */
const seen = ({ type, kind, unit, required, sensitivity, codes, dictionary }: StandardField): string =>
  JSON.stringify([type, kind, unit, required, sensitivity, codes, dictionary])

export function changedFields(before: Standard, after: Standard): ChangedFields {
  const now = new Map(after.fields.map((field) => [field.id, field]))
  const gone = before.fields.filter(({ id }) => !now.has(id))
  const changed = before.fields.filter((field) => {
    const other = now.get(field.id)
    return other !== undefined && seen(other) !== seen(field)
  })
  const added = after.fields.filter(({ id }) => !before.fields.some((one) => one.id === id))
  const key = before.naturalKey.join() !== after.naturalKey.join()
  const say = (code: string) => (field: StandardField) => ({ code, values: { field: field.label } })
  return {
    key,
    fields: [...gone, ...changed].map(({ id }) => id),
    changes: [
      ...(key
        ? [{ code: 'impact.key-changed', values: { before: before.naturalKey.join('、'), after: after.naturalKey.join('、') } }]
        : []),
      ...gone.map(say('impact.field-gone')),
      ...changed.map(say('impact.field-changed')),
      ...added.map(say('impact.field-added')),
    ],
  }
}
