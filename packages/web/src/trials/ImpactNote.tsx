import { Link } from '@tanstack/react-router'
import { askImpact, type Change } from '@xiezhi/platform/contract/impact'
import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { useEndpoint } from '../app/query.ts'
import { useMay } from '../app/session.ts'
import { useErrorText } from '../ui/Failure.tsx'
import { formatCount } from '../ui/format.ts'
import { Loading } from '../ui/Loading.tsx'
import './trials.css'

/** What a change would touch, told before it is made: models with their rules, limits, open clues. */
export const ImpactNote = ({ change }: { readonly change: Change }) => {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const allowed = useMay('model.read')
  const query = useEndpoint(askImpact, { body: change }, { enabled: allowed })
  if (!allowed) return null
  if (query.error) return <Alert type="error" showIcon title={errorText(query.error)} />
  if (!query.data) return <Loading />
  const { models, limits, openClues, clues } = query.data
  if (models.length === 0 && limits.length === 0) return <Alert type="info" showIcon title={t('trials.touchesNone')} />
  return (
    <Alert
      type="warning"
      showIcon
      title={t('trials.touches', { models: formatCount(models.length), clues: formatCount(openClues) })}
      description={
        <details>
          <summary>{t('trials.touchesWhich')}</summary>
          <ul className="lines">
            {models.map((model) => (
              <li key={model.id}>
                <Link to="/models/$id" params={{ id: model.id }} search={{ tab: 'rules' }}>
                  {model.title}
                </Link>{' '}
                <span className="soft">
                  {model.rules.map(({ id }) => id).join('、')}
                  {model.through.length > 0 && `（${model.through.join('、')}）`}
                  {model.openClues > 0 && ` ${t('trials.openClues', { shown: formatCount(model.openClues) })}`}
                </span>
              </li>
            ))}
            {limits.map((limit) => (
              <li key={limit.id}>
                <Link to="/limits/$id" params={{ id: limit.id }}>
                  {limit.title}
                </Link>
              </li>
            ))}
          </ul>
          {clues.length > 0 && (
            <>
              <p>{t(openClues > clues.length ? 'trials.gravest' : 'trials.theClues')}</p>
              <ul className="lines">
                {clues.map((clue) => (
                  <li key={clue.id}>
                    <Link to="/clues/$id" params={{ id: clue.id }}>
                      {clue.no}
                    </Link>{' '}
                    {clue.title}
                  </li>
                ))}
              </ul>
            </>
          )}
        </details>
      }
    />
  )
}
