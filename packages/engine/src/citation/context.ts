/** What a text has named so far: short names it defined, laws it spoke of, and what 本法, 该条例 or 《解释》 then mean. */
import { COUNTRY, fullName, isKnownTail, isLawTitle, isOfKind, KIND_ONLY, type NationalLaws, tailOf, tidyName } from './names.ts'

export interface Instrument {
  /** Full name; null when the text does not say it. */
  readonly law: string | null
  /** As written. */
  readonly written: string
  /** False for contracts, terms of insurance, house rules. */
  readonly isLaw: boolean
  /** Named in book marks. */
  readonly marked: boolean
}

export interface Context {
  readonly names: NationalLaws
  readonly aliases: Map<string, Instrument>
  readonly aliasTails: Set<string>
  /** Laws named, latest last. */
  readonly named: Instrument[]
  /** The statute whose own words the text now gives, article by article. */
  quoted: Instrument | undefined
}

export const newContext = (names: NationalLaws): Context => ({
  names,
  aliases: new Map(),
  aliasTails: new Set(),
  named: [],
  quoted: undefined,
})

const REMEMBERED = 40

export function remember(context: Context, instrument: Instrument): void {
  if (!instrument.isLaw || instrument.law === null) return
  context.named.push(instrument)
  if (context.named.length > REMEMBERED) context.named.shift()
}

export function define(context: Context, alias: string, instrument: Instrument): void {
  if (alias.length < 2 || fullName(alias, context.names) !== undefined) return
  context.aliases.set(alias, instrument)
  context.aliasTails.add(tailOf(alias))
}

const latest = (context: Context, fits: (i: Instrument) => boolean): Instrument | undefined => context.named.findLast(fits)

/** 本法, 该条例, 同法. A statute that speaks of itself is the one named in marks: other laws are cited in passing without. */
export function resolveRelative(context: Context, pointer: string, kind: string): string | null {
  const ofKind = (i: Instrument) => isOfKind(i.law!, kind)
  // The words of a statute that is not named: what it calls itself cannot be told
  if (pointer === '本' && context.quoted && (context.quoted.law === null || ofKind(context.quoted))) return context.quoted.law
  const found = pointer === '本' ? (latest(context, (i) => i.marked && ofKind(i)) ?? latest(context, ofKind)) : latest(context, ofKind)
  if (found) return found.law
  const loose = pointer !== '本' && /^(?:规定|意见|法律|法规|解释|司法解释|决定|通知)$/.test(kind)
  return (loose ? latest(context, () => true)?.law : undefined) ?? null
}

/** 该法实施条例, 其实施细则: the rules that bear the name of the law named last. */
export function implementing(context: Context, suffix: string, parent = /法$/): string | null {
  const law = /^实施(?:条例|细则)$/.test(suffix)
    ? latest(context, (i) => parent.test(i.law!) && !i.law!.endsWith('办法') && !i.law!.endsWith(suffix))?.law
    : undefined
  return law ? law + suffix : (latest(context, (i) => i.law!.endsWith(suffix))?.law ?? null)
}

/** 民事诉讼法解释: the interpretation of that law that was named in full before; which one it is cannot be told otherwise. */
export function interpretationOf(context: Context, law: string, topic = ''): string | null {
  const short = law.startsWith(COUNTRY) ? law.slice(COUNTRY.length) : law
  const fits = (i: Instrument) =>
    i.law !== law && i.law!.includes(short) && i.law!.includes(topic) && /(?:解释|规定|办法|意见)(?:[（(].{1,3}[）)])?$/.test(i.law!)
  return latest(context, fits)?.law ?? null
}

/** A name in book marks. */
export function resolveTitle(context: Context, written: string): Instrument {
  const name = tidyName(written)
  const base = { written, marked: true }
  const alias = context.aliases.get(name)
  if (alias) return { ...base, law: alias.law, isLaw: alias.isLaw }
  const full = fullName(name, context.names)
  if (full !== undefined) return { ...base, law: full, isLaw: true }
  if (KIND_ONLY.test(name)) {
    const law = latest(context, (i) => isOfKind(i.law!, name))?.law ?? (name.startsWith('实施') ? implementing(context, name) : null)
    return { ...base, law, isLaw: true }
  }
  // 《治安管理处罚》: the last word was lost
  const mended = name.length >= 4 ? fullName(`${name}法`, context.names) : undefined
  if (mended !== undefined) return { ...base, law: mended, isLaw: true }
  // 《最高人民法院》第一条: a conversion took what stood between inner marks for a tag
  if (/^(?:最高人民(?:法院|检察院)、?)+$/.test(name)) return { ...base, law: null, isLaw: true }
  if (!isLawTitle(name)) return { ...base, law: name, isLaw: false }
  // 《违法处理程序规定》 after 《道路交通安全违法行为处理程序规定》 is left as written; a true tail of a name is that name
  const tail = name.length >= 4 && !name.startsWith('中华') ? latest(context, (i) => i.law !== name && i.law!.endsWith(name)) : undefined
  return { ...base, law: tail?.law ?? name, isLaw: true }
}

/** 条例, 办法 alone, without marks: the last of that kind; 条例 may also be one that the text names nowhere. */
export function resolveKind(context: Context, kind: string): Instrument | undefined {
  const law = latest(context, (i) => isOfKind(i.law!, kind))?.law ?? (kind.startsWith('实施') ? implementing(context, kind) : null)
  return law !== null || /条例$|细则$/.test(kind) ? { law, written: kind, isLaw: true, marked: false } : undefined
}

/** May a name end so? Answers for every name that `resolveBare` knows. */
export const mayEnd = (context: Context, tail: string): boolean => context.aliasTails.has(tail) || isKnownTail(tail, context.names)

/** A name without marks that the text defined or that is known. */
export function resolveBare(context: Context, written: string): Instrument | undefined {
  const alias = context.aliases.get(written)
  if (alias) return { law: alias.law, written, isLaw: alias.isLaw, marked: false }
  const full = fullName(written, context.names)
  return full === undefined ? undefined : { law: full, written, isLaw: true, marked: false }
}
