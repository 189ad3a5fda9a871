import { blank, type Outcome, warn } from './outcome.ts'
import { foldLine, foldTight, isNothing } from './text.ts'

/** Numbers of documents and of court cases: as shown, and the form that joins. */

const brackets = (text: string): string => text.replace(/[〔[【{〈<《（]/g, '(').replace(/[〕\]】}〉>》）]/g, ')')

/**
 * The key of a document number: one kind of bracket, no blanks, no 第, no leading zeros in the serial number. The word of the
 * agency stays as it is; two agencies may use one number, so the agency stands beside the key wherever it joins.
 */
export function docKey(documentNo: string): string {
  const text = brackets(
    foldTight(documentNo)
      .replace(/[‐-―−－]/g, '-')
      .replace(/[﹝]/g, '(')
      .replace(/[﹞]/g, ')'),
  )
    .replace(/第(?=\d)/g, '')
    .replace(/["'“”‘’]/g, '')
    .toUpperCase()
  const found = /^(.*\(\d{4}\))0*(\d+(?:-\d+)?)(号?)(.*)$/.exec(text)
  if (!found) return text.replace(/^文号[:：]/, '')
  return `${found[1]!.replace(/^文号[:：]/, '')}${found[2]}号${found[4]}`
}

const documentForm = /^.+?(?:字)?\(\d{4}\)\d+(?:-\d+)?号.*$/

/** Numbers that systems give: police cases are `A` and 22 digits, traffic police decisions 15 or 16 digits. */
const systemForm = /^[A-Z]?\d{12,24}$/

export function normaliseDocumentNo(raw: string): Outcome {
  const line = foldLine(raw)
  if (isNothing(line)) return blank
  if (/^\d(?:\.\d+)?E\+?\d{2}$/i.test(line)) return { value: line, key: null, finding: warn('document-no.lost-precision') }
  const key = docKey(line)
  const known = documentForm.test(key) || systemForm.test(key)
  return known ? { value: line, key } : { value: line, key, finding: warn('document-no.form') }
}

/** The year that a document number carries. */
export const yearOfDocument = (key: string): number | null => {
  const found = /\((\d{4})\)/.exec(key)
  return found ? Number(found[1]) : null
}

const court = '最高法知?|[京津冀晋内辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔云藏陕甘青宁新兵军]\\d{0,4}'
const caseForm = new RegExp(
  `^\\((\\d{4})\\)(${court})([\\u4e00-\\u9fa5]{1,4})0*(\\d{1,8})(?:号(?:之([\\d一二三四五六七八九十]+))?|之([\\d一二三四五六七八九十]+)号)?$`,
)
const oldCaseForm = /^\((\d{4})\)([\u4e00-\u9fa5]{2,12}字)第?0*(\d{1,8})号?(?:之([\d一二三四五六七八九十]+))?(?:号)?$/

/** The key of a court case number, in its official form: full-width brackets, no blanks, no leading zeros. */
export function caseKey(caseNo: string): { readonly key: string; readonly known: boolean } {
  const text = brackets(foldTight(caseNo))
    .replace(/["'“”‘’]/g, '')
    .replace(/第(?=\d)/g, '')
  const found = caseForm.exec(text)
  if (found) {
    const part = found[5] ?? found[6]
    return { key: `（${found[1]}）${found[2]}${found[3]}${found[4]}号${part ? `之${part}` : ''}`, known: true }
  }
  const old = oldCaseForm.exec(text)
  if (old) return { key: `（${old[1]}）${old[2]}第${old[3]}号${old[4] ? `之${old[4]}` : ''}`, known: true }
  return { key: text, known: false }
}

export function normaliseCaseNo(raw: string): Outcome {
  const line = foldLine(raw)
  if (isNothing(line)) return blank
  const { key, known } = caseKey(line)
  return known ? { value: key, key } : { value: line, key, finding: warn('case-no.form') }
}

/** The number of a court case where one is written, else of a document: an enforcement rests on either. */
export function normaliseAnyNo(raw: string): Outcome {
  const { key, known } = caseKey(foldLine(raw))
  return known && !isNothing(foldLine(raw)) ? { value: key, key } : normaliseDocumentNo(raw)
}

/** The number that a system gave a case or a record. A float in its place is beyond repair. */
export function normaliseSystemNo(raw: string): Outcome {
  const text = foldLine(raw)
  if (isNothing(text)) return blank
  if (/^\d(?:\.\d+)?E\+?\d{2}$/i.test(foldTight(raw))) return { value: null, finding: warn('number.lost-precision') }
  return { value: text, key: docKey(text) }
}
