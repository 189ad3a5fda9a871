import { titlesOfPoints } from '@xiezhi/engine/ledger/systems'
import { buildCalendar, type YearTable } from '@xiezhi/engine/limit/calendar'
import type { CatalogueLimit } from '@xiezhi/engine/limit/catalogue'
import { type CheckedModel, checkModel, type Finding, parseModel } from '@xiezhi/engine/model/model'
import type { Catalogue, CatalogueModel } from '../catalogue.ts'
import type { LawState } from './state.ts'

const made = new WeakMap<Catalogue, WeakMap<LawState, Catalogue>>()

/**
 * The catalogue as an office counts: its adjusted limits, its calendar, and the models that rest on them checked again, so that
 * whatever a limit decides (unit, roll-over, statement) follows. Depends on nothing else, and is made once a state.
 */
export function effectiveCatalogue(catalogue: Catalogue, state: LawState): Catalogue {
  if (state.limits.size === 0 && state.years.size === 0) return catalogue
  const known = made.get(catalogue) ?? new WeakMap<LawState, Catalogue>()
  made.set(catalogue, known)
  const found = known.get(state) ?? derive(catalogue, state)
  known.set(state, found)
  return found
}

function derive(catalogue: Catalogue, state: LawState): Catalogue {
  const tables = new Map<number, YearTable>([...catalogue.calendar.tables, ...state.years])
  const limits = new Map<string, CatalogueLimit>()
  for (const limit of catalogue.limits.values()) {
    const value = state.limits.get(limit.id)
    const { quantity, unit, rollover } = limit
    limits.set(limit.id, value ? { ...limit, ...value, own: { quantity, unit, rollover } } : limit)
  }
  const models = new Map<string, CatalogueModel>()
  const findings: Finding[] = [...catalogue.findings]
  for (const model of catalogue.models.values()) {
    if (!limitsOf(model.checked).some((id) => state.limits.has(id))) models.set(model.id, model)
    else {
      const { checked, findings: more } = recheck(model, catalogue, limits)
      findings.push(...more)
      if (checked) models.set(model.id, { ...model, checked })
    }
  }
  const calendar = state.years.size > 0 ? buildCalendar([...tables.values()]) : catalogue.calendar
  return { ...catalogue, limits, calendar, models, findings }
}

function recheck(
  model: CatalogueModel,
  catalogue: Catalogue,
  limits: ReadonlyMap<string, CatalogueLimit>,
): { checked?: CheckedModel; findings: readonly Finding[] } {
  const parsed = parseModel(model.source, model.checked.file, catalogue.pieces)
  if (!parsed.model) return { findings: parsed.findings }
  const { checked, findings } = checkModel(parsed.model, catalogue.schemas, limits, titlesOfPoints(catalogue.systems))
  return checked ? { checked, findings } : { findings }
}

/** The limits that a model's deadlines rest on. */
export const limitsOf = (model: CheckedModel): readonly string[] => [
  ...new Set(model.steps.flatMap(({ table }) => table.columns.flatMap(({ deadline }) => deadline?.limits ?? []))),
]
