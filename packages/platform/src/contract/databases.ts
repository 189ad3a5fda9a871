import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { idParams, jobState, listQuery, moment, page, progress } from './shapes.ts'

/** Databases of agencies as a way in of a source: what is read, how far it has been read, and each reading. */

const one = (most: number) => z.string().trim().min(1).max(most)

const facts = z.object({
  /** What it is called among those of the source. */
  name: one(100),
  engine: z.enum(['postgres', 'mysql']),
  host: one(253).regex(/^[\w.:-]+$/),
  port: z.number().int().min(1).max(65_535),
  database: one(128),
  username: one(128),
  /** Empty: the one that is kept, where neither address nor user nor the way of sealing the line has changed. */
  password: z.string().max(500),
  /** `on` seals the line, whoever answers; `verify` also asks that the certificate be the host’s. */
  tls: z.enum(['off', 'on', 'verify']),
  /** PEM of who signs the certificate; for `verify`. */
  authority: z.string().trim().max(50_000).nullable(),
  /** Which dataset the rows are, where a person knows better than their names tell. */
  dataset: z.string().max(100).nullable(),
  /** `table` or `schema.table`; or a query, not both. */
  table: z.string().trim().max(257).nullable(),
  query: z.string().trim().max(20_000).nullable(),
  /** Only rows above the highest value that was accepted are read; null: all each time. */
  markColumn: z.string().max(128).nullable(),
  /** So far below the mark reading begins anew (minutes, days or numbers, as the column is): what was committed late. */
  lookBack: z.number().int().min(0).max(1_000_000),
  /** After a whole reading so many of a hundred rows may leave by themselves; more waits for a person. 0: all wait; 100: none does. */
  leaveShare: z.number().int().min(0).max(100).default(5),
})
export const databaseFacts = facts
export type DatabaseFacts = z.output<typeof facts>

const pullOutcome = z.enum(['arrived', 'nothing', 'unchanged'])

export const databasePull = z
  .object({
    id: z.string(),
    state: jobState,
    progress: progress.nullable(),
    /** What became of it: a file arrived; nothing was above the mark; the rows are those of the last time, byte by byte. */
    outcome: pullOutcome.nullable(),
    rows: z.number().int().nullable(),
    /** All rows were read, whatever the mark: what earlier readings brought and is there no longer leaves. */
    whole: z.boolean(),
    /** Of a whole reading: rows that readings had brought before, and those of them that are gone from the database. */
    held: z.number().int().nullable(),
    leaving: z.number().int().nullable(),
    /** Of a whole reading: rows that were there and could not be taken in. While there are any, nothing leaves by itself. */
    notTaken: z.number().int().nullable(),
    /** When they left; null while they wait for a person. */
    left: z.object({ by: z.string(), at: moment }).nullable(),
    importId: z.string().nullable(),
    importState: jobState.nullable(),
    fromMark: z.string().nullable(),
    toMark: z.string().nullable(),
    /** Moments of its schedule that it makes up for. */
    missed: z.number().int(),
    scheduled: z.boolean(),
    /** More than once: it was broken off by the server’s end and begun anew. */
    attempts: z.number().int(),
    refusal: z.string().nullable(),
    askedBy: z.string(),
    askedAt: moment,
    endedAt: moment.nullable(),
  })
  .meta({ id: 'DatabasePull' })
export type DatabasePull = z.infer<typeof databasePull>

export const databaseLink = facts
  .omit({ password: true })
  .extend({
    id: z.string(),
    /** How far it has been accepted. */
    mark: z.string().nullable(),
    markedAt: moment.nullable(),
    /** Whether the address is still among those that the server may ask. */
    allowed: z.boolean(),
    madeBy: z.string(),
    madeAt: moment,
    lastPull: databasePull.nullable(),
    /** The whole reading after which rows wait for a person to let them leave. */
    waiting: databasePull.nullable(),
    /** How many readings have failed since the last that did not. */
    failures: z.number().int(),
  })
  .meta({ id: 'DatabaseLink' })
export type DatabaseLink = z.infer<typeof databaseLink>

const linkParams = z.object({ id: z.string().max(200), link: z.string().max(200) })

export const listDatabases = endpoint({
  method: 'GET',
  path: '/sources/:id/databases',
  summary: 'Databases that a source is read from; passwords are never shown. `addresses` are those that the server may ask.',
  permission: 'data.import',
  params: idParams,
  query: listQuery.omit({ sort: true }),
  response: page(databaseLink).extend({ addresses: z.array(z.string()) }),
})
export const createDatabase = endpoint({
  method: 'POST',
  path: '/sources/:id/databases',
  summary: 'Keep a database as a way in of a source. Nothing is read until it is asked for or scheduled.',
  permission: 'data.import',
  params: idParams,
  body: facts,
  response: databaseLink,
  status: 201,
})
export const changeDatabase = endpoint({
  method: 'PUT',
  path: '/sources/:id/databases/:link',
  summary: 'Change it. When what is read changes, reading begins from the beginning; another address or user wants the password again.',
  permission: 'data.import',
  params: linkParams,
  body: facts,
  response: databaseLink,
})
export const removeDatabase = endpoint({
  method: 'DELETE',
  path: '/sources/:id/databases/:link',
  summary: 'Take it off: the password is forgotten, its schedules go, what it brought stays.',
  permission: 'data.import',
  params: linkParams,
  response: z.null(),
  status: 204,
})
export const tryDatabase = endpoint({
  method: 'POST',
  path: '/sources/:id/databases/try',
  summary:
    'Try a connection and look at the first rows, masked. Nothing is kept; `link` lends the password that is kept for the same address and user.',
  permission: 'data.import',
  params: idParams,
  body: facts.extend({ link: z.string().max(200).nullable() }),
  response: z.object({
    version: z.string(),
    columns: z.array(
      z.object({
        name: z.string(),
        type: z.string(),
        /** How a mark of it is compared; null: it cannot be one. */
        mark: z.enum(['number', 'day', 'moment', 'text']).nullable(),
        binary: z.boolean(),
      }),
    ),
    rows: z.array(z.array(z.string().nullable())),
  }),
})
export const pullDatabase = endpoint({
  method: 'POST',
  path: '/sources/:id/databases/:link/pulls',
  summary:
    'Read it now. Answers at once; the reading goes on as a job, and its rows come in as a file. `whole`: all rows, and those that no longer appear leave.',
  permission: 'data.import',
  params: linkParams,
  query: z.object({ whole: z.enum(['true', 'false']).default('false') }),
  response: databasePull,
  status: 202,
})
export const listPulls = endpoint({
  method: 'GET',
  path: '/sources/:id/databases/:link/pulls',
  summary: 'Readings of a database, the newest first.',
  permission: 'data.import',
  params: linkParams,
  query: listQuery.omit({ sort: true, q: true }),
  response: page(databasePull),
})
export const cancelPull = endpoint({
  method: 'POST',
  path: '/sources/:id/databases/:link/pulls/:pull/cancel',
  summary: 'Stop a reading; nothing of it is kept.',
  permission: 'data.import',
  params: linkParams.extend({ pull: z.string().max(200) }),
  response: databasePull,
})
export const leaveGone = endpoint({
  method: 'POST',
  path: '/sources/:id/databases/:link/pulls/:pull/leave',
  summary:
    'Let leave what a whole reading showed to be gone, where it is more than may leave by itself. Nothing is deleted: past days and earlier runs see it.',
  permission: 'data.import',
  params: linkParams.extend({ pull: z.string().max(200) }),
  body: z.object({ reason: z.string().trim().min(2).max(500) }),
  response: databasePull,
})
export const rereadDatabase = endpoint({
  method: 'POST',
  path: '/sources/:id/databases/:link/reread',
  summary:
    'Forget how far it has been read: the next reading takes all rows. Of two rows with one key the later counts, so nothing is doubled.',
  permission: 'data.import',
  params: linkParams,
  body: z.object({ reason: z.string().trim().min(1).max(500) }),
  response: databaseLink,
})
