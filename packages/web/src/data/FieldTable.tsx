import { Link } from '@tanstack/react-router'
import type { datasetField } from '@xiezhi/platform/contract/data'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { Pill } from '../ui/Pill.tsx'
import { ScrollTable } from '../ui/ScrollTable.tsx'
import { useTypeName } from './type-name.ts'

type Field = z.infer<typeof datasetField>

/** What a value is held against when it comes in: a dictionary, other datasets, what is plausible. */
const HeldAgainst = ({ field }: { readonly field: Field }) => {
  const { t } = useTranslation()
  const { dictionary, references, span } = field
  return (
    <>
      {dictionary && (
        <div>
          <Link to="/dictionaries/$id" params={{ id: dictionary.id }}>
            {dictionary.title}
          </Link>
        </div>
      )}
      {references.map(({ dataset, title }) => (
        <div key={dataset}>
          <Link to="/data/$id" params={{ id: dataset }}>
            {title}
          </Link>
        </div>
      ))}
      {span && (
        <span className="soft nowrap">
          {span.from !== null && span.to !== null
            ? t('data.between', { from: span.from, to: span.to })
            : span.from !== null
              ? t('data.notBelow', { from: span.from })
              : t('data.notAbove', { to: span.to })}
        </span>
      )}
    </>
  )
}

/** The standard of a dataset, field by field. */
export const FieldTable = ({ fields, hasData }: { readonly fields: readonly Field[]; readonly hasData: boolean }) => {
  const { t } = useTranslation()
  const typeName = useTypeName()
  return (
    <ScrollTable label={t('data.fieldTable')}>
      <thead>
        <tr>
          <th scope="col">{t('data.field')}</th>
          <th scope="col">{t('data.type')}</th>
          <th scope="col">{t('data.required')}</th>
          <th scope="col">{t('data.sensitivity')}</th>
          {hasData && <th scope="col">{t('data.arrived')}</th>}
          <th scope="col">{t('data.codes')}</th>
          <th scope="col">{t('data.heldAgainst')}</th>
          <th scope="col">{t('data.aliases')}</th>
        </tr>
      </thead>
      <tbody>
        {fields.map((field) => (
          <tr key={field.name}>
            <th scope="row" className="nowrap">
              {field.label}
              <br />
              <code className="soft">{field.name}</code>
            </th>
            <td className="nowrap">{typeName(field.type)}</td>
            <td className="nowrap">{t(`data.required${field.required}`)}</td>
            <td>
              {field.sensitivity !== 'none' && (
                <Pill tone={field.sensitivity === 'sensitive' ? 'danger' : 'warning'}>{t(`data.${field.sensitivity}`)}</Pill>
              )}
            </td>
            {hasData && <td>{field.present ? t('ui.yes') : <span className="soft">{t('ui.no')}</span>}</td>}
            <td>{field.codes.join('、')}</td>
            <td>
              <HeldAgainst field={field} />
            </td>
            <td className="soft">{field.aliases.join('、')}</td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  )
}
