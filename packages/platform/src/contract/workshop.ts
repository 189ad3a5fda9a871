import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { exportOf } from './export-of.ts'
import { day, idParams, listQuery, moment, page } from './shapes.ts'

/** The files of one model folder by their paths: `model.yml`, `README.md`, `cases/<name>/…`; shared steps that it keeps its own copy of: `pieces/<id>.yml`. */
const path = z
  .string()
  .regex(/^(model\.yml|README\.md|pieces\/[a-z0-9-]{1,80}\.yml|cases\/[a-z0-9][a-z0-9-]{0,59}\/[a-z0-9_-]{1,80}\.(yml|csv))$/)
export const modelFiles = z
  .record(path, z.string().max(400_000))
  .refine((files) => files['model.yml'] !== undefined && Object.keys(files).length <= 1000)
export type ModelFiles = z.infer<typeof modelFiles>

export const draftSummary = z
  .object({
    id: z.string(),
    title: z.string(),
    modelId: z.string(),
    version: z.string(),
    /** Number of the edition that is there now; who saves says which one was changed, so that nobody's work is lost. */
    edition: z.number().int(),
    owner: z.string(),
    mine: z.boolean(),
    shared: z.array(z.object({ id: z.string(), name: z.string() })),
    /** Id of the model that it was copied from, or null. */
    madeFrom: z.string().nullable(),
    /** `id version` of the model that it was published as last, or null. */
    published: z.string().nullable(),
    createdAt: moment,
    changedAt: moment,
    changedBy: z.string(),
  })
  .meta({ id: 'DraftSummary' })
export type DraftSummary = z.infer<typeof draftSummary>
export const draft = draftSummary.extend({ files: modelFiles }).meta({ id: 'Draft' })
export type Draft = z.infer<typeof draft>

const draftQuery = listQuery.extend({ whose: z.enum(['mine', 'shared']).optional() })
export const listDrafts = endpoint({
  method: 'GET',
  path: '/workshop/drafts',
  summary: 'Models in the making: one’s own, and those that colleagues shared. Sort: title, owner, changedAt, createdAt.',
  permission: 'model.write',
  query: draftQuery,
  response: page(draftSummary),
})
export const exportDrafts = exportOf(listDrafts)
export const getDraft = endpoint({
  method: 'GET',
  path: '/workshop/drafts/:id',
  summary: 'A draft with its files.',
  permission: 'model.write',
  params: idParams,
  response: draft,
})
export const createDraft = endpoint({
  method: 'POST',
  path: '/workshop/drafts',
  summary: 'Begin a model: from nothing, from a question with its answers, or as a copy of a model.',
  permission: 'model.write',
  body: z.object({
    title: z.string().trim().min(1).max(100),
    /** The id that the model will go by. */
    modelId: z.string().regex(/^[a-z][a-z0-9-]{1,59}$/),
    from: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('nothing') }),
      z.object({ kind: z.literal('question'), question: z.string(), answers: z.record(z.string(), z.string().max(2000)) }),
      z.object({ kind: z.literal('model'), model: z.string() }),
    ]),
  }),
  response: draft,
  status: 201,
})
export const saveDraft = endpoint({
  method: 'PUT',
  path: '/workshop/drafts/:id',
  summary: 'Keep the files as a further edition, made from the edition named; refused when another one came meanwhile.',
  permission: 'model.write',
  params: idParams,
  body: z.object({ edition: z.number().int(), files: modelFiles, restoredFrom: z.number().int().optional() }),
  response: draftSummary,
})
export const shareDraft = endpoint({
  method: 'PUT',
  path: '/workshop/drafts/:id/shared',
  summary: 'Say with which colleagues a draft is shared: they may change it too.',
  permission: 'model.write',
  params: idParams,
  body: z.object({ users: z.array(z.string()).max(100) }),
  response: draftSummary,
})
export const deleteDraft = endpoint({
  method: 'DELETE',
  path: '/workshop/drafts/:id',
  summary: 'Throw a draft away; what was published of it stays.',
  permission: 'model.write',
  params: idParams,
  response: z.null(),
  status: 204,
})
export const listEditions = endpoint({
  method: 'GET',
  path: '/workshop/drafts/:id/editions',
  summary: 'What the draft was before, the newest first.',
  permission: 'model.write',
  params: idParams,
  query: listQuery,
  response: page(z.object({ edition: z.number().int(), madeAt: moment, madeBy: z.string(), restoredFrom: z.number().int().nullable() })),
})
export const getEdition = endpoint({
  method: 'GET',
  path: '/workshop/drafts/:id/editions/:edition',
  summary: 'The files of one edition.',
  permission: 'model.write',
  params: z.object({ id: z.string().min(1).max(200), edition: z.coerce.number().int().min(1) }),
  response: z.object({ edition: z.number().int(), files: modelFiles }),
})
export const listColleagues = endpoint({
  method: 'GET',
  path: '/workshop/colleagues',
  summary: 'With whom a draft can be shared.',
  permission: 'model.write',
  response: z.array(z.object({ id: z.string(), name: z.string() })),
})

const column = z.object({ name: z.string(), label: z.string(), type: z.string() })

/** One thing to fill in: of an operator, or of a rule, an exclusion, a parameter, the head. */
const field = z
  .object({
    /** Its name in the file; a dot leads into a map. */
    name: z.string(),
    label: z.string(),
    kind: z.string(),
    hint: z.string(),
    optional: z.boolean(),
    /** It names a column that is new. */
    fresh: z.boolean(),
    choices: z.array(z.object({ value: z.string(), label: z.string() })),
    /** Parameters that name the tables whose columns it speaks of: its own side, and the other one where there is one. */
    of: z.string().nullable(),
    other: z.string().nullable(),
    /** What is filled in for each thing of a list or map. In `of` and `other` a `^` means the form around. */
    get fields(): z.ZodOptional<z.ZodArray<typeof field>> {
      return z.array(field).optional()
    },
  })
  .meta({ id: 'ModelFormField' })
export type FormParam = z.infer<typeof field>

/** What a model can be made of: the forms and completions of the editor. */
export const language = z
  .object({
    operators: z.array(
      z.object({
        name: z.string(),
        label: z.string(),
        text: z.string(),
        example: z.string(),
        params: z.array(field),
      }),
    ),
    /** What rules, exclusions, parameters and the head are filled in with, and what every step has besides its operator. */
    parts: z.object({
      head: z.array(field),
      step: z.array(field),
      parameter: z.array(field),
      exclusion: z.array(field),
      rule: z.array(field),
      indicator: z.array(field),
    }),
    functions: z.array(z.object({ name: z.string(), form: z.string(), group: z.string(), text: z.string(), example: z.string() })),
    datasets: z.array(z.object({ id: z.string(), label: z.string(), here: z.boolean(), columns: z.array(column) })),
    limits: z.array(z.object({ id: z.string(), title: z.string() })),
    pieces: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        /** What using it adds to a model; a piece with steps may bring exclusions too. */
        adds: z.enum(['steps', 'exclusions', 'rules']),
        /** What a use is told in `with`. A table that is not told is the step or dataset of that name. */
        params: z.array(field),
        reads: z.array(z.object({ name: z.string(), label: z.string() })),
        /** Steps that a use brings beside the one that goes by its own id: `<id>_<step>`. */
        steps: z.array(z.object({ id: z.string(), title: z.string() })),
        exclusions: z.array(z.object({ id: z.string(), title: z.string() })),
      }),
    ),
    questions: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        text: z.string(),
        asks: z.array(
          z.object({
            name: z.string(),
            label: z.string(),
            kind: z.enum(['dataset', 'field', 'limit', 'number', 'text']),
            /** Of a field: the answer that names its dataset, and the types that it may have. */
            of: z.string().nullable(),
            types: z.array(z.string()),
            value: z.string(),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'ModelLanguage' })
export type Language = z.infer<typeof language>
export const getLanguage = endpoint({
  method: 'GET',
  path: '/workshop/language',
  summary: 'Operators with their forms, functions, datasets with their fields, limits, shared steps, questions to begin from.',
  permission: 'model.write',
  response: language,
})

export const finding = z.object({
  file: z.string(),
  line: z.number().int(),
  column: z.number().int(),
  level: z.enum(['error', 'warning']),
  message: z.string(),
})
export type Finding = z.infer<typeof finding>
export const checkDraft = endpoint({
  method: 'POST',
  path: '/workshop/check',
  summary: 'What is wrong with a model and where, and the columns after each step as far as they are known.',
  permission: 'model.write',
  body: z.object({ files: modelFiles }),
  response: z
    .object({
      findings: z.array(finding),
      tables: z.array(
        z.object({
          id: z.string(),
          title: z.string(),
          primary: z.string().nullable(),
          columns: z.array(column),
          /** Nothing is wrong with it, nor with what it rests on. */ sound: z.boolean(),
        }),
      ),
      parameters: z.array(z.object({ name: z.string(), label: z.string(), type: z.string() })),
      /** Rules that can run here, and what the others lack. */
      rules: z.array(z.object({ id: z.string(), title: z.string(), lacks: z.array(z.string()) })),
    })
    .meta({ id: 'ModelCheck' }),
})
export type ModelCheck = z.infer<typeof checkDraft.response>

const cell = z.union([z.string(), z.number(), z.boolean(), z.null()])
const shown = z.object({ columns: z.array(column), rows: z.array(z.object({ rid: z.string().nullable(), cells: z.array(cell) })) })
export const previewStep = endpoint({
  method: 'POST',
  path: '/workshop/preview',
  summary:
    'Rows of a step on the data that are here, masked, at most 100; how many there are after each step before it, and which fell out.',
  permission: 'model.write',
  body: z.object({ files: modelFiles, step: z.string().max(100), asOf: day.optional() }),
  response: z
    .object({
      step: z.string(),
      asOf: day,
      kept: shown,
      counts: z.array(z.object({ step: z.string(), title: z.string(), rows: z.number().int() })),
      /** Rows of the table read first that are not among them; null where that cannot be said of the step. */
      fallen: shown.extend({ count: z.number().int(), unknown: z.number().int().nullable() }).nullable(),
      /** Why, in words. */
      why: z.array(z.string()),
    })
    .meta({ id: 'StepPreview' }),
})
export type StepPreview = z.infer<typeof previewStep.response>

export const tryDraft = endpoint({
  method: 'POST',
  path: '/workshop/try',
  summary: 'What the model would report on the data that are here: nothing is kept, no clue is made.',
  permission: 'model.write',
  body: z.object({ files: modelFiles, asOf: day.optional() }),
  response: z
    .object({
      asOf: day,
      total: z.number().int(),
      rules: z.array(
        z.object({
          rule: z.string(),
          title: z.string(),
          lacks: z.array(z.string()),
          clues: z.number().int(),
          notTested: z.number().int(),
          excluded: z.array(z.object({ id: z.string(), title: z.string(), count: z.number().int() })),
        }),
      ),
      /** The first hundred, the gravest first. */
      clues: z.array(
        z.object({
          id: z.string(),
          rule: z.string(),
          title: z.string(),
          subject: z.string(),
          reason: z.string(),
          severity: z.enum(['high', 'medium', 'low', 'list']),
          score: z.number(),
          /** The dataset and the number of the row that it is about. */
          table: z.string(),
          rid: z.string().nullable(),
        }),
      ),
    })
    .meta({ id: 'DraftTrial' }),
})
export type DraftTrial = z.infer<typeof tryDraft.response>

export const makeCase = endpoint({
  method: 'POST',
  path: '/workshop/case',
  summary: 'A case made of a real row and what belongs to it, people and numbers replaced by invented ones; answers the files to add.',
  permission: 'model.write',
  body: z.object({
    files: modelFiles,
    /** A step or input, and the number of one of its rows. */
    table: z.string().max(100),
    rid: z.string().regex(/^\d{1,19}$/),
    expect: z.enum(['clue', 'none']),
    title: z.string().trim().min(1).max(100),
    name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/),
    asOf: day.optional(),
  }),
  response: z.object({ files: z.record(z.string(), z.string()), rows: z.number().int(), notes: z.array(z.string()) }),
})
export const runDraftCases = endpoint({
  method: 'POST',
  path: '/workshop/cases',
  summary: 'Run the cases of a model: exactly the clues that each expects must come out.',
  permission: 'model.write',
  body: z.object({ files: modelFiles }),
  response: z
    .object({
      cases: z.array(z.object({ name: z.string(), title: z.string(), passed: z.boolean(), problems: z.array(z.string()) })),
      /** Rules and exclusions that no case tests either way. */
      untested: z.array(z.string()),
    })
    .meta({ id: 'CaseResults' }),
})
export type CaseResults = z.infer<typeof runDraftCases.response>

export const publishDraft = endpoint({
  method: 'POST',
  path: '/workshop/drafts/:id/publish',
  summary: 'Make the draft a model of the office: its cases must pass, its id and version be free, and no model on the shelf be the same.',
  permission: 'model.govern',
  params: idParams,
  body: z.object({
    edition: z.number().int(),
    /** Publish though a model on the shelf is much alike. */ alike: z.boolean().default(false),
  }),
  response: z.object({ model: z.string(), version: z.string() }),
})
