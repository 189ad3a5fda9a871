/** Names that are half outside their marks: 云岭省实施《…法》办法第五条, 《土地管理法》实施条例第五条, 《…法》司法解释第二条. */
import { type Context, type Instrument, interpretationOf } from './context.ts'
import type { Scan } from './fold.ts'
import { beginsArticle } from './locus.ts'
import { skipAfter, type Title, writtenName } from './title.ts'

const TAIL =
  /^(?:的)?(?:若干问题的?)?(?:时间效力|担保(?:制度)?|总则编|物权编|合同编(?:通则)?|婚姻家庭编|继承编|侵权责任编)?(?:实施条例|实施细则|实施办法|条例|办法|细则|司法解释|解释|若干规定|规定|意见|批复)/
const HEAD =
  /(?:(?:最高人民法院|最高人民检察院|国务院)?关于(?:执行|适用|审理|贯彻|实施)|(?:[一-龥]{1,6}(?:省|市|自治区|自治州|自治县))(?:贯彻|实施|执行)|实施)$/
const VERB = /^(?:依照|依据|根据|按照|违反了?|符合|适用|触犯了?|参照|和|与|及|以及|、)+/

export interface Compound {
  readonly instrument: Instrument
  readonly start: number
  /** Where the article begins. */
  readonly article: number
}

export function readCompound(scan: Scan, context: Context, title: Title, inner: Instrument): Compound | undefined {
  const { text } = scan
  scan.steps += 50
  const tail = TAIL.exec(text.slice(title.end, title.end + 18))?.[0]
  if (tail === undefined || inner.law === null || !inner.isLaw) return undefined
  const after = skipAfter(scan, title.end + tail.length)
  if (!beginsArticle(scan, after.end)) return undefined
  // A name does not reach over a blank: in tables another column stands there
  let from = title.start
  while (from > 0 && title.start - from < 24 && scan.gap[from] === 0) from -= 1
  const before = HEAD.exec(text.slice(from, title.start))?.[0] ?? ''
  const head = before.replace(VERB, '')
  // 《…法》规定：第五条: a verb
  if (head === '' && /^(?:规定|意见|批复)$/.test(tail)) return undefined
  const start = title.start - head.length
  const written = writtenName(scan, start, title.end + tail.length)
  const base = { written, isLaw: true, marked: true }
  const article = after.end
  if (head !== '') return { instrument: { ...base, law: written.replace(/〈/g, '《').replace(/〉/g, '》') }, start, article }
  if (/^(?:实施条例|实施细则)$/.test(tail)) return { instrument: { ...base, law: inner.law + tail }, start, article }
  // 《…法》司法解释 is one that was named in full before, or nobody knows which
  return { instrument: { ...base, law: interpretationOf(context, inner.law) }, start, article }
}
