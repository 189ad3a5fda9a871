import { titlesOfPoints } from '@xiezhi/engine/ledger/systems'
import type { Locale } from '@xiezhi/engine/message'
import { type Available, checkModel, type Finding, type KnownParts, lacksOf, parseModel } from '@xiezhi/engine/model/model'
import { type Catalogue, lawsOf } from '../catalogue.ts'
import type { ModelCheck, ModelFiles } from '../contract/workshop.ts'
import { sayNeed } from '../models/show.ts'
import { tell } from '../texts.ts'

const file = 'model.yml'

export interface Known {
  readonly known: KnownParts | undefined
  readonly findings: readonly Finding[]
}

/** As much of a model as can be known, whatever is wrong with the rest of it. */
export function knownOf(files: ModelFiles, catalogue: Catalogue): Known {
  const parsed = parseModel(files[file] ?? '', file, catalogue.pieces)
  const wanted = parsed.model ?? parsed.readable
  const checked =
    wanted && checkModel(wanted, catalogue.schemas, catalogue.limits, titlesOfPoints(catalogue.systems), lawsOf(catalogue.instruments))
  const found = checked?.findings ?? []
  if (parsed.model) return { known: checked?.known, findings: [...parsed.findings, ...found] }
  // A step that could not be read is not there for what rests on it: that is no further mistake.
  const written = new Set([...(files[file] ?? '').matchAll(/\bid:[ \t]*([a-z][a-z0-9_]*)/g)].map(([, id]) => id))
  const own = found.filter(
    ({ message: { code, values } }) => !(code.startsWith('model.unknown-table') && written.has(String(values?.name))),
  )
  return { known: checked?.known, findings: [...parsed.findings, ...own].sort((a, b) => a.line - b.line || a.column - b.column) }
}

/** What is wrong and where, with what is known of each step. */
export function checkFiles(files: ModelFiles, catalogue: Catalogue, available: Available, locale: Locale): ModelCheck {
  const parsed = parseModel(files[file] ?? '', file, catalogue.pieces)
  const { known, findings } = knownOf(files, catalogue)
  const checked = parsed.model && checkModel(parsed.model, catalogue.schemas, catalogue.limits, titlesOfPoints(catalogue.systems)).checked
  return {
    findings: findings.map(({ message, ...place }) => ({ ...place, message: tell(message, locale) })),
    tables: known
      ? [
          ...known.inputs.map(({ dataset, label, table }) => ({ id: dataset, title: label, table })),
          ...known.steps.map(({ id, title, table }) => ({ id, title: title ?? id, table })),
        ].map(({ id, title, table }) => ({
          id,
          title,
          primary: table.primary ?? null,
          sound: isSound(known, id),
          columns: table.columns
            .filter(({ name }) => !name.startsWith('_') && !name.includes('__'))
            .map(({ name, label, type }) => ({ name, label: label ?? name, type })),
        }))
      : [],
    parameters: (known?.parameters ?? []).map(({ name, label, type }) => ({ name, label, type })),
    rules: (checked?.rules ?? []).map(({ id, title, needs }) => ({
      id,
      title,
      lacks: lacksOf(needs, available).map((need) => sayNeed(catalogue, need, locale)),
    })),
  }
}

/** Neither it nor anything that it rests on has a mistake of its own. */
const isSound = (known: KnownParts, id: string): boolean => {
  const seen = new Set<string>()
  const see = (name: string): boolean => {
    if (seen.has(name)) return true
    seen.add(name)
    return !known.unsound.has(name) && (known.steps.find((step) => step.id === name)?.reads ?? []).every(see)
  }
  return see(id)
}
