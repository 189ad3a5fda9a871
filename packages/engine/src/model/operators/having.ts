import { collision } from './collision.ts'

/** The collision that keeps what was hit: rows with a partner in another table. */
export const having = collision('having', 'semi', {
  written: '{ from: penalty, in: payment, on: [{ doc: number }] }',
  columns: ['doc'],
  gives: [['1']],
})
