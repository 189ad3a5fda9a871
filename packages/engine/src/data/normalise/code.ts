import type { Code } from '../dictionary.ts'
import { blank, type Outcome, plain, warn } from './outcome.ts'
import { foldProse, foldTight, isNothing, isUnanswered } from './text.ts'

const fold = (text: string): string => foldTight(text).toUpperCase()

/** The words and numbers by which each code of a list is met, folded. */
export type CodeTable = ReadonlyMap<string, string>

export function codeTable(codes: readonly Code[]): CodeTable {
  const table = new Map<string, string>()
  for (const { code, label, also } of codes)
    for (const word of [code, label, ...also]) if (!table.has(fold(word))) table.set(fold(word), code)
  return table
}

function find(table: CodeTable, text: string): string | undefined {
  const direct = table.get(text)
  if (direct !== undefined) return direct
  // `1.0` from a spreadsheet; `3罚款`, `3-罚款`, `罚款(3)`: number and word together.
  const number = /^(\d+)\.0+$/.exec(text)
  if (number) return table.get(number[1]!)
  const word = text.replace(/^\d+[-.、:：]?(?=\D)/, '').replace(/[([]\d+[)\]]$/, '')
  if (word !== text) return table.get(word)
  // 裁定准予执行, 决定撤销: who spoke is not part of the answer.
  const said = text.replace(/^(?:法院|依法)?(?:裁定|判决|决定)/, '')
  return said === text ? undefined : table.get(said)
}

/** A word of a code list. One that nobody knows is kept as it is written, and told. */
export function normaliseCode(raw: string, table: CodeTable): Outcome {
  const text = fold(raw)
  const code = find(table, text)
  if (code !== undefined) return plain(code)
  if (isNothing(foldTight(raw))) return blank
  return { value: foldTight(raw), finding: warn('code.unknown') }
}

const separators = /[、,，;；|/+\n]|和|及|并处/

/** Several words in one cell. A part that carries more than the word (处以罚款2000元) is known by the longest word in it. */
export function normaliseCodes(raw: string, table: CodeTable): Outcome {
  const text = foldProse(raw).replace(/\n/g, '、')
  if (isNothing(foldTight(text))) return blank
  const whole = find(table, fold(text))
  if (whole !== undefined) return plain(JSON.stringify([whole]))
  const words = [...table.keys()].filter((word) => word.length >= 2 && !/^\d+$/.test(word)).sort((a, b) => b.length - a.length)
  const codes: string[] = []
  let unknown = false
  for (const part of text.split(separators).map(fold)) {
    if (part === '') continue
    const contained = words.find((word) => part.includes(word))
    const code = find(table, part) ?? (contained === undefined ? undefined : table.get(contained))
    if (code === undefined) unknown = true
    const kept = code ?? part
    if (!codes.includes(kept)) codes.push(kept)
  }
  return unknown ? { value: JSON.stringify(codes), finding: warn('code.unknown') } : plain(JSON.stringify(codes))
}

const yes = /^(?:是|有|已|具|Y|YES|T|TRUE|1|1\.0+|√|✓|✔|☑|对|真|应|需)/
const no = /^(?:否|无|未|不|没|N|NO|F|FALSE|0|0\.0+|×|✗|✘|X|假|非|免)/

/** Yes or no. */
export function normaliseBoolean(raw: string): Outcome {
  const text = fold(raw)
  if (isUnanswered(foldTight(raw))) return blank
  if (no.test(text)) return plain('false')
  if (yes.test(text)) return plain('true')
  return { value: null, finding: warn('bool.unreadable') }
}
