import { collision } from './collision.ts'

/** The collision that keeps what was NOT hit: rows with no partner in another table. */
export const without = collision('without', 'anti', {
  written: '{ from: penalty, in: payment, on: [{ doc: number }], where: "amount > 20" }',
  columns: ['doc'],
  gives: [['2'], ['3']],
})
