import { useMutation } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { compareTrials, listTrialDifferences, listTrials, type Trial } from '@xiezhi/platform/contract/trials'
import { App, Button, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../app/http.ts'
import { forget, useEndpoint } from '../app/query.ts'
import { useMay } from '../app/session.ts'
import { useErrorText } from '../ui/Failure.tsx'
import { formatCount } from '../ui/format.ts'
import { isUnderWay, JobStatePill } from '../ui/JobState.tsx'
import { Panel } from '../ui/Panel.tsx'
import { useTrialWords } from './TrialParts.tsx'

/** Begins a comparison, or opens the one there is. */
export const useStartCompare = () => {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const errorText = useErrorText()
  return useMutation({
    mutationFn: (sides: { before: string; after: string }) => call(compareTrials, { body: sides }),
    onSuccess: ({ id }) => {
      forget(listTrialDifferences)
      void navigate({ to: '/trial-differences/$id', params: { id } })
    },
    onError: (error) => void message.error(errorText(error)),
  })
}

/** With which other trials of the model this one was or can be compared. */
export const ComparePanel = ({ trial }: { readonly trial: Trial }) => {
  const { t } = useTranslation()
  const words = useTrialWords()
  const mayRun = useMay('model.run')
  const [other, setOther] = useState<string>()
  const compare = useStartCompare()
  const others = useEndpoint(listTrials, { query: { model: trial.modelId, state: 'succeeded', size: 100 } }).data?.items ?? []
  const done = useEndpoint(
    listTrialDifferences,
    { params: { id: trial.id } },
    { again: (answer) => (answer?.items.some(({ state }) => isUnderWay(state)) ? 1500 : false) },
  ).data?.items
  const options = others.filter(({ id }) => id !== trial.id).map((one) => ({ value: one.id, label: words.short(one) }))
  return (
    <Panel title={t('trials.compareTitle')}>
      <div className="stack">
        {mayRun && (
          <div className="trial-days no-print">
            <div className="trial-field">
              <label htmlFor="compare-with">{t('trials.compareWith')}</label>
              <Select
                id="compare-with"
                className="trial-model"
                placeholder={t('trials.chooseTrial')}
                notFoundContent={t('trials.noOther')}
                options={options}
                {...(other ? { value: other } : {})}
                onChange={setOther}
              />
            </div>
            <Button
              disabled={!other}
              loading={compare.isPending}
              onClick={() => other && compare.mutate({ before: other, after: trial.id })}
            >
              {t('trials.compare')}
            </Button>
            <Link to="/trials/new" search={{ model: trial.modelId }} className="link-button plain">
              {t('trials.another')}
            </Link>
          </div>
        )}
        {done && done.length > 0 && (
          <ul className="lines">
            {done.map((one) => (
              <li key={one.id}>
                <Link to="/trial-differences/$id" params={{ id: one.id }}>
                  {t('trials.between', { before: words.short(one.before), after: words.short(one.after) })}
                </Link>{' '}
                {one.counts ? (
                  <span className="soft">
                    {t('trials.counts', {
                      fresh: formatCount(one.counts.new),
                      gone: formatCount(one.counts.gone),
                      changed: formatCount(one.counts.changed),
                      same: formatCount(one.counts.same),
                    })}
                  </span>
                ) : (
                  <JobStatePill state={one.state} />
                )}
              </li>
            ))}
          </ul>
        )}
      </div>
    </Panel>
  )
}
