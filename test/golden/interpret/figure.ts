/** Exact decimal figures, as far as the engine has them exact. */
export interface Figure {
  readonly units: bigint
  readonly places: number
}

export const figure = (text: string): Figure => {
  const [whole, part = ''] = text.split('.') as [string, string?]
  return { units: BigInt(whole + part), places: part.length }
}
export const whole = (n: number | bigint): Figure => ({ units: BigInt(n), places: 0 })

const aligned = (a: Figure, b: Figure): readonly [bigint, bigint, number] => {
  const places = Math.max(a.places, b.places)
  return [a.units * 10n ** BigInt(places - a.places), b.units * 10n ** BigInt(places - b.places), places]
}
export const plus = (a: Figure, b: Figure): Figure => {
  const [x, y, places] = aligned(a, b)
  return { units: x + y, places }
}
export const times = (a: Figure, b: Figure): Figure => ({ units: a.units * b.units, places: a.places + b.places })
export const negative = (a: Figure): Figure => ({ units: -a.units, places: a.places })
export const compareFigures = (a: Figure, b: Figure): number => {
  const [x, y] = aligned(a, b)
  return x < y ? -1 : x > y ? 1 : 0
}

/** Half goes away from zero. */
export function roundTo(a: Figure, places: number): Figure {
  if (a.places <= places) return { units: a.units * 10n ** BigInt(places - a.places), places }
  const divisor = 10n ** BigInt(a.places - places)
  const size = a.units < 0n ? -a.units : a.units
  const up = (size + divisor / 2n) / divisor
  return { units: a.units < 0n ? -up : up, places }
}

export const toNumber = (a: Figure): number => Number(a.units) / 10 ** a.places

/** By floating point, cut to six places, as the language has it; nothing for a zero divisor. */
export function quotient(a: Figure, b: Figure): Figure | null {
  if (b.units === 0n) return null
  return floating(toNumber(a) / toNumber(b))
}

/** What floating point gives, cut to so many places; nothing where it is no figure, or too large for one. */
export function floating(n: number, places = 6): Figure | null {
  const units = n * 10 ** places
  return Number.isFinite(n) && Math.abs(units) < 1e28 ? { units: BigInt(Math.sign(units) * Math.round(Math.abs(units))), places } : null
}

/** The whole number not above it. */
export function floorOf({ units, places }: Figure): Figure {
  const divisor = 10n ** BigInt(places)
  const cut = units / divisor
  return { units: units < 0n && cut * divisor !== units ? cut - 1n : cut, places: 0 }
}

export function printFigure({ units, places }: Figure): string {
  const digits = (units < 0n ? -units : units).toString().padStart(places + 1, '0')
  const text = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`
  return units < 0n ? `-${text}` : text
}
