import type { modelParameter } from '@xiezhi/platform/contract/models'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { ScrollTable } from '../ui/ScrollTable.tsx'

/** Choices that an office may want to make otherwise. */
export const ParameterTable = ({ parameters }: { readonly parameters: readonly z.infer<typeof modelParameter>[] }) => {
  const { t } = useTranslation()
  return (
    <ScrollTable label={t('models.parameters')}>
      <caption>{t('models.parameters')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('models.parameter')}</th>
          <th scope="col">{t('models.default')}</th>
          <th scope="col">{t('clues.basis')}</th>
        </tr>
      </thead>
      <tbody>
        {parameters.map((parameter) => (
          <tr key={parameter.name}>
            <th scope="row">
              {parameter.label} <code className="soft">{parameter.name}</code>
            </th>
            <td>{parameter.value || '—'}</td>
            <td>{parameter.law ?? '—'}</td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  )
}
