/** The name of a column of raw rows, by its place from 0. */
export const rawColumn = (index: number): string => `c${index}`
