import { Button, Progress } from 'antd'
import { useTranslation } from 'react-i18next'
import { formatCount } from './format.ts'

interface Props {
  readonly label: string
  readonly progress: { readonly stage: string; readonly done: number; readonly total: number | null } | null
  readonly onCancel?: (() => void) | undefined
  readonly cancelling?: boolean
}

/** Long work on its way: the stage in words, how far, and a way to stop it. */
export const JobProgress = ({ label, progress, onCancel, cancelling }: Props) => {
  const { t } = useTranslation()
  const total = progress?.total ?? null
  const percent = progress && total ? Math.min(100, Math.floor((100 * progress.done) / total)) : undefined
  return (
    <div className="job-progress">
      <div className="job-progress-bar">
        <Progress percent={percent ?? 100} status="active" showInfo={percent !== undefined} aria-label={label} />
        <span className="soft" role="status">
          {progress ? progress.stage : t('job.queued')}
          {progress &&
            progress.done > 0 &&
            (total ? ` ${formatCount(progress.done)} / ${formatCount(total)}` : ` ${formatCount(progress.done)}`)}
        </span>
      </div>
      {onCancel && (
        <Button onClick={onCancel} loading={cancelling ?? false}>
          {t('ui.cancel')}
        </Button>
      )}
    </div>
  )
}
