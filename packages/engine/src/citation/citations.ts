/** Citations of articles and mentions of laws, in one pass from left to right. */
import { nameEndingAt, readBefore } from './bare.ts'
import { readCompound } from './compound.ts'
import { type Context, define, type Instrument, newContext, remember, resolveTitle } from './context.ts'
import { rawBetween, type Scan } from './fold.ts'
import { beginsArticle, type Locus, type Place, readLeaning, readLoci } from './locus.ts'
import { isStatuteTitle, KIND_ONLY, type NationalLaws, tidyName } from './names.ts'
import { isNumeralCharacter } from './numeral.ts'
import { isOpeningMark, readTitle, skipAfter } from './title.ts'

export interface Citation {
  /** Full name, or null when the text does not say which law. */
  readonly law: string | null
  /** The name as written, where it differs from `law`. */
  readonly law_raw?: string
  readonly article: number
  /** 1 is 之一. */
  readonly article_sub: number | null
  readonly paragraph: number | null
  readonly item: number | null
  readonly raw: string
  readonly start: number
  readonly end: number
}

/** A law named with no article after it. */
export interface Mention {
  readonly law: string
  readonly raw: string
  readonly start: number
  readonly end: number
}

interface Reading {
  readonly scan: Scan
  readonly context: Context
  readonly citations: Citation[]
  readonly mentions: (Mention & { readonly from: number; readonly until: number })[]
  /** What a bare article leans on. */
  current: Instrument | undefined
  last: Place | undefined
}

const AGREED = /^(?:的|之|中|中也|还|亦|又|同时|明确|另|所|也)?(?:约定|载明|标明|写明|所言)/
const CONTRACT_WORDS = /合同|协议|条款|保单|章程|约定|甲方|乙方|公约|专用条件|答复意见/
const CONTRACT_TITLE = /(?:合同|合同书|协议|协议书|合约|条款|章程|约定|手册|承诺书|制度|保单|保险单|公约|补充协议|规章)$/
/** What makes a known name part of another word: 公司法人, 土地管理法规. */
const SWALLOWED = /^(?:律|院|官|学|理|制|治|人|庭|式|规(?!定)|定(?!的)|警|典|医|西|学院)/

function emit(reading: Reading, instrument: Instrument, loci: readonly Locus[], nameStart: number | undefined): void {
  for (const [index, locus] of loci.entries()) {
    const piece = rawBetween(reading.scan, index === 0 && nameStart !== undefined ? nameStart : locus.start, locus.end)
    const named = instrument.written !== '' && instrument.written !== instrument.law ? { law_raw: instrument.written } : {}
    for (const place of locus.places) {
      const { article, articleSub, paragraph, item } = place
      reading.citations.push({ law: instrument.law, ...named, article, article_sub: articleSub, paragraph, item, ...piece })
      reading.last = place
    }
  }
}

/** Words behind an article that cite it; where none stands the article's own text begins: 第九十条 国家…. */
const CITING = /^(?:的|之|和|与|及|或|至|到|等|所|中|规定|明确|第|[、，,；;。)）”’》〉]|$)/
const SPEAKING = /^(?:已|又|也|另|还)?(?:明确)?规定[:：“"‘]/
const SAYS = /^(?:已|又|也|另|还)?(?:明确)?规定[,，]/
/** A verb before a name: the name is applied, not quoted. */
const APPLIED = /(?:依照|(?<!法律)依据|根据|按照|违反了?|触犯了?|符合|适用|参照|构成|属于|[依按])$/
const SENTENCE_END = '。！？：:；;”"'

/** Does the text give the article's own words from here on? */
function quotes(scan: Scan, start: number, end: number): boolean {
  const after = scan.text.slice(end, end + 6)
  scan.steps += 12
  if (SPEAKING.test(after)) return true
  if (APPLIED.test(scan.text.slice(Math.max(0, start - 4), start))) return false
  return SAYS.test(after) || !CITING.test(after)
}

/** 第九十条 at the head of a sentence with its own text behind: an article of the statute that is being given, not a citation. */
const isHeading = (scan: Scan, at: number, end: number): boolean =>
  (at === 0 || SENTENCE_END.includes(scan.text[at - 1]!) || scan.gap[at] === 1) && !CITING.test(scan.text.slice(end, end + 2))

const UNNAMED: Instrument = { law: null, written: '', isLaw: true, marked: false }

function mention(reading: Reading, instrument: Instrument, start: number, end: number): void {
  if (instrument.law === null) return
  const { mentions } = reading
  while (mentions.length > 0 && mentions.at(-1)!.from >= start) mentions.pop()
  mentions.push({ law: instrument.law, ...rawBetween(reading.scan, start, end), from: start, until: end })
}

/** 《…》 and what follows; returns where to go on. */
function title(reading: Reading, at: number): number {
  const { scan, context } = reading
  const found = readTitle(scan, at)
  if (!found) return at + 1
  const instrument = resolveTitle(context, found.name)
  const compound = readCompound(scan, context, found, instrument)
  if (compound) {
    remember(context, instrument)
    remember(context, compound.instrument)
    reading.current = compound.instrument
    const { loci, end } = readLoci(scan, compound.article)!
    emit(reading, compound.instrument, loci, compound.start)
    return end
  }
  const after = skipAfter(scan, found.end)
  if (after.alias !== undefined) define(context, after.alias, instrument)
  if (after.number !== undefined) define(context, after.number, instrument)
  const loci = readLoci(scan, after.end) ?? (instrument.isLaw ? readLoci(scan, found.end, false) : undefined)
  remember(context, instrument)
  if (loci) {
    reading.current = instrument
    if (!instrument.isLaw || quotes(scan, found.start, loci.end)) context.quoted = instrument.isLaw ? instrument : undefined
    if (instrument.isLaw) emit(reading, instrument, loci.loci, found.start)
    else reading.last = undefined
    return loci.end
  }
  if (instrument.isLaw) {
    if (isStatuteTitle(instrument.law ?? '')) mention(reading, instrument, found.start, found.end)
    if (!KIND_ONLY.test(tidyName(found.name)) || instrument.law !== null) reading.current = instrument
  } else if (CONTRACT_TITLE.test(found.name)) {
    reading.current = instrument
    context.quoted = undefined
  }
  return Math.max(found.end, after.alias === undefined ? found.end : after.end)
}

/** Only a code has seven hundred articles: such a number leans on the code named last, not on the law named in between. */
function leansOn(reading: Reading, article: number): Instrument | undefined {
  const { current } = reading
  if (article < 700 || !current?.isLaw || current.law?.endsWith('法典')) return current
  return reading.context.named.findLast((i) => i.law?.endsWith('法典')) ?? current
}

/** What may stand between the mere mention of a law and its articles: 《…》规定：第五条. */
const INTRODUCED = /^[》”"]?(?:(?:中|里)?(?:的?(?:有关|相关)?规定|如下))?[:：,，]?$/

/**
 * What an article at the head of a sentence belongs to: the statute being quoted; a law merely mentioned before only when the mention
 * leads up to the article; else the law of which an earlier article was cited.
 */
function heads(reading: Reading, at: number, end: number, article: number): Instrument | undefined {
  const { current, context, last } = reading
  if (context.quoted) return context.quoted
  if (current === undefined || !current.isLaw) return current
  // A blank on both sides is how statutes are printed: this one's own article, not that of a law it cited
  const printed = reading.scan.gap[at] === 1 && reading.scan.gap[end] === 1
  if (last !== undefined) return article > last.article && !printed ? current : undefined
  const mentioned = reading.mentions.at(-1)
  return mentioned && at - mentioned.until < 12 && INTRODUCED.test(reading.scan.text.slice(mentioned.until, at)) ? current : undefined
}

/** 第…条 without a title before it. */
function article(reading: Reading, at: number): number {
  const { scan, context } = reading
  const loci = readLoci(scan, at)
  if (!loci) return at + 1
  const before = readBefore(scan, context, at)
  if (before.kind === 'no law') {
    if (before.contract) {
      reading.current = { law: null, written: '', isLaw: false, marked: false }
      context.quoted = undefined
    }
    return loci.end
  }
  if (before.kind === 'named') {
    const { instrument, start } = before
    while (reading.mentions.length > 0 && reading.mentions.at(-1)!.from >= start) reading.mentions.pop()
    reading.current = instrument
    if (!before.relative && instrument.isLaw && quotes(scan, start, loci.end)) context.quoted = instrument
    if (instrument.isLaw) emit(reading, instrument, loci.loci, start)
    if (!before.relative) remember(context, instrument)
    return loci.end
  }
  const heading = isHeading(scan, at, loci.end)
  const current = heading
    ? heads(reading, at, loci.end, loci.loci[0]!.places[0]!.article)
    : leansOn(reading, loci.loci[0]!.places[0]!.article)
  if (AGREED.test(scan.text.slice(loci.end, loci.end + 8))) return loci.end
  if (current !== undefined) {
    if (heading && current.isLaw) {
      reading.current = current
      context.quoted = current
    }
    if (current.isLaw) emit(reading, current, loci.loci, undefined)
    return loci.end
  }
  scan.steps += 80
  if (CONTRACT_WORDS.test(scan.text.slice(Math.max(0, at - 80), at))) return loci.end
  if (heading) {
    reading.current = UNNAMED
    context.quoted = UNNAMED
  }
  emit(reading, UNNAMED, loci.loci, undefined)
  return loci.end
}

/** A known name without marks and perhaps without an article; a longer name that ends later takes its place. */
function bareName(reading: Reading, end: number): number {
  const { scan, context } = reading
  const found = nameEndingAt(scan, context, end, isNumeralCharacter(scan.text[end] ?? '#') ? 2 : 3)
  if (!found?.instrument.isLaw || context.aliases.has(found.instrument.written)) return end
  if (SWALLOWED.test(scan.text.slice(end, end + 2)) || beginsArticle(scan, end)) return end
  // 行政处罚法五十三条: 第 is missing
  const loci = readLoci(scan, end, false)
  if (loci) {
    reading.current = found.instrument
    emit(reading, found.instrument, loci.loci, found.start)
    remember(context, found.instrument)
    return loci.end
  }
  if (end - found.start < 3) return end
  mention(reading, found.instrument, found.start, end)
  remember(context, found.instrument)
  const after = skipAfter(scan, end)
  if (after.alias !== undefined) define(context, after.alias, found.instrument)
  return end
}

const TRIGGER: Uint8Array = (() => {
  const marks = new Uint8Array(0x10000)
  for (const c of '《〈第该同法典例则办定释') marks[c.charCodeAt(0)] = 1
  return marks
})()

export function readCitations(scan: Scan, names: NationalLaws): { citations: Citation[]; mentions: Mention[] } {
  const reading: Reading = { scan, context: newContext(names), citations: [], mentions: [], current: undefined, last: undefined }
  const { text } = scan
  let at = 0
  while (at < text.length) {
    scan.steps += 1
    const c = text[at]!
    if (TRIGGER[text.charCodeAt(at)] === 0) {
      at += 1
      continue
    }
    if (isOpeningMark(c)) at = title(reading, at)
    else if (c === '第') at = article(reading, at)
    else if ((c === '该' || c === '同') && text[at + 1] === '条' && reading.last && reading.current?.isLaw) {
      const leaning = readLeaning(scan, at, reading.last)
      if (leaning) emit(reading, reading.current, leaning.loci, undefined)
      at = leaning?.end ?? at + 1
    } else {
      at += 1
      if ('法典例则办定释'.includes(c)) at = bareName(reading, at)
    }
  }
  return { citations: reading.citations, mentions: reading.mentions.map(({ from: _, until: __, ...rest }) => rest) }
}
