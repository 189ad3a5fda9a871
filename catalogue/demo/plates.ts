import type { Random } from './random.ts'

const LETTERS = '0123456789ABCDEFGHJKLMNPQRSTUVWXYZ'

/** Plates whose second letter no city of the province bears. */
export const plateOf = (r: Random): string => `贵Z${Array.from({ length: 5 }, () => LETTERS[r.int(0, LETTERS.length - 1)]!).join('')}`
