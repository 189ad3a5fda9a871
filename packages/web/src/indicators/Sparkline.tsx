import { type Point, percentOf } from './sparkline.ts'

/** How a figure went over the runs; the figures themselves are told in the label. */
export const Sparkline = ({ points, label }: { readonly points: readonly Point[]; readonly label: string }) => {
  const drawn = percentOf(points)
  const last = drawn.at(-1)
  if (drawn.length < 2 || !last) return null
  return (
    <svg className="sparkline" viewBox="0 0 100 30" preserveAspectRatio="none" role="img" aria-label={label}>
      <title>{label}</title>
      <polyline points={drawn.map(({ x, y }) => `${x},${y}`).join(' ')} />
      <circle cx={last.x} cy={last.y} r="2.5" />
    </svg>
  )
}
