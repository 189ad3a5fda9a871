import type { Standard } from '@xiezhi/engine/data/standard'
import { duckdb, type KnownParts, type Link, linksOf, parameterValues, previewStep, settledSteps } from '@xiezhi/engine/model/model'
import { stringify } from 'yaml'
import type { z } from 'zod'
import type { Actor } from '../access/actor.ts'
import type { Catalogue, CatalogueModel } from '../catalogue.ts'
import type { makeCase } from '../contract/workshop.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import { tell } from '../texts.ts'
import { type Cell, quoteName, type Row, type Session } from '../warehouse/warehouse.ts'
import type { Ground } from './bench.ts'
import { runCasesOf } from './cases.ts'
import { knownOf } from './check.ts'
import { openInventor } from './invent.ts'
import { asModel } from './wrong.ts'

/** Of each other dataset at most so many rows belong to a case: it is to be read. */
const mostLinked = 20
const deepest = 4

type Asked = z.output<typeof makeCase.body> & { readonly asOf: string }
type Rids = ReadonlyMap<string, ReadonlySet<string>>

interface Parts {
  readonly actor: Actor
  readonly catalogue: Catalogue
  readonly ground: Ground
}

/** A case out of one real row and all that the model brings together with it, with invented people. What must come out is said by the person. */
export async function caseOf(
  session: Session,
  { actor, catalogue, ground }: Parts,
  asked: Asked,
  signal: AbortSignal,
): Promise<z.input<typeof makeCase.response> | Refusal> {
  const { files, table, rid, expect, name, title, asOf } = asked
  const folder = `cases/${name}/`
  if (Object.keys(files).some((path) => path.startsWith(folder))) return refuse('conflict', 'workshop.case-taken', { name })
  const model = asModel(files, catalogue, 'case', actor.locale)
  if (isRefusal(model)) return model
  const { known } = knownOf(files, catalogue)
  const found = known && [...known.inputs, ...known.steps].find((one) => one.table.id === table)?.table
  const primary = found?.primary
  const standard = primary === undefined ? undefined : catalogue.standards.get(primary)
  if (!known || !found || !standard) return refuse('conflict', 'workshop.no-primary')
  const links = [...linksOf([...settledSteps(known, ground.available)]), ...ruleLinks(model, known)]
  const { rids, notes } = await gather(session, { catalogue, links, known, start: { dataset: standard.id, rid }, actor }, signal)
  if ((rids.get(standard.id)?.size ?? 0) === 0) return refuse('not-found', 'workshop.no-row')
  const inventor = openInventor()
  const made: Record<string, string> = {}
  let rows = 0
  for (const [dataset, numbers] of rids) {
    const of = catalogue.standards.get(dataset)
    if (!of || numbers.size === 0) continue
    const read = await rowsOf(session, of, [...numbers], signal)
    rows += read.length
    made[`${folder}${dataset}.csv`] = csvOf(of, read, (field, value) => inventor.cell(field, value))
  }
  made[`${folder}case.yml`] = stringify({ title, as_of: asOf })
  const ruleOf = model.checked.rules.find((rule) => rule.about === standard.id) ?? model.checked.rules[0]
  const head = (keys: readonly string[]): string => ['rule', ...keys].join(',')
  const empty = `${head(ruleOf?.key ?? [])}\n`
  made[`${folder}clues.csv`] = empty
  const [result] = await runCasesOf({ ...files, ...made }, catalogue, name, actor.locale)
  const clues = result?.clues ?? []
  const others = [...notes]
  if (expect === 'none' && clues.length > 0)
    others.push(tell({ code: 'workshop.would-fire', values: { found: clues.length } }, actor.locale))
  if (expect === 'clue') {
    // Each rule names its clues by columns of its own.
    const keys = [...new Set(clues.flatMap(({ key }) => Object.keys(key)))]
    made[`${folder}clues.csv`] =
      clues.length > 0
        ? `${[head(keys), ...clues.map((clue) => [clue.rule, ...keys.map((key) => quoted(clue.key[key] ?? ''))].join(','))].join('\n')}\n`
        : `${head(ruleOf?.key ?? [])}\n${[ruleOf?.as ?? '', ...(await keyOfRow(session, { ground, known, model, rid, primary: standard.id, asOf }, signal))].map(quoted).join(',')}\n`
    if (clues.length === 0) others.push(tell({ code: 'workshop.unclear', values: { found: 0 } }, actor.locale))
  }
  return { files: made, rows, notes: others }
}

/** Exclusions and evidence bring rows together too. */
function ruleLinks(model: CatalogueModel, known: KnownParts): readonly Link[] {
  const inputs = new Set(known.inputs.map(({ dataset }) => dataset))
  return model.checked.rules.flatMap((rule) =>
    rule.evidence.flatMap(({ dataset, on }) =>
      inputs.has(dataset) && dataset !== rule.about
        ? [
            {
              left: on.map(({ left }) => ({ dataset: rule.about, column: left })),
              right: on.map(({ right }) => ({ dataset, column: right })),
            },
          ]
        : [],
    ),
  )
}

async function gather(
  session: Session,
  {
    catalogue,
    links,
    known,
    start,
    actor,
  }: {
    readonly catalogue: Catalogue
    readonly links: readonly Link[]
    readonly known: KnownParts
    readonly start: { readonly dataset: string; readonly rid: string }
    readonly actor: Actor
  },
  signal: AbortSignal,
): Promise<{ readonly rids: Rids; readonly notes: readonly string[] }> {
  const inputs = new Set(known.inputs.map(({ dataset }) => dataset))
  const rids = new Map<string, Set<string>>()
  const notes = new Map<string, string>()
  const [row] = await session.rows(
    `SELECT _rid FROM ${quoteName(start.dataset)} WHERE _rid = CAST($rid AS BIGINT)`,
    { rid: start.rid },
    { signal },
  )
  rids.set(start.dataset, new Set(row ? [String(row._rid)] : []))
  const both = links.flatMap(({ left, right }) => [
    { from: left, to: right },
    { from: right, to: left },
  ])
  let fresh = new Set([start.dataset])
  for (let depth = 0; depth < deepest && fresh.size > 0; depth++) {
    const next = new Set<string>()
    for (const { from, to } of both) {
      const [mine, theirs] = [from[0]?.dataset, to[0]?.dataset]
      if (!mine || !theirs || !fresh.has(mine) || !inputs.has(theirs) || !catalogue.standards.has(theirs) || !catalogue.standards.has(mine))
        continue
      if (theirs === start.dataset || !columnsKnown(catalogue, [...from, ...to])) continue
      const own = [...(rids.get(mine) ?? [])]
      const on = from.map((origin, at) => `a.${quoteName(origin.column)} = b.${quoteName(to[at]!.column)}`).join(' AND ')
      const joined = `FROM ${quoteName(theirs)} AS b JOIN ${quoteName(mine)} AS a ON ${on} WHERE list_contains($own, a._rid::VARCHAR)`
      const rows = await session.rows(`SELECT DISTINCT b._rid AS rid ${joined} ORDER BY 1 LIMIT ${mostLinked + 1}`, { own }, { signal })
      const taken = rids.get(theirs) ?? new Set<string>()
      const before = taken.size
      for (const { rid } of rows) if (taken.size < mostLinked) taken.add(String(rid))
      if (rows.length > mostLinked) {
        const [count] = await session.rows(`SELECT count(DISTINCT b._rid) AS n ${joined}`, { own }, { signal })
        const values = { table: catalogue.standards.get(theirs)?.label ?? theirs, count: Number(count?.n), kept: mostLinked }
        notes.set(theirs, tell({ code: 'workshop.linked-cut', values }, actor.locale))
      }
      rids.set(theirs, taken)
      if (taken.size > before) next.add(theirs)
    }
    fresh = next
  }
  return { rids, notes: [...notes.values()] }
}

const columnsKnown = (catalogue: Catalogue, origins: readonly { readonly dataset: string; readonly column: string }[]): boolean =>
  origins.every(({ dataset, column }) => catalogue.schemas.get(dataset)?.columns.some(({ name }) => name === column))

const rowsOf = (session: Session, standard: Standard, rids: readonly string[], signal: AbortSignal): Promise<readonly Row[]> =>
  session.rows(
    `SELECT ${standard.fields.map(({ id }) => quoteName(id)).join(', ')} FROM ${quoteName(standard.id)} WHERE list_contains($rids, _rid::VARCHAR) ORDER BY _rid`,
    { rids: [...rids] },
    { signal },
  )

/** Only columns in which something stands. */
function csvOf(
  standard: Standard,
  rows: readonly Row[],
  told: (field: Standard['fields'][number], value: Cell | undefined) => string,
): string {
  // Names of people before the sentences in which they may occur.
  const order = [...standard.fields].sort((a, b) => Number(b.kind === 'name') - Number(a.kind === 'name'))
  const cells = rows.map((row) => new Map(order.map((field) => [field.id, told(field, row[field.id])])))
  const used = standard.fields.filter(({ id }) => cells.some((row) => row.get(id) !== ''))
  return `${[used.map(({ id }) => id).join(','), ...cells.map((row) => used.map(({ id }) => quoted(row.get(id) ?? '')).join(','))].join('\n')}\n`
}

const quoted = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""').replaceAll('\n', ' ')}"` : text)

/** The key that a clue about the row would have; what the rule's rows do not reach is left blank. */
async function keyOfRow(
  session: Session,
  {
    ground,
    known,
    model,
    rid,
    primary,
    asOf,
  }: {
    readonly ground: Ground
    readonly known: KnownParts
    readonly model: CatalogueModel
    readonly rid: string
    readonly primary: string
    readonly asOf: string
  },
  signal: AbortSignal,
): Promise<readonly string[]> {
  const rule = model.checked.rules.find((one) => one.about === primary)
  const preview = rule && previewStep(known, ground.available, rule.from, duckdb, 1)
  if (!rule || !preview?.numbered) return []
  const { values } = parameterValues(known, asOf, {})
  const sql = preview.rows.sql.replace(/\nORDER BY[^\n]*\nLIMIT \d+$/, `\nWHERE _rid = ${BigInt(rid)}\nLIMIT 1`)
  const [row] = await session.rows(sql, Object.fromEntries(preview.rows.parameters.map((one) => [one, values?.[one] ?? null])), { signal })
  return rule.key.map((name) => {
    const text = row?.[name] === null || row?.[name] === undefined ? '' : String(row[name])
    return /[0-9a-f]{32}/i.test(text) ? '' : text
  })
}
