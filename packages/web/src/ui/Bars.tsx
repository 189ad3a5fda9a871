import { Link } from '@tanstack/react-router'
import { formatCount } from './format.ts'

interface Bar {
  readonly key: string
  readonly label: string
  readonly count: number
  readonly to: string
  readonly search: Record<string, string>
}

/** A ranking as bars; every figure opens what it counts. */
export const Bars = ({ bars, label }: { readonly bars: readonly Bar[]; readonly label: string }) => {
  const most = Math.max(1, ...bars.map((bar) => bar.count))
  return (
    <ol className="bars" aria-label={label}>
      {bars.map((bar) => (
        <li key={bar.key}>
          <Link to={bar.to} search={bar.search} className="bar">
            <span className="bar-label">{bar.label}</span>
            <span className="bar-track" aria-hidden="true">
              <span className="bar-fill" style={{ width: `${Math.max(1, (100 * bar.count) / most)}%` }} />
            </span>
            <span className="bar-count">{formatCount(bar.count)}</span>
          </Link>
        </li>
      ))}
    </ol>
  )
}
