/** A figure of one run; none where the run had no such row or nothing to divide by. */
export interface Point {
  readonly value: number | null
}

/** Places on a field of 100 by 30, the greatest figure at the top; a line that never changes lies in the middle. */
export const percentOf = (points: readonly Point[]): readonly { readonly x: number; readonly y: number }[] => {
  const values = points.flatMap(({ value }, at) => (value === null ? [] : [{ at, value }]))
  const [least, most] = [Math.min(...values.map(({ value }) => value)), Math.max(...values.map(({ value }) => value))]
  const steps = Math.max(1, points.length - 1)
  return values.map(({ at, value }) => ({
    x: Math.round((100 * at) / steps),
    y: most === least ? 15 : Math.round(27 - (24 * (value - least)) / (most - least)),
  }))
}

/** `12.500000` as it is read: never more than two places, and none that say nothing. */
export const figureText = (text: string | null): string => {
  if (text === null) return '—'
  if (!/^-?\d+(\.\d+)?$/.test(text)) return text
  const rounded = (text.split('.')[1]?.length ?? 0) > 2 ? Number(text).toFixed(2) : text
  const [whole = '', places = ''] = rounded.split('.')
  const said = places.replace(/0+$/, '')
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${said ? `.${said}` : ''}`
}
