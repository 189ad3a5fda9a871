import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { exportOf } from './export-of.ts'
import { day, idParams, jobState, listQuery, moment, page, progress } from './shapes.ts'

/** Statutes: which there are, what their versions say, what was in force on a day, what cites an article. */

/** An instrument is named by its official name, in a path URL-encoded. */
export const instrumentParams = z.object({ law: z.string().min(1).max(200) })

export const lawVersion = z.object({
  /** Stable within an instrument: the day of the version, else `undated-N`. */
  id: z.string(),
  /** Adopted, published or amended on. */
  versionDate: day.nullable(),
  /** Of the order or document that published it (国务院令第709号), where it is established. */
  number: z.string().nullable(),
  effectiveFrom: day.nullable(),
  /** The first day on which it was no longer in force. */
  endedOn: day.nullable(),
  /** Where the effective day was found (正文, 题注, 公开目录, 待补, 沿革). */
  source: z.string().nullable(),
  /** The highest article number, where it has been counted. */
  articles: z.number().int().nullable(),
  /** A full text has been loaded here. */
  loaded: z.boolean(),
  /** Why models do not judge by the loaded text; null when they do, or when there is none. */
  aside: z.string().nullable(),
  /** `in-force`, `ended`, `not-yet` on the day asked for; `unknown` where its days are not known. */
  state: z.enum(['in-force', 'ended', 'not-yet', 'unknown']),
})
export type LawVersion = z.infer<typeof lawVersion>

export const instrumentRow = z
  .object({
    name: z.string(),
    aliases: z.array(z.string()),
    level: z.string().nullable(),
    /** Who made it, where it is established. */
    issuer: z.string().nullable(),
    versions: z.number().int(),
    loadedVersions: z.number().int(),
    /** The version in force on the day asked for. */
    current: lawVersion.nullable(),
    supersededBy: z.string().nullable(),
  })
  .meta({ id: 'Instrument' })
export type InstrumentRow = z.infer<typeof instrumentRow>

export const listInstruments = endpoint({
  method: 'GET',
  path: '/law/instruments',
  summary: 'Instruments known by name or with a text loaded; `on` is the day asked about (default today). Sort: name, level, effective.',
  permission: 'law.read',
  query: listQuery.extend({ level: z.string().optional(), loaded: z.enum(['true', 'false']).optional(), on: day.optional() }),
  response: page(instrumentRow).extend({ levels: z.array(z.object({ value: z.string(), count: z.number().int() })) }),
})

export const exportInstruments = exportOf(listInstruments)
export const getInstrument = endpoint({
  method: 'GET',
  path: '/law/instruments/:law',
  summary: 'One instrument by any of its names: versions with their days, the newest first.',
  permission: 'law.read',
  params: instrumentParams,
  query: z.object({ on: day.optional() }),
  response: instrumentRow.extend({ list: z.array(lawVersion) }),
})

export const articleText = z.object({
  article: z.number().int(),
  /** 之几; 0 when there is none. */
  sub: z.number().int(),
  /** 第一款 … with its 项. */
  paragraphs: z.array(z.object({ text: z.string(), items: z.array(z.object({ item: z.number().int(), text: z.string() })) })),
})
export type ArticleText = z.infer<typeof articleText>

/** Headings and articles in the order of the text. */
export const lawTree = z.array(
  z.union([
    z.object({ kind: z.literal('heading'), depth: z.number().int(), text: z.string() }),
    z.object({ kind: z.literal('article'), article: articleText }),
  ]),
)
export const getVersion = endpoint({
  method: 'GET',
  path: '/law/instruments/:law/versions/:version',
  summary: 'The text of one version, split into headings, articles, paragraphs, items.',
  permission: 'law.read',
  params: instrumentParams.extend({ version: z.string().max(40) }),
  response: z.object({ law: z.string(), version: lawVersion, history: z.array(z.object({ day, event: z.string() })), tree: lawTree }),
})

/** A run of text: the same in both, or only in the older, or only in the newer. */
export const difference = z.object({ kind: z.enum(['same', 'removed', 'added']), text: z.string() })
export const compareVersions = endpoint({
  method: 'GET',
  path: '/law/instruments/:law/compare',
  summary: 'Two versions side by side, article by article; articles are paired by the renumbering made by hand, else by likeness of text.',
  permission: 'law.read',
  params: instrumentParams,
  query: z.object({ from: z.string().max(40), to: z.string().max(40) }),
  response: z.object({
    law: z.string(),
    from: lawVersion,
    to: lawVersion,
    counts: z.object({ same: z.number(), changed: z.number(), renumbered: z.number(), added: z.number(), removed: z.number() }),
    pairs: z.array(
      z.object({
        old: articleText.nullable(),
        new: articleText.nullable(),
        change: z.enum(['same', 'changed', 'renumbered', 'renumbered-changed', 'added', 'removed']),
        /** Made by hand and verified; otherwise the pairing is a lead. */
        certain: z.boolean(),
        differences: z.array(difference),
      }),
    ),
  }),
})

export const citedBy = z.object({
  models: z.array(z.object({ id: z.string(), title: z.string(), rules: z.array(z.string()) })),
  limits: z.array(z.object({ id: z.string(), title: z.string(), article: z.string() })),
  clues: z.object({ total: z.number().int(), items: z.array(z.object({ id: z.string(), no: z.string(), title: z.string(), asOf: day })) }),
  /** Other loaded articles that cite it. */
  articles: z.array(z.object({ law: z.string(), article: z.number().int(), sub: z.number().int() })),
})
export const getArticle = endpoint({
  method: 'GET',
  path: '/law/instruments/:law/articles/:article',
  summary:
    'One article as it stood on a day (default today), in every loaded version, where it went when numbers changed, and what cites it. `:article` is `46` or `17-1` (之一).',
  permission: 'law.read',
  // Not `17.1`: where a model or a limit names its basis, a point means 款.
  params: instrumentParams.extend({ article: z.string().regex(/^\d{1,4}(-\d{1,2})?$/) }),
  query: z.object({ on: day.optional() }),
  response: z.object({
    law: z.string(),
    article: z.number().int(),
    sub: z.number().int(),
    on: day,
    /** As `textInForce` answers. */
    found: z.enum(['text', 'no-article', 'not-in-force', 'unknown-law', 'no-texts']),
    certain: z.boolean(),
    current: z.object({ version: lawVersion, text: articleText }).nullable(),
    versions: z.array(z.object({ version: lawVersion, text: articleText.nullable() })),
    renumbered: z.array(
      z.object({
        fromVersion: z.string(),
        toVersion: z.string(),
        newEffective: day.nullable(),
        old: z.string(),
        new: z.string().nullable(),
        certain: z.boolean(),
        topic: z.string().nullable(),
      }),
    ),
    citedBy,
  }),
})

export const searchLaw = endpoint({
  method: 'GET',
  path: '/law/search',
  summary:
    'Articles in force on a day (or of all versions) that hold all the words, or a whole phrase in quotation marks; 第46条 and names of laws are understood.',
  permission: 'law.read',
  query: listQuery.extend({ on: day.optional(), all: z.enum(['true', 'false']).optional(), law: z.string().max(200).optional() }),
  response: page(
    z.object({
      law: z.string(),
      version: lawVersion,
      article: z.number().int(),
      sub: z.number().int(),
      under: z.array(z.string()),
      /** Text around the hits, in runs: found or not. */
      excerpt: z.array(z.object({ text: z.string(), hit: z.boolean() })),
    }),
  ).extend({ words: z.array(z.string()) }),
})

/** What a load brought. */
export const lawLoad = z
  .object({
    id: z.string(),
    /** The one file, the folder, or the first file and how many. */
    label: z.string(),
    /** `held`: read, and waiting for a word, since something rests on what it changes (`POST /impact` tells what). */
    state: z.enum([...jobState.options, 'held', 'discarded']),
    progress: progress.nullable(),
    startedAt: moment,
    endedAt: moment.nullable(),
    by: z.string(),
    error: z.string().nullable(),
    counts: z
      .object({
        files: z.number().int(),
        instruments: z.number().int(),
        versions: z.number().int(),
        articles: z.number().int(),
        /** Versions that were not here before. */
        newVersions: z.number().int(),
        /** Versions that models may judge by. */
        usedVersions: z.number().int(),
      })
      .nullable(),
    refused: z.array(z.object({ file: z.string(), reason: z.string() })),
    /** Read, but no ground for a judgement, with the reason. */
    aside: z.array(z.object({ law: z.string(), versionDate: day.nullable(), reason: z.string() })),
    /** Reviews that the new versions asked for. */
    reviews: z.number().int(),
  })
  .meta({ id: 'LawLoad' })
export type LawLoad = z.infer<typeof lawLoad>

export const loadLaw = endpoint({
  method: 'POST',
  path: '/law/loads',
  summary:
    'Load statute texts: one multipart form with any number of files (field `file`, Markdown, .docx, a .zip of them, an `index.csv`; file names may hold folders). Answers at once; the work goes on as a job. Before it changes an article that models or limits rest on it waits (state `held`): `POST /impact` says what it touches, `publish` is the word on it. Without waiting with `hold=false`, for who has looked already.',
  permission: 'law.load',
  query: z.object({ hold: z.enum(['true', 'false']).optional() }),
  consumes: 'multipart',
  response: lawLoad,
  status: 202,
})
export const listLoads = endpoint({
  method: 'GET',
  path: '/law/loads',
  summary: 'Loads of statute texts, the newest first.',
  permission: 'law.read',
  query: listQuery,
  response: page(lawLoad),
})
export const exportLoads = exportOf(listLoads)
export const getLoad = endpoint({
  method: 'GET',
  path: '/law/loads/:id',
  summary: 'One load: progress, then its report.',
  permission: 'law.read',
  params: idParams,
  response: lawLoad,
})
export const publishLoad = endpoint({
  method: 'POST',
  path: '/law/loads/:id/publish',
  summary: 'The word on a load that waits: what it was read for is done.',
  permission: 'law.load',
  params: idParams,
  response: lawLoad,
})
export const cancelLoad = endpoint({
  method: 'POST',
  path: '/law/loads/:id/cancel',
  summary: 'Stop a load, or put away one that waits; nothing of it is published.',
  permission: 'law.load',
  params: idParams,
  response: lawLoad,
})

/** A new version of an instrument that models, limits or open clues rest on: somebody must look. */
export const lawReview = z
  .object({
    id: z.string(),
    law: z.string(),
    version: lawVersion,
    previous: lawVersion.nullable(),
    raisedAt: moment,
    models: z.array(z.object({ id: z.string(), title: z.string(), articles: z.array(z.string()) })),
    limits: z.array(z.object({ id: z.string(), title: z.string(), article: z.string() })),
    openClues: z.number().int(),
    reviewed: z.object({ by: z.string(), at: moment, note: z.string() }).nullable(),
  })
  .meta({ id: 'LawReview' })
export type LawReview = z.infer<typeof lawReview>
export const listReviews = endpoint({
  method: 'GET',
  path: '/law/reviews',
  summary: 'New versions whose effect on models and limits is to be reviewed, the open ones first.',
  permission: 'law.read',
  query: listQuery.extend({ open: z.enum(['true', 'false']).optional() }),
  response: page(lawReview),
})
export const exportReviews = exportOf(listReviews)
export const closeReview = endpoint({
  method: 'POST',
  path: '/law/reviews/:id/close',
  summary: 'Say that the models and limits touched were looked at, and what was found.',
  permission: 'law.load',
  params: idParams,
  body: z.object({ note: z.string().min(1).max(2000) }),
  response: lawReview,
})
