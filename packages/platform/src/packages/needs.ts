import type { Catalogue } from '../catalogue.ts'
import type { Need } from '../contract/packages.ts'
import type { StandardDraftView } from '../contract/standards.ts'
import type { PackedStandard } from './content.ts'

/** Tells a need (`dataset` or `dataset.field`) in the words of the data standards that are here, else of those that came along. */
export function sayNeeds(catalogue: Catalogue, brought: readonly PackedStandard[], needs: readonly string[]): Need[] {
  return needs.map((need) => {
    const [dataset = '', field] = need.split('.')
    const schema = catalogue.schemas.get(dataset)
    const packed = brought.find(({ id }) => id === dataset)
    const known = schema?.columns.find(({ name }) => name === field)
    return {
      need,
      dataset,
      title: schema?.label ?? packed?.label ?? dataset,
      field: field === undefined ? null : (known?.label ?? packed?.fields.find(({ name }) => name === field)?.label ?? field),
      source: sourceOf(catalogue, dataset) || packed?.source || '',
      unknown: schema === undefined || (field !== undefined && known === undefined),
    }
  })
}

/** From which agency or system a dataset comes; a child's is that of the dataset it is drawn from. */
export const sourceOf = (catalogue: Catalogue, dataset: string): string =>
  (catalogue.standards.get(dataset) ?? [...catalogue.standards.values()].find(({ children }) => children.some(({ id }) => id === dataset)))
    ?.source ?? ''

/** The data that models read, as they are described here, for whoever gets a package. */
export function packStandards(
  catalogue: Catalogue,
  drafts: ReadonlyMap<string, StandardDraftView>,
  datasets: Iterable<string>,
): PackedStandard[] {
  return [...new Set(datasets)].sort().flatMap((id) => {
    const schema = catalogue.schemas.get(id)
    if (!schema) return []
    const fields = schema.columns
      .filter(({ name }) => !name.startsWith('_'))
      .map(({ name, label, type }) => ({ name, label: label ?? name, type: String(type) }))
    const draft = drafts.get(id)
    return [{ id, label: schema.label, source: sourceOf(catalogue, id), fields, ...(draft && { draft }) }]
  })
}
