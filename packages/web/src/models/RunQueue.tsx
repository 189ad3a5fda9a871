import { useMutation } from '@tanstack/react-query'
import { cancelRun, estimateRun, getRun, listRuns, moveRun, type Run } from '@xiezhi/platform/contract/models'
import { App, Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { call } from '../app/http.ts'
import { forget, keyOf, queryClient, useEndpoint } from '../app/query.ts'
import { useMay } from '../app/session.ts'
import { useErrorText } from '../ui/Failure.tsx'
import { JobProgress } from '../ui/JobProgress.tsx'
import { Panel } from '../ui/Panel.tsx'
import { useAbout } from './use-about.ts'

const levels = ['high', 'normal', 'low'] as const

/** A run that waits or works: where it stands, about how long it takes, its turn, a way to stop it. */
export const RunQueue = ({ run }: { readonly run: Run }) => {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const errorText = useErrorText()
  const about = useAbout()
  const mayRun = useMay('model.run')
  const known = useEndpoint(estimateRun, { params: { id: run.modelId } }).data
  const show = (now: Run) => {
    queryClient.setQueryData(keyOf(getRun, { params: { id: run.id } }), now)
    forget(listRuns)
  }
  const onError = (error: Error) => void message.error(errorText(error))
  const cancel = useMutation({ mutationFn: () => call(cancelRun, { params: { id: run.id } }), onSuccess: show, onError })
  const move = useMutation({
    mutationFn: (priority: Run['priority']) => call(moveRun, { params: { id: run.id }, body: { priority } }),
    onSuccess: show,
    onError,
  })
  return (
    <Panel title={t(run.state === 'queued' ? 'runs.waiting' : 'runs.underWay')}>
      <div className="stack">
        <JobProgress
          label={t('runs.underWay')}
          progress={run.progress}
          onCancel={mayRun ? () => cancel.mutate() : undefined}
          cancelling={cancel.isPending}
        />
        <p className="soft">{about(known)}</p>
        {run.state === 'queued' && mayRun && (
          <div className="run-turn">
            <span id="run-turn">{t('runs.turn')}</span>
            <Segmented
              aria-labelledby="run-turn"
              value={run.priority}
              disabled={move.isPending}
              onChange={(priority) => move.mutate(priority)}
              options={levels.map((level) => ({ value: level, label: t(`runs.priority.${level}`) }))}
            />
          </div>
        )}
      </div>
    </Panel>
  )
}
