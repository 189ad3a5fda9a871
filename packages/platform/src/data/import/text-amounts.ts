import { readLegalText } from '@xiezhi/engine/citation/reader'
import { quoteName, type Session } from '../../warehouse/warehouse.ts'
import { weight } from './typing.ts'

/**
 * Amounts that the text of a penalty states, held against the column of amounts: the text tells whether a column counts in 元 or
 * 万元 (one public row has 罚款2000元 beside 0.2), and gives the amount where the older template has no column for it.
 */
export interface TextAmounts {
  /** Table of content, fine, confiscation. */
  readonly table: string
  /** Column of the raw rows with the text. */
  readonly raw: string
}

const amountFields = { fine_amount: 'fine', confiscated_amount: 'confiscation' } as const
export type AmountField = keyof typeof amountFields
export const isAmountField = (id: string): id is AmountField => id in amountFields

/** So many texts are read before what they state is handed over: what is held is bounded, whatever the size of the file. */
const atOnce = 10_000

/** The one amount of a kind; null where the text states none, or several that may be parts of each other. */
function only(yuan: readonly string[]): string | null {
  const distinct = [...new Set(yuan.map((each) => Number(each).toFixed(2)))]
  return distinct.length === 1 ? distinct[0]! : null
}

/** What may state an amount at all, as both the engine and the program understand it. */
const sayingAmount = '[款收][^\\n]*[元圆万]'
export const saysAmount = new RegExp(sayingAmount, 'u')

export function amountsOf(content: string): { readonly fine: string | null; readonly confiscation: string | null } {
  const { amounts } = readLegalText(content)
  const of = (kind: string): string | null => only(amounts.filter((amount) => amount.kind === kind).map((amount) => amount.yuan))
  return { fine: of('fine'), confiscation: of('confiscation') }
}

export const saysAmountIn = (raw: string): string => `regexp_matches(${raw}, '${sayingAmount}')`

/** Of the texts in a column. Null where the different ones weigh more than `most`. */
export async function readTextAmounts(
  session: Session,
  raws: string,
  raw: string,
  most: number,
  signal?: AbortSignal,
): Promise<TextAmounts | null> {
  const [contents, read, table] = ['text_contents', 'text_amounts_read', 'text_amounts']
  const distinct = `SELECT DISTINCT ${raw} AS content FROM ${raws} WHERE ${saysAmountIn(raw)}`
  await session.run(`CREATE OR REPLACE TEMP TABLE ${contents} AS ${distinct}`, undefined, { signal })
  const [row] = await session.rows(`SELECT count(*) AS n, sum(${weight('content')}) AS weight FROM ${contents}`)
  const [count, heavy] = [Number(row?.n), Number(row?.weight ?? 0)]
  const some = Math.max(1, Math.floor((atOnce * count) / Math.max(1, heavy)))
  await session.run(`CREATE OR REPLACE TEMP TABLE ${read} (content VARCHAR, fine VARCHAR, confiscation VARCHAR)`)
  for (let from = 0; heavy <= most && from < count; from += some) {
    const found: (string | null)[][] = [[], [], []]
    const part = `SELECT content FROM ${contents} WHERE rowid >= ${from} AND rowid < ${from + some}`
    for await (const [column] of session.columns(part, undefined, { signal })) {
      for (const content of column ?? []) {
        const { fine, confiscation } = amountsOf(String(content))
        found[0]!.push(String(content))
        found[1]!.push(fine)
        found[2]!.push(confiscation)
      }
    }
    if (found[0]!.length > 0) await session.append(read, [{ types: ['text', 'text', 'text'], columns: found }], { signal })
  }
  await session.run(`DROP TABLE ${contents}`)
  if (heavy > most) return null
  await session.run(
    `CREATE OR REPLACE TEMP TABLE ${table} AS SELECT content, try_cast(fine AS DECIMAL(18,2)) AS fine, try_cast(confiscation AS DECIMAL(18,2)) AS confiscation FROM ${read}`,
  )
  await session.run(`DROP TABLE ${read}`)
  return { table, raw }
}

/** The amount to keep, and the code of what was done about it, over the column's own value and the text's. */
export function settledAmount(field: AmountField, own: string | null, unit: '元' | '万元' | undefined): { value: string; note: string } {
  const text = quoteName(`t_${field}`)
  if (own === null) return { value: text, note: `CASE WHEN ${text} IS NOT NULL THEN 'amount.from-text' END` }
  const amount = `(${own})::DECIMAL(18,2)`
  // The column keeps cents, so 0.005 has become 0.01: below one, half a cent either way is the same amount.
  const tenThousands = `(${amount} > 0 AND (${amount} * 10000 = ${text} OR (${amount} < 1 AND abs(${amount} * 10000 - ${text}) <= 50)))`
  const inYuan = unit === '万元' ? `(${text} > 0 AND ${amount} = ${text} * 10000)` : 'false'
  const repaired = `${text} IS NOT NULL AND (${amount} IS NULL OR ${tenThousands} OR ${inYuan})`
  return {
    // Mostly both say the same, and nothing else has to be computed.
    value: `CASE WHEN ${text} IS NULL OR ${amount} = ${text} THEN ${amount} WHEN ${repaired} THEN ${text} ELSE ${amount} END`,
    note: `CASE WHEN ${text} IS NULL OR ${amount} = ${text} THEN NULL WHEN ${amount} IS NULL THEN 'amount.from-text' WHEN ${tenThousands} THEN 'amount.ten-thousands' WHEN ${inYuan} THEN 'amount.not-ten-thousands' ELSE 'amount.differs' END`,
  }
}

export const textColumn = (field: AmountField): 'fine' | 'confiscation' => amountFields[field]
