/** What stands directly before 第…条 without book marks: a known name, a word that points back, a contract, or nothing. */
import {
  type Context,
  type Instrument,
  implementing,
  interpretationOf,
  mayEnd,
  resolveBare,
  resolveKind,
  resolveRelative,
} from './context.ts'
import type { Scan } from './fold.ts'
import { isLawTitle } from './names.ts'
import { writtenName } from './title.ts'

export type Before =
  | { readonly kind: 'named'; readonly instrument: Instrument; readonly start: number; readonly relative: boolean }
  | { readonly kind: 'inherits' }
  | { readonly kind: 'no law'; readonly contract: boolean }

const LONGEST_NAME = 48
const POINTER =
  /(本|该|同|此|上述|前述|上列|前列)(部)?(法典|法律|法规|法|实施条例|暂行条例|条例|若干规定|暂行规定|规定|实施办法|暂行办法|办法|实施细则|细则|规则|司法解释|解释|指导意见|意见|决定|通知|批复|规范|准则|公约|通则)$/
const CONTRACT =
  /(?:合同书?|协议书?|合约|条款|章程|民约|承诺书?|保证书|责任书|保单|文件|政策|方案|判决书?|判项|裁定书?|附件[一二三四五六七八九\d]*|附则|责任|约定|通知书?|纪要|部分|条件|制度|手册|计划|大纲|守则|公约|规章|任务书|招标书|标书|清单|图纸)(?:的|中|中的|之|上)?$/
/** The same at the end of a heading, with a blank before the article: only what nobody would head a statute's chapter with. */
const CONTRACT_HEADING = /(?:合同书?|协议书?|合约|条款|章程|保单|约定|手册|公约)$/
/** 刑法分则第九章第三百九十八条. */
const CHAPTER = /(?:总则|分则|(?:总则|物权|合同|人格权|婚姻家庭|继承|侵权责任)编|第[一二三四五六七八九十]{1,4}(?:分编|[编章节]))+$/
/** 该法实施条例, 其实施细则, 及其实施条例. */
const IMPLEMENTING = /(?:[其该同本](法)?|上述法律)的?(实施条例|实施细则|实施办法)$/
/** A word of kind alone behind a word that leads up to a name: 违反条例第五条. */
const KIND_ALONE = /(?:^|[^一-龥]|依照|依据|根据|按照|违反了?|符合|适用|以及|[和及与或])(条例|办法|细则|实施条例|实施细则|司法解释)$/
/** 法释〔2018〕1号第五条: the number stands for the name. */
const NUMBERED =
  /(?:法释|法发|法办发?|高检发释字|高检发|公通字|国办?发|国函|财税|国税发|税总发|劳部发|劳社部发|人社部发|建办?法?|工商办字|国市监法规)[〔[(]\d{4}[〕\])]第?\d{1,5}号$/
/** What an interpretation of a code is about: 民法典担保制度解释. */
const TOPIC = '(?:时间效力|担保(?:制度)?|总则编?|物权编|合同编(?:通则)?|人格权编|婚姻家庭编|继承编|侵权责任编)'
const INTERPRETATION = new RegExp(`(${TOPIC}?)(?:适用)?(?:司法解释|解释|规定)(?:[（(]?[一二三四][)）]?)?$`)
const COMMON_NAME = /[一-龥]{2,12}司法解释(?:\([一二三四五]\))?$/

/** Words after which a bare article leans on the law named before. */
const JOINT =
  /(?:[照据反犯合用依按和及与或即系是为的之在了因除有从以对由含并到至原将把于见如属系就但均可应也且而]|其中|实施|作出|本节|本章|本编|执行|具有|具备|存在|涉嫌|参见|除外|上述|前述|前列|后列|包括|关于|同时|遵守|援引|引用|增加|下列|以下|属于|法律依据|依据|修改|删除|根据|结合|构成|违反了?|触犯了?)$/
/** Words that lead up to a name; the last one stands directly before it. */
const LEADS = /依照|依据|根据|按照|违反了?|触犯了?|符合|适用|参照|不服|遵守|援引|构成|^[依按据](?![照据])/g
/** 和 and 与 stand inside names too (…征收与补偿条例); after another place or name they part two. */
const JOINS = /(?:[条款项号]|规定|法|条例|办法|解释|细则|规则)(?:以及|[和与及或、])/g
const FILLERS = /[了是](?=.)|(?<!行)为(?=.)|由于|因为/g
const REGION = /^(?:最高人民|国务院|公安部|财政部|司法部|建设部|卫生部|[一-龥]{2,12}(?:省|市|自治区|自治州|自治县|县|特区|盟))/

const lastEnd = (text: string, pattern: RegExp): number => {
  let end = 0
  for (const match of text.matchAll(pattern)) if (match.index + match[0].length < text.length) end = match.index + match[0].length
  return end
}

/** 吉林省土地管理条例第二十二条: a name of law that no list knows, written without marks. */
function unlisted(scan: Scan, end: number): { name: string; start: number } | undefined {
  const { text } = scan
  let from = end
  while (from > 0 && end - from < 70 && !'。；：，,;:《》“”"()!?？！'.includes(text[from - 1]!)) from -= 1
  scan.steps += end - from
  const segment = text.slice(from, end)
  if (!/(?:条例|办法|规定|细则|规则|解释|规程)$/.test(segment)) return undefined
  const about = Math.max(
    segment.lastIndexOf('最高人民法院关于'),
    segment.lastIndexOf('最高人民检察院关于'),
    segment.lastIndexOf('国务院关于'),
  )
  let start = about
  if (start < 0) start = segment.lastIndexOf('关于')
  if (start < 0) {
    start = lastEnd(segment, LEADS)
    start = Math.max(start, lastEnd(segment, JOINS))
    if (start === 0) start = Math.max(segment.lastIndexOf('、') + 1, lastEnd(segment, FILLERS))
  }
  const name = segment.slice(start)
  if (
    name.length < 6 ||
    !isLawTitle(name) ||
    /^(?:的|本|该|其|以?及|相关|有关|下列|法律|公司|单位|合同|协议)|有关|相关|上述|我[国们]|公司.{0,4}规定/.test(name)
  )
    return undefined
  if (!name.startsWith('关于') && name.includes('的') && about < 0) return undefined
  const listed = /(?:条例|实施办法|管理办法|暂行办法|管理规定|暂行规定|若干规定|实施细则|处罚办法|程序规定|规程)$/.test(name)
  return listed || REGION.test(name) || name.startsWith('关于') ? { name, start: from + start } : undefined
}

/** A listed or defined name that ends here; the longest wins. */
export function nameEndingAt(
  scan: Scan,
  context: Context,
  end: number,
  shortest: number,
): { instrument: Instrument; start: number } | undefined {
  scan.steps += 1
  const long = mayEnd(context, scan.text.slice(Math.max(0, end - 3), end))
  if (!long && (shortest > 2 || !mayEnd(context, scan.text.slice(Math.max(0, end - 2), end)))) return undefined
  for (let length = Math.min(long ? LONGEST_NAME : 2, end); length >= shortest; length -= 1) {
    scan.steps += 1
    const instrument = resolveBare(context, scan.text.slice(end - length, end))
    if (instrument) return { instrument, start: end - length }
  }
  return undefined
}

function matchAt(scan: Scan, context: Context, end: number): Before | undefined {
  const { text } = scan
  scan.steps += 50
  const listed = nameEndingAt(scan, context, end, 2)
  if (listed) return { kind: 'named', ...listed, relative: false }
  const window = scan.text.slice(Math.max(0, end - 10), end)
  const rules = IMPLEMENTING.exec(window)
  if (rules) {
    const law = implementing(context, rules[2]!, rules[1] === undefined ? /(?:法|条例)$/ : /法$/)
    const start = end - rules[0].length
    return { kind: 'named', instrument: { law, written: rules[0], isLaw: true, marked: false }, start, relative: true }
  }
  const pointer = POINTER.exec(window)
  if (pointer) {
    const law = resolveRelative(context, pointer[1]!, pointer[3]!)
    return {
      kind: 'named',
      instrument: { law, written: pointer[0], isLaw: true, marked: false },
      start: end - pointer[0].length,
      relative: true,
    }
  }
  const tail = INTERPRETATION.exec(text.slice(Math.max(0, end - 16), end))
  const explained = tail && nameEndingAt(scan, context, end - tail[0].length, 2)
  if (explained && explained.instrument.law !== null) {
    const law = interpretationOf(context, explained.instrument.law, tail[1])
    const written = writtenName(scan, explained.start, end)
    return { kind: 'named', instrument: { law, written, isLaw: true, marked: false }, start: explained.start, relative: true }
  }
  const unnamed = (written: string): Before => ({
    kind: 'named',
    instrument: { law: null, written, isLaw: true, marked: false },
    start: end - written.length,
    relative: true,
  })
  const number = NUMBERED.exec(text.slice(Math.max(0, end - 24), end))
  if (number) return unnamed(number[0])
  const free = unlisted(scan, end)
  if (!free) {
    const alone = KIND_ALONE.exec(window)
    const instrument = alone && resolveKind(context, alone[1]!)
    if (instrument) return { kind: 'named', instrument, start: end - alone[1]!.length, relative: true }
    const common = COMMON_NAME.exec(text.slice(Math.max(0, end - 20), end))
    return common ? unnamed(common[0].slice(lastEnd(common[0], LEADS))) : undefined
  }
  const written = writtenName(scan, free.start, end)
  return { kind: 'named', instrument: { law: written, written, isLaw: true, marked: false }, start: free.start, relative: false }
}

/** Reads backwards from 第 at `at`. */
export function readBefore(scan: Scan, context: Context, at: number): Before {
  const { text } = scan
  let end = at
  for (let k = 0; k < 4 && end > 0; k += 1) {
    const found = matchAt(scan, context, end)
    if (found) return found
    const chapter = CHAPTER.exec(text.slice(Math.max(0, end - 18), end))
    if (chapter) {
      end -= chapter[0].length
      continue
    }
    const c = text[end - 1]!
    if (')〕】]'.includes(c)) {
      // (药品管理法)第九十八条: brackets for book marks
      const inside = matchAt(scan, context, end - 1)
      if (inside?.kind === 'named' && '(〔【['.includes(text[inside.start - 1] ?? '#')) return inside
      const window = text.slice(Math.max(0, end - 60), end)
      const open = Math.max(...['(', '〔', '【', '['].map((mark) => window.lastIndexOf(mark)))
      scan.steps += 60
      if (open < 0) break
      end -= window.length - open
    } else if ('”"’\'》〉:：之的中'.includes(c)) end -= 1
    else break
  }
  const window = text.slice(Math.max(0, at - 10), at)
  scan.steps += 10
  if ((scan.gap[at] ? CONTRACT_HEADING : CONTRACT).test(window)) return { kind: 'no law', contract: true }
  const previous = text[at - 1]
  if (previous === undefined || scan.gap[at] || !/[一-龥a-zA-Z0-9]/.test(previous) || JOINT.test(window)) return { kind: 'inherits' }
  return { kind: 'no law', contract: false }
}
