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

/** Endings that say the same of a field of one kind: 立案日期, 立案时间 and 立案日 are one heading. */
const endings: Readonly<Record<'day' | 'code' | 'person', readonly string[]>> = {
  day: ['日期', '时间', '日'],
  code: ['统一社会信用代码', '社会信用代码', '信用代码', '代码'],
  person: ['公民身份号码', '居民身份证号码', '身份证件号码', '身份证号码', '证件号码', '身份证号', '证件号', '身份证'],
}

/** The same name with another ending of its kind. What a standard names itself goes before all of these. */
function variantsOf(field: StandardField, name: string): readonly string[] {
  const kind =
    field.columnType === 'date' || field.columnType === 'datetime'
      ? 'day'
      : field.kind === 'credit_code'
        ? 'code'
        : field.kind === 'identity' || field.kind === 'party_id'
          ? 'person'
          : undefined
  if (!kind) return []
  const ending = endings[kind].find((each) => name.endsWith(each) && name.length > each.length)
  if (!ending) return []
  const stem = name.slice(0, -ending.length)
  return endings[kind].filter((each) => each !== ending).map((each) => `${stem}${each}`)
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
  for (const field of standard.fields)
    for (const name of [field.label, ...field.aliases.map((alias) => alias.name)])
      for (const variant of variantsOf(field, name)) add(variant, { field, by: 'alias', unit: undefined })
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
