import { type CheckedModel, duckdb, type ModelPlan, type PlanPart, takeApart } from '@xiezhi/engine/model/model'
import { quoteName, type Session, type Values } from '../warehouse/warehouse.ts'

/** Where a statement fails: the step, and the row of a file where one row alone makes it fail. */
export interface Located {
  readonly title: string
  readonly row: { readonly file: string; readonly rowNo: number } | null
}

export interface Locating {
  readonly plan: ModelPlan
  readonly checked: CheckedModel
  readonly bind: (names: readonly string[]) => Values
  /** Is one value to blame, so that a row can be looked for? */
  readonly ofValue: boolean
  readonly signal: AbortSignal | undefined
}

/** Runs a plan step by step until one fails. Undefined: taken apart it does not fail, or not in a step. */
export async function locateFailure(session: Session, { plan, checked, bind, ofValue, signal }: Locating): Promise<Located | undefined> {
  for (const part of takeApart(plan, duckdb)) {
    if (await works(session, part, bind, signal)) continue
    const step = checked.steps.find(({ id }) => id === part.step)
    const rule = checked.rules.find(({ id }) => id === part.step)
    const title = step?.title ?? rule?.title ?? part.step
    const about = step?.table.primary ?? rule?.about ?? readBy(checked, step?.reads[0])
    const row = ofValue && about !== undefined ? await findRow(session, part, about, bind, signal) : null
    return { title, row }
  }
  return undefined
}

/** Of which dataset the rows are that a step reads: sums are of no row, but what is summed is. */
const readBy = ({ inputs, steps }: CheckedModel, read: string | undefined): string | undefined =>
  inputs.find(({ dataset }) => dataset === read)?.dataset ?? steps.find(({ id }) => id === read)?.table.primary

const make = (name: string, sql: string): string => `CREATE OR REPLACE TEMP TABLE ${quoteName(name)} AS ${sql}`

async function works(
  session: Session,
  part: PlanPart,
  bind: Locating['bind'],
  signal: AbortSignal | undefined,
  from?: string,
): Promise<boolean> {
  try {
    await session.run(make(part.name, part.sql(from)), bind(part.parameters), { signal })
    return true
  } catch {
    signal?.throwIfAborted()
    return false
  }
}

const suspects = '_suspects'

/** Halves the rows that the step reads until one is left that makes it fail. */
async function findRow(
  session: Session,
  part: PlanPart,
  about: string,
  bind: Locating['bind'],
  signal: AbortSignal | undefined,
): Promise<Located['row']> {
  if (part.from === null) return null
  const from = quoteName(part.from)
  try {
    const [ends] = await session.rows(`SELECT min(_rid) AS low, max(_rid) AS high FROM ${from}`, undefined, { signal })
    if (!ends || ends.low === null || ends.high === null) return null
    let [low, high] = [Number(ends.low), Number(ends.high)]
    while (low < high) {
      const middle = Math.floor((low + high) / 2)
      await session.run(make(suspects, `SELECT * FROM ${from} WHERE _rid BETWEEN ${low} AND ${middle}`), undefined, { signal })
      if (await works(session, part, bind, signal, suspects)) low = middle + 1
      else high = middle
    }
    await session.run(make(suspects, `SELECT * FROM ${from} WHERE _rid = ${low}`), undefined, { signal })
    if (await works(session, part, bind, signal, suspects)) return null
    const [row] = await session.rows(`SELECT _file, _row_no FROM ${quoteName(about)} WHERE _rid = ${low}`, undefined, { signal })
    return row ? { file: String(row._file), rowNo: Number(row._row_no) } : null
  } catch {
    // What the step reads has no number of its own rows: the step is all that can be said.
    signal?.throwIfAborted()
    return null
  }
}
