import { collision } from './collision.ts'

/** The collision that keeps what was NOT hit: rows with no partner in another table. */
export const without = collision('without', 'anti')
