import type { modelParameter } from '@xiezhi/platform/contract/models'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { basisText } from '../ui/article.ts'
import { ScrollTable } from '../ui/ScrollTable.tsx'
import { useParameterText } from './use-parameter-text.ts'

/** Choices that an office may want to make otherwise. */
export const ParameterTable = ({ parameters }: { readonly parameters: readonly z.infer<typeof modelParameter>[] }) => {
  const { t, i18n } = useTranslation()
  const text = useParameterText()
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
            <td>{text(parameter.type, parameter.value)}</td>
            <td>{parameter.law ? basisText(parameter.law, i18n.language) : '—'}</td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  )
}
