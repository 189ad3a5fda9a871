import type { Precision } from '@xiezhi/engine/ledger/precision'
import { type Review, reviewModel, type Thresholds } from '@xiezhi/engine/ledger/review'
import { plainFunction, pointOf, systemsOf } from '@xiezhi/engine/ledger/systems'
import { compareVersions } from '@xiezhi/engine/ledger/version'
import { type Procedure, stateOf } from '@xiezhi/engine/matter/procedure'
import type { Catalogue } from '../catalogue.ts'
import type { LedgerRow } from '../contract/ledger.ts'
import { type Choice, inForce } from './choices.ts'
import type { Quarter, RunFigures, VersionFigures } from './figures.ts'
import { runsByItself } from './standing.ts'
import { isChanged, type StoredVersion } from './versions.ts'

/** Everything that the ledger is drawn up from, read at one moment. */
export interface LedgerFacts {
  /** With the versions that the office went back to. */
  readonly catalogue: Catalogue
  /** As the product and the office's own shelf have it. */
  readonly shelf: Catalogue
  readonly procedure: Procedure | undefined
  readonly versions: readonly StoredVersion[]
  readonly states: ReadonlyMap<string, string>
  readonly choices: readonly Choice[]
  readonly figures: readonly VersionFigures[]
  readonly quarters: readonly Quarter[]
  readonly runs: readonly RunFigures[]
  readonly thresholds: Thresholds
}

export interface DrawnRow {
  readonly row: LedgerRow
  readonly review: Review
  /** Versions that were seen, ran or found anything, the oldest first. */
  readonly versionNames: readonly string[]
}

/** One line of the ledger for each model of the catalogue, and for each that it once had. */
export function drawRows(facts: LedgerFacts, only?: string): readonly DrawnRow[] {
  const ids = [...new Set([...facts.catalogue.models.keys(), ...facts.versions.map(({ modelId }) => modelId)])]
  return ids.filter((id) => only === undefined || id === only).map((id) => drawRow(facts, id))
}

function drawRow(facts: LedgerFacts, id: string): DrawnRow {
  const { catalogue, procedure } = facts
  const model = catalogue.models.get(id)
  const own = <T extends { readonly modelId: string }>(all: readonly T[]): readonly T[] => all.filter(({ modelId }) => modelId === id)
  const [versions, figures, runs, quarters] = [own(facts.versions), own(facts.figures), own(facts.runs), own(facts.quarters)]
  const names = new Set([...versions, ...figures, ...runs].map(({ version }) => version))
  if (model) names.add(model.checked.version)
  const versionNames = [...names].sort(compareVersions)
  const version = model?.checked.version ?? versionNames.at(-1) ?? ''
  const stored = versions.find((one) => one.version === version)
  const current = figures.find((one) => one.version === version)
  const periods = versionNames.map((name) => {
    const found = figures.find((one) => one.version === name)
    return { name, founded: found?.founded ?? 0, unfounded: found?.unfounded ?? 0 }
  })
  const review = reviewModel(
    periods,
    version,
    quarters.filter((one) => one.version === version),
    facts.thresholds,
  )
  const state = facts.states.get(id) ?? procedure?.start ?? ''
  const functions = (model?.checked.function ?? []).map(plainFunction)
  const changed = model !== undefined && isChanged(model, versions)
  const known = procedure && stateOf(procedure, state)
  const point = pointOf(catalogue.systems, id)
  return {
    review,
    versionNames,
    row: {
      id,
      title: model?.checked.title ?? stored?.title ?? id,
      question: model?.checked.question ?? '',
      version,
      hash: stored?.hash ?? model?.hash ?? '',
      state: { id: state, label: known?.label ?? state },
      byItself: model !== undefined && !changed && !known?.final && runsByItself(state),
      rolledBackFrom: rolledBackFrom(facts, id),
      problem: changed ? 'changed' : model ? null : 'gone',
      owner: inForce(facts.choices, id, 'owner').owner ?? null,
      point: point ? { id: point.id, title: point.title } : null,
      functions: [...new Set(functions)],
      systems: systemsOf(catalogue.systems, id, functions).map(({ no, title }) => ({ no, title })),
      origin: [...(model?.checked.origin ?? [])],
      versions: versionNames.length,
      runs: runs.reduce((sum, one) => sum + one.runs, 0),
      clues: current?.clues ?? 0,
      founded: current?.founded ?? 0,
      unfounded: current?.unfounded ?? 0,
      precision: shown(review.precision),
      declined: review.declines.length > 0,
      proposed: review.weak.length > 0 && !known?.final,
      adjusted: Object.keys(inForce(facts.choices, id, 'parameter')).length,
    },
  }
}

/** The version on the shelf, where the office went back to an earlier one. */
function rolledBackFrom({ shelf, choices }: LedgerFacts, id: string): string | null {
  const latest = shelf.models.get(id)?.checked.version
  const own = inForce(choices, id, 'version').version
  return own !== undefined && latest !== undefined && own !== latest ? latest : null
}

export const shown = (precision: Precision | null): LedgerRow['precision'] => precision && { ...precision }

/** What the list can be asked for. */
export interface LedgerFilter {
  readonly q?: string | undefined
  readonly function?: string | undefined
  readonly system?: string | undefined
  readonly point?: string | undefined
  readonly state?: string | undefined
  readonly flag?: string | undefined
}
export type LedgerFacet = 'function' | 'system' | 'point' | 'state' | 'flag'
export const ledgerFacets: readonly LedgerFacet[] = ['function', 'system', 'point', 'state', 'flag']

export const flagsOf = (row: LedgerRow): readonly string[] => [
  ...(row.problem ? [row.problem] : []),
  ...(row.proposed ? ['proposed'] : []),
  ...(row.declined ? ['declined'] : []),
  ...(row.founded + row.unfounded === 0 ? ['unjudged'] : []),
  ...(row.adjusted > 0 ? ['adjusted'] : []),
]

/** The values of a facet that a row has, with what they are called. */
export function facetValues(row: LedgerRow, facet: LedgerFacet): readonly { readonly value: string; readonly label: string }[] {
  if (facet === 'function') return row.functions.map((value) => ({ value, label: value }))
  if (facet === 'system') return row.systems.map(({ no, title }) => ({ value: String(no), label: `${no} ${title}` }))
  if (facet === 'point') return row.point ? [{ value: row.point.id, label: row.point.title }] : []
  if (facet === 'state') return [{ value: row.state.id, label: row.state.label }]
  return flagsOf(row).map((value) => ({ value, label: '' }))
}

export function fits(row: LedgerRow, filter: LedgerFilter, except?: LedgerFacet): boolean {
  const text = `${row.id} ${row.title} ${row.question} ${row.owner ?? ''} ${row.origin.join(' ')}`.toLowerCase()
  return (
    (filter.q ?? '')
      .toLowerCase()
      .split(/\s+/)
      .every((word) => text.includes(word)) &&
    ledgerFacets.every((facet) => {
      const wanted = filter[facet]
      return !wanted || facet === except || facetValues(row, facet).some(({ value }) => value === wanted)
    })
  )
}

const chinese = new Intl.Collator('zh-CN')
const orders: Readonly<Record<string, (a: LedgerRow, b: LedgerRow) => number>> = {
  title: (a, b) => chinese.compare(a.title, b.title),
  version: (a, b) => compareVersions(a.version, b.version),
  state: (a, b) => chinese.compare(a.state.label, b.state.label),
  point: (a, b) => chinese.compare(a.point?.title ?? '', b.point?.title ?? ''),
  runs: (a, b) => a.runs - b.runs,
  clues: (a, b) => a.clues - b.clues,
  founded: (a, b) => a.founded - b.founded,
  unfounded: (a, b) => a.unfounded - b.unfounded,
}

/** By the catalogue unless asked otherwise; models of which nothing is known come last, whichever way round. */
export function sortRows(rows: readonly LedgerRow[], sort: string | undefined): readonly LedgerRow[] {
  const name = (sort ?? '').replace(/^-/, '')
  const turn = sort?.startsWith('-') ? -1 : 1
  if (name === 'precision')
    return [...rows].sort((a, b) => {
      if (!a.precision || !b.precision) return Number(!a.precision) - Number(!b.precision)
      return turn * (a.precision.share - b.precision.share) || (a.id < b.id ? -1 : 1)
    })
  const order = orders[name]
  return order ? [...rows].sort((a, b) => turn * order(a, b) || (a.id < b.id ? -1 : 1)) : rows
}
