import { Link } from '@tanstack/react-router'
import type { Dataset } from '@xiezhi/platform/contract/data'
import { useTranslation } from 'react-i18next'
import { Pill } from '../ui/Pill.tsx'
import { ScrollTable } from '../ui/ScrollTable.tsx'

/** Models that read a dataset, whether they can run on what is here, and what they lack. */
export const ModelsOn = ({ usedBy }: Pick<Dataset, 'usedBy'>) => {
  const { t } = useTranslation()
  return (
    <ScrollTable label={t('data.usedBy')}>
      <thead>
        <tr>
          <th scope="col">{t('models.model')}</th>
          <th scope="col">{t('data.modelRuns')}</th>
          <th scope="col">{t('data.modelLacks')}</th>
        </tr>
      </thead>
      <tbody>
        {usedBy.map((model) => (
          <tr key={model.id}>
            <th scope="row">
              <Link to="/models/$id" params={{ id: model.id }}>
                {model.title}
              </Link>
            </th>
            <td>
              <Pill tone={!model.runs ? 'warning' : model.lacks.length > 0 ? 'info' : 'success'}>
                {t(!model.runs ? 'data.runsNone' : model.lacks.length > 0 ? 'data.runsPart' : 'data.runsAll')}
              </Pill>
            </td>
            <td>{model.lacks.join('、') || '—'}</td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  )
}
