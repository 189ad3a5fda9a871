import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { exportOf } from './export-of.ts'
import { day, idParams, listQuery, moment, page } from './shapes.ts'

/** A day, or a year alone where nobody here knows the day. */
const dayOrYear = z.union([day, z.string().regex(/^\d{4}$/)])

export const dictionaryEntry = z.object({
  code: z.string().min(1).max(100),
  name: z.string().min(1).max(200),
  from: dayOrYear.nullable(),
  to: dayOrYear.nullable(),
  successor: z.string().max(100).nullable(),
  note: z.string().max(500).nullable(),
  /** Other words and numbers by which the code is met in files. */
  also: z.array(z.string().min(1).max(200)).max(200).default([]),
})
export type DictionaryEntryView = z.infer<typeof dictionaryEntry>

export const dictionaryRow = z
  .object({
    id: z.string(),
    title: z.string(),
    standard: z.string().nullable(),
    source: z.string(),
    asOf: day.nullable(),
    codes: z.number().int(),
    /** Codes whose last day is known. */
    ended: z.number().int(),
    complete: z.boolean(),
    verified: z.boolean(),
    note: z.string().nullable(),
    /** The office's own table in force; null: the catalogue's. */
    loaded: z.object({ by: z.string(), at: moment }).nullable(),
    usedBy: z.array(z.object({ dataset: z.string(), title: z.string(), field: z.string(), label: z.string() })),
  })
  .meta({ id: 'Dictionary' })
export type DictionaryRow = z.infer<typeof dictionaryRow>

export const dictionaryDetail = dictionaryRow
  .extend({
    /** Number of the last load or undoing, to be said by whoever loads next; 0: there was none. */
    seq: z.number().int(),
    history: z.array(
      z.object({
        seq: z.number().int(),
        codes: z.number().int(),
        source: z.string(),
        reason: z.string(),
        by: z.string(),
        at: moment,
        undoes: z.number().int().nullable(),
        inForce: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'DictionaryDetail' })
export type DictionaryDetail = z.infer<typeof dictionaryDetail>

const files = z.object({ format: z.enum(['xlsx', 'csv']) })
const codeQuery = listQuery.extend({
  /** Codes in force on that day. */
  on: day.optional(),
  state: z.enum(['open', 'ended', 'later']).optional(),
})

export const listDictionaries = endpoint({
  method: 'GET',
  path: '/dictionaries',
  summary: 'Dictionaries of codes: how many, whose words, until when, which fields name them.',
  permission: 'data.read',
  query: listQuery,
  response: page(dictionaryRow),
})
export const exportDictionaries = exportOf(listDictionaries)
export const getDictionary = endpoint({
  method: 'GET',
  path: '/dictionaries/:id',
  summary: 'One dictionary, and the tables that the office loaded.',
  permission: 'data.read',
  params: idParams,
  response: dictionaryDetail,
})
export const listCodes = endpoint({
  method: 'GET',
  path: '/dictionaries/:id/codes',
  summary: 'Its codes with their days of validity; `on` narrows to those in force on a day.',
  permission: 'data.read',
  params: idParams,
  query: codeQuery,
  response: page(dictionaryEntry.extend({ id: z.string() })),
})
export const exportCodes = endpoint({
  method: 'GET',
  path: '/dictionaries/:id/codes.:format',
  summary: 'The same codes as a file, in the form that can be loaded again.',
  permission: 'data.read',
  params: idParams.extend(files.shape),
  query: codeQuery,
  response: z.any(),
  produces: 'file',
})

const mode = z.enum(['whole', 'part'])
const some = z.array(dictionaryEntry)
export const readTable = endpoint({
  method: 'POST',
  path: '/dictionaries/:id/read',
  summary:
    'Read a newer table (multipart field `file`: CSV or a workbook with code and name, and days if known) and say what it would change. `mode` whole replaces all codes, part only those it names. Nothing is kept.',
  permission: 'data.import',
  params: idParams,
  query: z.object({ mode }),
  response: z.object({
    entries: some,
    problems: z.array(z.string()),
    difference: z.object({
      codes: z.number().int(),
      added: z.number().int(),
      changed: z.number().int(),
      gone: z.number().int(),
      /** The first of each. */
      examples: z.array(
        z.object({ what: z.enum(['added', 'changed', 'gone']), before: dictionaryEntry.nullable(), after: dictionaryEntry.nullable() }),
      ),
    }),
  }),
  consumes: 'multipart',
})
export const loadTable = endpoint({
  method: 'POST',
  path: '/dictionaries/:id/load',
  summary: 'Put a table in force for the office: files brought in from then on are held against it. `seq` is the number last seen.',
  permission: 'data.import',
  params: idParams,
  body: z.object({
    mode,
    entries: some.min(1).max(8000),
    source: z.string().trim().min(2).max(500),
    reason: z.string().trim().min(2).max(500),
    seq: z.number().int(),
  }),
  response: dictionaryDetail,
})
export const undoLoad = endpoint({
  method: 'POST',
  path: '/dictionaries/:id/undo',
  summary: 'Take the table in force back: the one before it is in force again.',
  permission: 'data.import',
  params: idParams,
  body: z.object({ reason: z.string().trim().min(2).max(500), seq: z.number().int() }),
  response: dictionaryDetail,
})
