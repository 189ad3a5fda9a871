import { identityCheck } from '@xiezhi/engine/data/normalise/identity'
import { isTokenised } from '@xiezhi/engine/data/schema'
import type { StandardField } from '@xiezhi/engine/data/standard'
import { maskText } from '../data/secrecy/mask.ts'
import type { Cell } from '../warehouse/warehouse.ts'

/** Puts invented people in the place of real ones, each always the same: rows that belonged together still do. */
export interface Inventor {
  cell(field: StandardField, value: Cell | undefined): string
}

const ordinals = '甲乙丙丁戊己庚辛壬癸'
const surname = '张'

export function openInventor(): Inventor {
  const known = new Map<string, string>()
  const counts = new Map<string, number>()
  const take = (kind: string, value: string, make: (nth: number) => string): string => {
    const key = `${kind} ${value}`
    const found = known.get(key)
    if (found !== undefined) return found
    const nth = counts.get(kind) ?? 0
    counts.set(kind, nth + 1)
    const made = make(nth)
    known.set(key, made)
    return made
  }
  const identity = (value: string): string => take('identity', value, inventedIdentity)
  const person = (value: string): string =>
    take('name', value, (nth) => `${surname}${ordinals[nth % 10]}${nth < 10 ? '' : ordinals[Math.floor(nth / 10) % 10]}`)
  const phone = (value: string): string => take('phone', value, (nth) => `139${String(nth + 1).padStart(8, '0')}`)
  const freeText = (text: string): string => {
    let told = maskText(text)
    // Names that were met in a field of their own are replaced in sentences too, the longest first.
    const names = [...known].flatMap(([key, made]) => (key.startsWith('name ') ? [[key.slice(5), made] as const] : []))
    for (const [name, made] of names.sort(([a], [b]) => b.length - a.length)) told = told.replaceAll(name, made)
    return told
  }
  return {
    cell(field, value) {
      if (value === null || value === undefined) return ''
      if (Array.isArray(value)) return value.map((one) => this.cell(field, one)).join('、')
      const text = String(value)
      if (text === '') return ''
      if (isTokenised(field)) {
        const isToken = /^[0-9a-f]{32}$/i.test(text)
        if (field.kind === 'phone') return phone(text)
        // A firm's code is no person's number; it is told as it is.
        if (field.kind === 'party_id' && !isToken) return text
        return identity(text)
      }
      if (field.kind === 'name' && field.sensitivity !== 'none' && isPersonName(text)) return person(text)
      return freeText(text)
    },
  }
}

/** Two to four characters are a person's name as people write it; firms' names are longer. */
const isPersonName = (text: string): boolean => /^\p{Script=Han}{2,4}(?:·\p{Script=Han}+)?$/u.test(text) || /\*/.test(text)

/** A number with a right check digit of a place that there is not. */
const inventedIdentity = (nth: number): string => {
  const first = `52059919${String(70 + (nth % 30)).padStart(2, '0')}0101${String(100 + (nth % 900)).slice(-3)}`
  return `${first}${identityCheck(first)}`
}
