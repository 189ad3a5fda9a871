/** Columns that begin with an underscore are the platform's; models neither see nor name them. */
export const visible = (name: string): boolean => !name.startsWith('_')

/** Lists of columns are short, and each is asked for a few names: to go through it costs less than to make a map of it. */
export function columnNamed<C extends { readonly name: string }>(columns: readonly C[], name: string): C | undefined {
  for (let at = 0; at < columns.length; at++) if (columns[at]!.name === name) return columns[at]
  return undefined
}

/** The same for what models may speak of. */
export const visibleNamed = <C extends { readonly name: string }>(columns: readonly C[], name: string): C | undefined =>
  visible(name) ? columnNamed(columns, name) : undefined

/** Names of steps and columns, as they are written in expressions. */
export const isName = (text: string): boolean => /^[a-z][a-z0-9_]*$/.test(text)
