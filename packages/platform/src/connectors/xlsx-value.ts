import { daySerial } from '@xiezhi/engine/data/normalise/date'
import type { NumberKind } from './xlsx-styles.ts'

/** What is stored in a cell, as the text that stands for it. */

const two = (n: number): string => String(n).padStart(2, '0')

/** 9999-12-31; beyond it, and before day 0, a spreadsheet shows no day either. */
const lastSerial = 2_958_466
const secondsOfDay = 86_400

/**
 * The day of a serial number. In the 1900 system day 1 is 1900-01-01, and day 60 is a 29 February 1900 that never was, kept from
 * Lotus 1-2-3 (ECMA-376 18.17.4.1); from day 61 on it is right. The 1904 system has no such day.
 */
function dayOf(serial: number, from1904: boolean): string {
  if (from1904 || serial > 60) return daySerial(serial, from1904)
  if (serial === 60) return '1900-02-29'
  return serial === 0 ? '1900-01-00' : daySerial(serial + 1)
}

function dateText(serial: number, kind: 'day' | 'clock', from1904: boolean): string {
  // A serial number is a float: half a second either way belongs to the whole second.
  const seconds = Math.round(serial * secondsOfDay)
  const days = Math.floor(seconds / secondsOfDay)
  const rest = seconds - days * secondsOfDay
  const clock = `${two(Math.floor(rest / 3600))}:${two(Math.floor(rest / 60) % 60)}:${two(rest % 60)}`
  if (kind === 'clock' && days === 0) return clock
  const day = dayOf(days, from1904)
  return rest === 0 ? day : `${day} ${clock}`
}

/** An integer that no float stands for was written out in full by a program: none of its digits is lost. */
const isWhole = (written: string): boolean =>
  /^-?[1-9]\d{15,30}$/.test(written) && !written.endsWith('0') && BigInt(written) !== BigInt(Number(written))

/**
 * A number as it is written. A spreadsheet keeps fifteen digits and writes up to seventeen: 0.1 may stand there as
 * 0.10000000000000001. A whole number longer than that has lost its end and is written so that it shows.
 */
function numberText(written: string): string {
  if (written.length <= 15 && /^-?(?:0|[1-9]\d*)(?:\.\d*[1-9])?$/.test(written)) return written
  const value = Number(written)
  if (!Number.isFinite(value) || isWhole(written)) return written
  if (!Number.isInteger(value)) return String(Number(value.toPrecision(15)))
  if (Math.abs(value) < Number.MAX_SAFE_INTEGER) return String(value)
  return value
    .toExponential(14)
    .replace(/\.?0+e/, 'e')
    .replace('e', 'E')
}

/** A number of a cell, by what its format makes of it. */
export function storedNumber(stored: string, kind: NumberKind, from1904: boolean): string {
  const written = stored.trim()
  if (kind === 'number' || written === '') return numberText(written)
  const serial = Number(written)
  return serial >= 0 && serial < lastSerial ? dateText(serial, kind, from1904) : numberText(written)
}

/** ISO 8601 in a cell of type `d`, as other writers than Excel make it. */
export function storedDate(stored: string): string {
  const found = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}:\d{2})(?:\.\d+)?Z?)?$/.exec(stored.trim())
  if (!found) return stored.trim()
  return found[2] === undefined || found[2] === '00:00:00' ? found[1]! : `${found[1]} ${found[2]}`
}

/** Characters that XML can't hold are written `_x000D_` (ECMA-376 22.9.2.19), and what looks like that begins with `_x005F_`. */
export const storedText = (stored: string): string =>
  stored.includes('_x')
    ? stored.replace(/_x([\dA-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : stored
