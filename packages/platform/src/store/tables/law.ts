import type { Generated } from 'kysely'
import type { Json, Owned } from './row.ts'

export interface LawLoadTable extends Owned {
  id: string
  seq: Generated<number>
  job_id: string
  label: string
  files: number
  bytes: number
  sha256: string
  loaded_by: string
  started_at: string
  report: Json<unknown> | null
  /** Asked to wait; waiting for a word; put away. */
  held: 'asked' | 'waiting' | 'discarded' | null
  foreseen: Json<unknown> | null
}

export interface LawTextTable extends Owned {
  id: string
  load_id: string
  published: boolean
  law: string
  version_id: string
  file: string
  sha256: string
  days: Json<unknown>
  head: Json<unknown>
}

export interface LawVersionTable extends Owned {
  law: string
  id: string
  aliases: Json<readonly string[]>
  version_date: string | null
  effective_from: string | null
  ended_on: string | null
  source: string | null
  articles: number
  complete: boolean
  aside: string | null
  load_id: string
}

export interface LawArticleTable extends Owned {
  text_id: string
  ordinal: number
  article: number
  sub: number
  line: number
  under: Json<unknown>
  paragraphs: Json<unknown>
  plain: string
}

export interface LawCitationTable extends Owned {
  text_id: string
  article: number
  sub: number
  to_law: string
  to_article: number
  to_sub: number
}

export interface LawReviewTable extends Owned {
  id: string
  seq: Generated<number>
  load_id: string
  law: string
  version_id: string
  previous_id: string | null
  raised_at: string
  touched: Json<unknown>
  reviewed_by: string | null
  reviewed_at: string | null
  note: string | null
}
