import { DeleteOutlined } from '@ant-design/icons'
import type { DraftFieldView } from '@xiezhi/platform/contract/standards'
import { Button, Checkbox, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { changedTo, codeText, isWhatField, readCode, sealed, whatFields, whatOf } from './what-field.ts'

export interface Told {
  readonly reasons: readonly string[]
  readonly samples: readonly string[]
}

interface Props {
  readonly field: DraftFieldView
  readonly told: Told | undefined
  readonly inKey: boolean
  readonly isMark: boolean
  readonly onChange: (field: DraftFieldView) => void
  readonly onKey: (is: boolean) => void
  readonly onMark: (is: boolean) => void
  readonly onRemove: () => void
}

/** One field of the draft as a row: what the file says of it on the left, what it is to be on the right. */
export const FieldEditor = ({ field, told, inKey, isMark, onChange, onKey, onMark, onRemove }: Props) => {
  const { t } = useTranslation()
  const of = { field: field.label }
  const what = whatOf(field)
  return (
    <tr>
      <td className="draft-told">
        <strong>{field.column || t('standards.ownField')}</strong>
        {told && told.samples.length > 0 && <div className="soft">{told.samples.join('；')}</div>}
        {told && told.reasons.length > 0 && <div className="draft-reasons">{told.reasons.join('；')}</div>}
      </td>
      <td>
        <div className="draft-names">
          <Input
            value={field.label}
            maxLength={200}
            aria-label={t('standards.labelOf', of)}
            onChange={(event) => onChange({ ...field, label: event.target.value })}
          />
          <Input
            value={field.id}
            maxLength={60}
            className="draft-id"
            aria-label={t('standards.idOf', of)}
            onChange={(event) => onChange({ ...field, id: event.target.value.trim().toLowerCase() })}
          />
        </div>
      </td>
      <td>
        <Select
          className="draft-what"
          value={what}
          aria-label={t('standards.whatOf', of)}
          showSearch={{ optionFilterProp: 'label' }}
          options={Object.keys(whatFields).map((value) => ({ value, label: isWhatField(value) ? t(`standards.what_${value}`) : value }))}
          onChange={(chosen: string) => isWhatField(chosen) && onChange(changedTo(field, chosen))}
        />
        {what === 'code' && (
          <Select
            mode="tags"
            className="draft-tags"
            value={field.codes.map(codeText)}
            placeholder={t('standards.codesText')}
            aria-label={t('standards.codesOf', of)}
            onChange={(texts: string[]) => onChange({ ...field, codes: texts.flatMap((text) => readCode(text) ?? []) })}
          />
        )}
      </td>
      <td>
        <Select
          className="draft-small"
          value={field.required}
          aria-label={t('standards.requiredOf', of)}
          options={(['Y', 'C', 'N'] as const).map((value) => ({ value, label: t(`data.required${value}`) }))}
          onChange={(required) => onChange({ ...field, required })}
        />
      </td>
      <td>
        <Select
          className="draft-small"
          value={field.sensitivity}
          disabled={field.kind !== null && sealed.has(field.kind)}
          aria-label={t('standards.sensitivityOf', of)}
          options={[
            { value: 'none', label: t('standards.notPersonal') },
            { value: 'personal', label: t('data.personal') },
            { value: 'sensitive', label: t('data.sensitive') },
          ]}
          onChange={(sensitivity) => onChange({ ...field, sensitivity })}
        />
      </td>
      <td className="draft-checks">
        <Checkbox checked={inKey} aria-label={t('standards.keyOf', of)} onChange={(event) => onKey(event.target.checked)}>
          {t('standards.key')}
        </Checkbox>
        <Checkbox checked={isMark} aria-label={t('standards.markOf', of)} onChange={(event) => onMark(event.target.checked)}>
          {t('standards.mark')}
        </Checkbox>
      </td>
      <td>
        <Select
          mode="tags"
          className="draft-tags"
          value={[...field.aliases]}
          placeholder={t('standards.aliasesText')}
          aria-label={t('standards.aliasesOf', of)}
          onChange={(aliases: string[]) =>
            onChange({ ...field, aliases: aliases.map((alias) => alias.trim()).filter((alias) => alias !== '') })
          }
        />
      </td>
      <td>
        <Button
          type="text"
          danger
          icon={<DeleteOutlined aria-hidden="true" />}
          aria-label={t('standards.removeField', of)}
          onClick={onRemove}
        />
      </td>
    </tr>
  )
}
