import { Link } from '@tanstack/react-router'
import type { Overview } from '@xiezhi/platform/contract/overview'
import { useTranslation } from 'react-i18next'
import { formatCount } from '../ui/format.ts'
import { Panel } from '../ui/Panel.tsx'

const levels = ['high', 'medium', 'low', 'list'] as const

/** How the clues divide by severity: one bar, its parts named and countable below. */
export const SeverityShare = ({ clues }: { readonly clues: Overview['clues'] }) => {
  const { t } = useTranslation()
  // What is for the check list alone is what is left: the parts add up to all.
  const counts = { ...clues, list: clues.total - clues.high - clues.medium - clues.low }
  const sum = Math.max(1, clues.total)
  const shown = levels.filter((level) => level !== 'list' || counts.list > 0)
  return (
    <Panel title={t('home.bySeverity')}>
      <div className="share" aria-hidden="true">
        {shown.map(
          (level) =>
            counts[level] > 0 && <span key={level} className={`share-${level}`} style={{ width: `${(100 * counts[level]) / sum}%` }} />,
        )}
      </div>
      <ul className="share-legend">
        {shown.map((level) => (
          <li key={level}>
            <Link to="/clues" search={{ severity: level }}>
              <span className={`share-dot share-${level}`} aria-hidden="true" />
              {t(`severity.${level}`)} <strong>{formatCount(counts[level])}</strong>
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
