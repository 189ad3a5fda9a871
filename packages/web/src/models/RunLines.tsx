import { Link } from '@tanstack/react-router'
import type { Run } from '@xiezhi/platform/contract/models'
import { useTranslation } from 'react-i18next'
import { formatCount } from '../ui/format.ts'
import { JobStatePill } from '../ui/JobState.tsx'
import { useFormat } from '../ui/use-format.ts'

/** A few runs where they belong to something else. */
export const RunLines = ({ runs }: { readonly runs: readonly Run[] }) => {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <ul className="clue-lines">
      {runs.map((run) => (
        <li key={run.id}>
          <JobStatePill state={run.state} />
          <span className="clue-line-title">
            <Link to="/runs/$id" params={{ id: run.id }}>
              {run.modelTitle}
            </Link>
            <span className="soft">
              {format.moment(run.startedAt)} · {t('runs.asOf', { day: format.day(run.asOf) })}
            </span>
          </span>
          <span className="number soft">
            {run.counts && t('runs.clueCount', { count: run.counts.total, shown: formatCount(run.counts.total) })}
          </span>
        </li>
      ))}
    </ul>
  )
}
