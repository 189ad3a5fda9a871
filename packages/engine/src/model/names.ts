/** Columns that begin with an underscore are the platform's; models neither see nor name them. */
export const visible = (name: string): boolean => !name.startsWith('_')

/** Names of steps and columns, as they are written in expressions. */
export const isName = (text: string): boolean => /^[a-z][a-z0-9_]*$/.test(text)
