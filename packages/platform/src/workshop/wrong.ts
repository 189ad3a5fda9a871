import type { Locale } from '@xiezhi/engine/message'
import type { Finding } from '@xiezhi/engine/model/model'
import type { Catalogue, CatalogueModel } from '../catalogue.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { ModelFiles } from '../store/tables.ts'
import { tell } from '../texts.ts'
import { officeModel } from './shelf.ts'

const wrong = (findings: readonly Finding[], what: string, locale: Locale): Refusal => {
  const first = findings.find(({ level }) => level === 'error') ?? findings[0]
  return refuse('conflict', 'workshop.wrong', {
    what: tell({ code: `workshop.what.${what}` }, locale),
    line: first?.line ?? 1,
    column: first?.column ?? 1,
    message: first ? tell(first.message, locale) : '',
  })
}

/** The files as a model, or why they are none yet. */
export function asModel(
  files: ModelFiles,
  catalogue: Catalogue,
  what: 'try' | 'cases' | 'case' | 'publish',
  locale: Locale,
): CatalogueModel | Refusal {
  const id = idIn(files)
  const { model, findings } = officeModel({ id: id ?? '', files }, catalogue)
  if (!model) return wrong(findings, what, locale)
  return id === undefined ? refuse('invalid', 'workshop.model-id') : { ...model, id }
}

/** The head of a model file, read without the rest: its id, version and title. */
export const idIn = (files: ModelFiles): string | undefined =>
  /^id:[ \t]*([a-z][a-z0-9-]*)[ \t]*(?:#.*)?$/m.exec(files['model.yml'] ?? '')?.[1]
export const versionIn = (files: ModelFiles): string =>
  /^version:[ \t]*['"]?([^'"#\n]+?)['"]?[ \t]*(?:#.*)?$/m.exec(files['model.yml'] ?? '')?.[1] ?? ''
export const titleIn = (files: ModelFiles): string =>
  /^title:[ \t]*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([^#\n]*?))[ \t]*(?:#.*)?$/m
    .exec(files['model.yml'] ?? '')
    ?.slice(1)
    .find((text) => text !== undefined) ?? ''
