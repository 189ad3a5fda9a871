import { foldTight } from './normalise/text.ts'
import type { Standard, StandardField } from './standard.ts'

/** Column headings: how one is compared with the names that a standard knows, and what it says about a unit. */

const folded = (text: string): string =>
  foldTight(text)
    .replace(/[〔[【{]/g, '(')
    .replace(/[〕\]】}]/g, ')')
    .replace(/[*＊:：'"“”‘’、,，.。;；/／\\|_]/g, '')
    .toUpperCase()

/** The ways in which a heading may be meant: all of it, without what stands in brackets, what stands in brackets, its lines. */
export function headingForms(heading: string): readonly string[] {
  const full = folded(heading)
  const base = full.replace(/\([^()]*\)/g, '')
  const inside = [...full.matchAll(/\(([^()]+)\)/g)].map((found) => found[1]!)
  const lines = /[\r\n]/.test(heading.trim()) ? heading.split(/[\r\n]+/).map(folded) : []
  const parts = /^([\u4e00-\u9fff]+)[-_ ]?([A-Z][A-Z_0-9]+)$|^([A-Z][A-Z_0-9]*?)[-_ ]?([\u4e00-\u9fff]+)$/.exec(full)
  const mixed = parts ? [parts[1] ?? parts[4]!, parts[2] ?? parts[3]!] : []
  return [...new Set([full, base, ...lines, ...inside, ...mixed])].filter((form) => form !== '')
}

/** The unit that a heading states. */
export function unitOf(heading: string): '元' | '万元' | undefined {
  const text = folded(heading)
  if (/万元|万人民币/.test(text)) return '万元'
  return /\(元\)|单位元|\(人民币元?\)/.test(text) ? '元' : undefined
}

export interface Known {
  readonly field: StandardField
  readonly by: 'name' | 'alias'
  readonly unit: '万元' | undefined
}

const namesOf = new WeakMap<Standard, ReadonlyMap<string, Known>>()

/** Every name under which a field of the standard may arrive. Folded once: a file is held against all standards. */
export function knownNames(standard: Standard): ReadonlyMap<string, Known> {
  const before = namesOf.get(standard)
  if (before) return before
  const names = collectNames(standard)
  namesOf.set(standard, names)
  return names
}

function collectNames(standard: Standard): ReadonlyMap<string, Known> {
  const names = new Map<string, Known>()
  const add = (name: string, known: Known): void => {
    const key = folded(name)
    if (!names.has(key)) names.set(key, known)
  }
  for (const field of standard.fields) {
    add(field.id, { field, by: 'name', unit: undefined })
    add(field.label, { field, by: 'name', unit: undefined })
  }
  for (const field of standard.fields)
    for (const alias of field.aliases) add(alias.name, { field, by: 'alias', unit: alias.unit ?? undefined })
  // A label with its unit or remark in brackets is known without it too, unless another field has that name.
  for (const field of standard.fields) add(folded(field.label).replace(/\([^()]*\)/g, ''), { field, by: 'name', unit: undefined })
  return names
}

export const lookUp = (names: ReadonlyMap<string, Known>, heading: string): Known | undefined => lookUpForms(names, headingForms(heading))

export function lookUpForms(names: ReadonlyMap<string, Known>, forms: readonly string[]): Known | undefined {
  for (const form of forms) {
    const known = names.get(form)
    if (known) return known
  }
  return undefined
}
