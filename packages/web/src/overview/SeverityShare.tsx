import { Link } from '@tanstack/react-router'
import type { Overview } from '@xiezhi/platform/contract/overview'
import { useTranslation } from 'react-i18next'
import { formatCount } from '../ui/format.ts'
import { Panel } from '../ui/Panel.tsx'

const levels = ['high', 'medium', 'low'] as const

/** How the clues divide by severity: one bar, its parts named and countable below. */
export const SeverityShare = ({ clues }: { readonly clues: Overview['clues'] }) => {
  const { t } = useTranslation()
  const sum = Math.max(1, clues.high + clues.medium + clues.low)
  return (
    <Panel title={t('home.bySeverity')}>
      <div className="share" aria-hidden="true">
        {levels.map(
          (level) =>
            clues[level] > 0 && <span key={level} className={`share-${level}`} style={{ width: `${(100 * clues[level]) / sum}%` }} />,
        )}
      </div>
      <ul className="share-legend">
        {levels.map((level) => (
          <li key={level}>
            <Link to="/clues" search={{ severity: level }}>
              <span className={`share-dot share-${level}`} aria-hidden="true" />
              {t(`severity.${level}`)} <strong>{formatCount(clues[level])}</strong>
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
