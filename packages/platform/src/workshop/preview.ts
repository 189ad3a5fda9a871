import { duckdb, fallenUnknown, lacksOf, type Preview, parameterValues, previewStep, probe } from '@xiezhi/engine/model/model'
import type { z } from 'zod'
import type { Actor } from '../access/actor.ts'
import { maskValue, type Outgoing } from '../access/masking.ts'
import type { Catalogue } from '../catalogue.ts'
import type { previewStep as endpoint, ModelFiles } from '../contract/workshop.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { tell } from '../texts.ts'
import type { Cell, Row, Session, Values } from '../warehouse/warehouse.ts'
import type { Ground } from './bench.ts'
import { knownOf } from './check.ts'

const mostRows = 100

interface Asked {
  readonly actor: Actor
  readonly catalogue: Catalogue
  readonly ground: Ground
  readonly files: ModelFiles
  readonly step: string
  readonly asOf: string
}

type Shown = z.input<typeof endpoint.response>

/** What a step gives on the data that are here, and what it drops. */
export async function previewOf(session: Session, asked: Asked, signal: AbortSignal): Promise<Shown | Refusal> {
  const { actor, catalogue, ground, files, step, asOf } = asked
  const { known } = knownOf(files, catalogue)
  const preview = known && previewStep(known, ground.available, step, duckdb, mostRows)
  if (!known || !preview) return refuse('conflict', 'workshop.no-step', { step })
  const { values } = parameterValues(known, asOf, {})
  const bind = (names: readonly string[]): Values => Object.fromEntries(names.map((name) => [name, values?.[name] ?? null]))
  const ask = ({ sql, parameters }: { readonly sql: string; readonly parameters: readonly string[] }): Promise<readonly Row[]> =>
    session.rows(sql, bind(parameters), { signal })
  const titles = new Map([
    ...known.inputs.map(({ dataset, label }) => [dataset, label] as const),
    ...known.steps.map(({ id, title }) => [id, title ?? id] as const),
  ])
  const titleOf = (id: string): string => titles.get(id) ?? id
  const kept = await ask(preview.rows)
  const counts = (await ask(preview.counts)).map((row) => ({
    step: String(row.step),
    title: titleOf(String(row.step)),
    rows: Number(row.rows),
  }))
  const { fallen } = preview
  const gone = fallen && (await ask(fallen.rows))
  const goneCounts = fallen && (await ask(fallen.counts))
  const count = Number(goneCounts?.find((row) => row.step !== fallenUnknown)?.rows ?? 0)
  const unknownRow = goneCounts?.find((row) => row.step === fallenUnknown)
  const unknown = unknownRow ? Number(unknownRow.rows) : null
  const rowsOf = (id: string): number | undefined => counts.find((one) => one.step === id)?.rows
  const own = known.steps.find(({ id }) => id === step)
  const why: string[] = []
  const say = (code: string, values: Readonly<Record<string, string | number>>): void => {
    why.push(tell({ code: `workshop.why.${code}`, values }, actor.locale))
  }
  const [left] = own?.reads ?? []
  const [before, after] = [left === undefined ? undefined : rowsOf(left), rowsOf(step)]
  if (left !== undefined && before !== undefined && after !== undefined)
    say(after > before ? 'more' : 'from', { left: titleOf(left), rows: before, kept: after })
  if (fallen && count > 0 && unknown !== null) say('fallen', { count, unknown })
  for (const row of own ? await ask(probe(preview.plan, duckdb)) : []) {
    if (String(row.step) !== step) continue
    const [mine = '', theirs = mine] = own?.reads ?? []
    why.push(
      tell(
        {
          code: 'workshop.why.meeting',
          values: {
            left: titleOf(mine),
            right: titleOf(theirs),
            leftRows: Number(row.left_rows),
            leftEmpty: Number(row.left_rows) - Number(row.left_keyed),
            rightRows: Number(row.right_rows),
            rightEmpty: Number(row.right_rows) - Number(row.right_keyed),
            met: Number(row.met),
          },
        },
        actor.locale,
      ),
    )
  }
  for (const need of lacksOf(
    known.inputs.map(({ dataset }) => dataset),
    ground.available,
  ))
    if (counts.some((one) => one.step === need)) say('missing', { table: titleOf(need) })
  const mask = masker(catalogue, preview)
  return {
    step,
    asOf,
    kept: shown(preview.columns, kept, (name, value) => mask(step, name, value), preview.numbered),
    counts,
    fallen:
      fallen && gone && left !== undefined
        ? { ...shown(fallen.columns, gone, (name, value) => mask(left, name, value), fallen.numbered), count, unknown }
        : null,
    why,
  }
}

const shown = (
  columns: Preview['columns'],
  rows: readonly Row[],
  mask: (name: string, value: Cell | undefined) => Outgoing,
  numbered: boolean,
) => {
  // What stands behind a deadline is shown with the clue, not as columns of its own.
  const own = columns.filter(({ name }) => !name.includes('__'))
  return {
    columns: own.map(({ name, label, type }) => ({ name, label: label ?? name, type })),
    rows: rows.map((row) => ({
      rid: numbered && row._rid !== null && row._rid !== undefined ? String(row._rid) : null,
      cells: own.map(({ name }) => mask(name, row[name])),
    })),
  }
}

/** Tokens are long runs that mean nothing to a person: they are never shown, wherever a step has put them. */
const withoutTokens = (value: Cell | undefined): Cell | undefined => {
  if (typeof value === 'string') return value.replaceAll(/(?<![0-9a-z])[0-9a-f]{32,}(?![0-9a-z])/gi, '＊＊＊')
  return Array.isArray(value) ? value.map((one: Cell) => withoutTokens(one) ?? null) : value
}

/** Values go out by the rules of the dataset's column that they still are; what a step made anew has numbers of people in it masked like any text. */
function masker(catalogue: Catalogue, preview: Preview) {
  return (relation: string, name: string, value: Cell | undefined): Outgoing => {
    const origin = preview.originOf(relation, name)
    return maskValue(origin && catalogue.standards.get(origin.dataset), origin?.column ?? '', withoutTokens(value))
  }
}
