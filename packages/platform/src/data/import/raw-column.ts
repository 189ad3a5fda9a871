/** The name of a column of raw rows, by its place from 0. */
export const rawColumn = (index: number): string => `c${index}`
/** Beside it, where it holds persons' numbers: the token of each number that is written plainly. */
export const tokenColumn = (index: number): string => `n${index}`
