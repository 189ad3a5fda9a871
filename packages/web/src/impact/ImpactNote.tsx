import { Link } from '@tanstack/react-router'
import { askImpact, type Change } from '@xiezhi/platform/contract/impact'
import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { useEndpoint } from '../app/query.ts'
import { useMay } from '../app/session.ts'
import { useErrorText } from '../ui/Failure.tsx'
import { formatCount } from '../ui/format.ts'
import { Loading } from '../ui/Loading.tsx'
import './impact.css'

const mostShown = 12

/** What a change would touch, told before it is made: what exactly changes, models with their rules, limits, open clues. */
export const ImpactNote = ({ change }: { readonly change: Change }) => {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const allowed = useMay('model.read')
  const query = useEndpoint(askImpact, { body: change }, { enabled: allowed })
  if (!allowed) return null
  if (query.error) return <Alert type="error" showIcon title={errorText(query.error)} />
  if (!query.data) return <Loading />
  const { changes, models, limits, openClues, clues } = query.data
  const told = changes.length > 0 && (
    <ul className="lines impact-changes">
      {changes.slice(0, mostShown).map((one) => (
        <li key={one}>{one}</li>
      ))}
      {changes.length > mostShown && <li className="soft">{t('impact.moreChanges', { count: changes.length - mostShown })}</li>}
    </ul>
  )
  if (models.length === 0 && limits.length === 0)
    return <Alert type="info" showIcon className="impact" title={t('impact.touchesNone')} description={told || undefined} />
  return (
    <Alert
      type="warning"
      showIcon
      className="impact"
      title={t('impact.touches', { models: formatCount(models.length), clues: formatCount(openClues) })}
      description={
        <>
          {told}
          <details>
            <summary>{t('impact.touchesWhich')}</summary>
            <ul className="lines">
              {models.map((model) => (
                <li key={model.id}>
                  <Link to="/models/$id" params={{ id: model.id }} search={{ tab: 'rules' }}>
                    {model.title}
                  </Link>{' '}
                  <span className="soft">
                    {model.rules.map(({ id }) => id).join('、')}
                    {model.through.length > 0 && `（${model.through.join('、')}）`}
                    {model.openClues > 0 && ` ${t('impact.openClues', { shown: formatCount(model.openClues) })}`}
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
                <p>{t(openClues > clues.length ? 'impact.gravest' : 'impact.theClues')}</p>
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
        </>
      }
    />
  )
}
