import { DuckDBScalarFunction, INTEGER, VARCHAR } from '@duckdb/node-api'

/** Of two whole numbers a text, or nothing. */
export type Lent = (front: number, back: number) => string | null

/**
 * Functions of this program that statements may ask for a while. Whole numbers go in, since they lie in one piece of memory; a text
 * handed over costs three times as much as a text handed back.
 */
export interface Lending {
  readonly engineFunction: DuckDBScalarFunction
  /** Its number among those that are lent. */
  add(lent: Lent): number
  end(which: number): void
}

export const askLent = (which: number, front: string, back: string): string => `lent_text(${which}, ${front}, ${back})`

export function openLending(): Lending {
  const all = new Map<number, Lent>()
  let last = 0
  const engineFunction = DuckDBScalarFunction.create({
    name: 'lent_text',
    parameterTypes: [INTEGER, INTEGER, INTEGER],
    returnType: VARCHAR,
    mainFunction: (_info, input, output) => {
      const [which, front, back] = [input.getColumnVector(0), input.getColumnVector(1), input.getColumnVector(2)]
      for (let row = 0; row < input.rowCount; row++) {
        const [one, a, b] = [which.getItem(row), front.getItem(row), back.getItem(row)]
        const lent = typeof one === 'number' ? all.get(one) : undefined
        output.setItem(row, lent && typeof a === 'number' && typeof b === 'number' ? lent(a, b) : null)
      }
      output.flush()
    },
  })
  return {
    engineFunction,
    add(lent) {
      all.set(++last, lent)
      return last
    },
    end: (which) => {
      all.delete(which)
    },
  }
}
