/** A decimal number as text: money is never a binary fraction. */
export type Decimal = string

/**
 * The number with a fixed count of decimals, half away from zero: `30000` → `30000.00`.
 * Takes what an engine prints (`-12.345`, `1e3` is not among it); anything else is a defect.
 */
export function decimalText(text: string, places: number): Decimal {
  const parts = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text.trim())
  if (!parts) throw new Error(`not a decimal number: ${text}`)
  const [, sign = '', whole = '0', fraction = ''] = parts
  const kept = BigInt(whole + fraction.slice(0, places).padEnd(places, '0'))
  const rounded = (fraction[places] ?? '0') >= '5' ? kept + 1n : kept
  const digits = rounded.toString().padStart(places + 1, '0')
  const value = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`
  return rounded === 0n ? value : sign + value
}

/** Thousands parted as Chinese offices print them: `3,000.00`. */
export function groupedDecimal(text: string): string {
  const fixed = decimalText(text, 2)
  const [whole = '0', fraction = '00'] = fixed.replace('-', '').split('.')
  return `${fixed.startsWith('-') ? '-' : ''}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${fraction}`
}

/** Sum of money texts, exact. */
export function sumDecimals(values: readonly Decimal[]): Decimal {
  const cents = values.reduce((sum, value) => sum + BigInt(decimalText(value, 2).replace('.', '')), 0n)
  const digits = (cents < 0n ? -cents : cents).toString().padStart(3, '0')
  return `${cents < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}
