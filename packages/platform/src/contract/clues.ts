import { z } from 'zod'
import { cell } from './data.ts'
import { endpoint } from './endpoint.ts'
import { exportOf } from './export-of.ts'
import { day, facet, idParams, listQuery, moment, page, yuan } from './shapes.ts'

export const severity = z.enum(['high', 'medium', 'low', 'list'])
export const clueState = z.enum(['fresh', 'persisting', 'vanished', 'returned'])

export const clueRow = z
  .object({
    id: z.string(),
    no: z.string(),
    model: z.object({ id: z.string(), title: z.string(), version: z.string() }),
    rule: z.object({ id: z.string(), title: z.string() }),
    title: z.string(),
    subject: z.object({ kind: z.string(), name: z.string(), code: z.string().nullable() }),
    party: z.object({ name: z.string(), id: z.string().nullable() }).nullable(),
    dueDate: day.nullable(),
    daysOverdue: z.number().int().nullable(),
    amount: yuan.nullable(),
    grade: z.string(),
    score: z.number(),
    severity,
    state: clueState,
    rollup: z.boolean(),
    /** State of its matter (待研判 …): id and label. */
    handling: z.object({ state: z.string(), label: z.string() }),
    /** How it stands as an alert of a patrol, with the day by which the next step is to be done; null for what was never one. */
    alert: z.object({ state: z.string(), label: z.string(), by: day.nullable(), late: z.boolean() }).nullable(),
    /** Is it a clue? An alert is none until somebody has made it one. */
    isClue: z.boolean(),
    firstSeenAt: moment,
    lastSeenAt: moment,
    asOf: day,
  })
  .meta({ id: 'ClueRow' })
export type ClueRow = z.infer<typeof clueRow>

export const evidenceRow = z.object({
  dataset: z.string(),
  datasetTitle: z.string(),
  /** Whose data it is: the agency, the court, the bank … (source of the standard). */
  provider: z.string(),
  file: z.string(),
  sheet: z.string().nullable(),
  rowNo: z.number().int(),
  rowHash: z.string(),
  fields: z.array(z.object({ name: z.string(), label: z.string(), value: cell })),
})

export const calculation = z.object({
  name: z.string(),
  label: z.string(),
  date: day.nullable(),
  provisional: z.boolean(),
  limits: z.array(z.object({ id: z.string(), title: z.string(), law: z.string(), article: z.string() })),
  steps: z.array(z.string()),
})

export const clueBasis = z.object({
  law: z.string(),
  article: z.string(),
  /** Text in force on the day of the act, when texts have been loaded: the whole article. */
  text: z.string().nullable(),
  /** The day asked about: of the decision, where the evidence tells it, else the day judged by. */
  on: day,
  /** Official name, for the article's own page; null where the instrument is not known. */
  instrument: z.string().nullable(),
  /** The version that the text is of. */
  version: z.object({ id: z.string(), effectiveFrom: day.nullable() }).nullable(),
  /** False where a version's days are not known for sure. */
  certain: z.boolean(),
})

/** A thing that may be done now, with the form it asks for. */
export const transition = z.object({
  id: z.string(),
  label: z.string(),
  asks: z.array(
    z.object({
      name: z.string(),
      label: z.string(),
      type: z.enum(['text', 'day', 'choice']),
      required: z.boolean(),
      choices: z.array(z.object({ value: z.string(), label: z.string() })),
    }),
  ),
})
export const act = z.object({
  seq: z.number().int(),
  transition: z.string(),
  label: z.string(),
  by: z.string(),
  occurredOn: day,
  recordedAt: moment,
  fields: z.array(z.object({ label: z.string(), value: z.string() })),
})

export const clueDetail = clueRow
  .extend({
    reason: z.string(),
    basis: z.array(clueBasis),
    /** `lacks`: the data, in words, for want of which an exclusion could not be tested, or only in some of its ways. */
    exclusions: z.array(
      z.object({ id: z.string(), title: z.string(), result: z.enum(['passed', 'untested', 'not_applicable']), lacks: z.array(z.string()) }),
    ),
    evidence: z.array(evidenceRow),
    calculations: z.array(calculation),
    /** Parameters of which the run that last found it had another value than the catalogue: the office’s own, or given for this run. */
    ownParameters: z.array(z.object({ name: z.string(), label: z.string(), type: z.string(), value: z.string(), catalogue: z.string() })),
    document: z.string().nullable(),
    key: z.record(z.string(), z.string().nullable()),
    runs: z.array(z.object({ runId: z.string(), asOf: day, state: clueState, at: moment })),
    acts: z.array(act),
    transitions: z.array(transition),
    sameParty: z.array(clueRow),
    sameSubject: z.object({ items: z.array(clueRow), total: z.number().int() }),
    members: z.array(clueRow),
    /** Batches under its evidence that have been withdrawn since. */
    withdrawn: z.array(
      z.object({ batchId: z.string(), datasetTitle: z.string(), file: z.string(), reason: z.string(), by: z.string(), at: moment }),
    ),
  })
  .meta({ id: 'ClueDetail' })
export type ClueDetail = z.infer<typeof clueDetail>

export const clueQuery = listQuery.extend({
  model: z.string().optional(),
  rule: z.string().optional(),
  severity: z.string().optional(),
  state: z.string().optional(),
  handling: z.string().optional(),
  subject: z.string().max(200).optional(),
  /** Only clues whose evidence stands on this batch, or on any batch of this import. */
  batch: z.string().max(100).optional(),
  import: z.string().max(100).optional(),
  rollup: z.enum(['true', 'false']).optional(),
})
export const listClues = endpoint({
  method: 'GET',
  path: '/clues',
  summary: 'Clues with filters; several values of a filter are joined by commas. Sort: score, due_date, days_overdue, amount, first_seen.',
  permission: 'clue.read',
  query: clueQuery,
  response: page(clueRow).extend({
    facets: z.record(z.string(), facet),
  }),
})
export const getClue = endpoint({
  method: 'GET',
  path: '/clues/:id',
  summary: 'One clue with its evidence, calculations, history and what may be done.',
  permission: 'clue.read',
  params: idParams,
  response: clueDetail,
})
export const exportClues = exportOf(listClues, 'The filtered list as a file (`xlsx` or `csv`), at most 100,000 rows.')
export const actOnClue = endpoint({
  method: 'POST',
  path: '/clues/:id/acts',
  summary:
    'Do one of the transitions that the clue’s procedure allows now (judge it founded or unfounded …). `seq` is the number of acts seen: a newer act in between is a conflict.',
  permission: 'clue.judge',
  params: idParams,
  body: z.object({
    transition: z.string(),
    fields: z.record(z.string(), z.string()),
    occurredOn: day.optional(),
    seq: z.number().int().min(0),
  }),
  response: clueDetail,
})
