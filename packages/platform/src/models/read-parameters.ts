import type { CatalogueModel } from '../catalogue.ts'

/** Parameters are kept as text; a list is kept as JSON. */
export const readParameters = (stored: Readonly<Record<string, string>>, model: CatalogueModel): Record<string, string | string[]> =>
  Object.fromEntries(
    Object.entries(stored).map(([name, text]) => {
      const list = model.checked.parameters.find((one) => one.name === name)?.type === 'text[]'
      return [name, list ? itemsOf(text) : text]
    }),
  )

/** The items of a list as a person writes it. */
export const itemsOf = (text: string): string[] => text.split(/[,，、]/).flatMap((item) => item.trim() || [])
