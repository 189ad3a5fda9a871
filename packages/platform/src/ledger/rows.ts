import type { Precision } from '@xiezhi/engine/ledger/precision'
import { type Review, reviewModel, type Thresholds } from '@xiezhi/engine/ledger/review'
import { plainFunction, pointOf, systemsOf } from '@xiezhi/engine/ledger/systems'
import { compareVersions } from '@xiezhi/engine/ledger/version'
import { type Procedure, stateOf } from '@xiezhi/engine/matter/procedure'
import type { Locale } from '@xiezhi/engine/message'
import type { Catalogue } from '../catalogue.ts'
import type { LedgerRow } from '../contract/ledger.ts'
import { type DrawnList, turned } from '../lists/drawn-list.ts'
import { tell } from '../texts.ts'
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
  const point = pointOf(catalogue.systems, model ?? { id })
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

/** What the list can be narrowed by. */
export type LedgerFacet = 'function' | 'system' | 'point' | 'state' | 'flag'

export const flagsOf = (row: LedgerRow): readonly string[] => [
  ...(row.problem ? [row.problem] : []),
  ...(row.proposed ? ['proposed'] : []),
  ...(row.declined ? ['declined'] : []),
  ...(row.founded + row.unfounded === 0 ? ['unjudged'] : []),
  ...(row.adjusted > 0 ? ['adjusted'] : []),
]

const chinese = new Intl.Collator('zh-CN')

/** In the order of the catalogue unless asked otherwise. */
export const ledgerList = (locale: Locale): DrawnList<LedgerRow, LedgerFacet> => ({
  rowKey: ({ id }) => id,
  text: (row) => `${row.id} ${row.title} ${row.question} ${row.owner ?? ''} ${row.origin.join(' ')}`,
  facets: {
    function: (row) => row.functions.map((value) => ({ value, label: value })),
    system: (row) => row.systems.map(({ no, title }) => ({ value: String(no), label: `${no} ${title}` })),
    point: ({ point }) => (point ? [{ value: point.id, label: point.title }] : []),
    state: ({ state }) => [{ value: state.id, label: state.label }],
    flag: (row) => flagsOf(row).map((value) => ({ value, label: tell({ code: `ledger.flag.${value}` }, locale) })),
  },
  orders: {
    title: turned((a, b) => chinese.compare(a.title, b.title)),
    version: turned((a, b) => compareVersions(a.version, b.version)),
    state: turned((a, b) => chinese.compare(a.state.label, b.state.label)),
    point: turned((a, b) => chinese.compare(a.point?.title ?? '', b.point?.title ?? '')),
    runs: turned((a, b) => a.runs - b.runs),
    clues: turned((a, b) => a.clues - b.clues),
    founded: turned((a, b) => a.founded - b.founded),
    unfounded: turned((a, b) => a.unfounded - b.unfounded),
    // Models of which nothing is known come last, whichever way round.
    precision: (a, b, turn) =>
      a.precision && b.precision ? turn * (a.precision.share - b.precision.share) : Number(!a.precision) - Number(!b.precision),
  },
})
