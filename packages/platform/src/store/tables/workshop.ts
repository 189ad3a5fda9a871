import type { Json, Owned } from './row.ts'

/** The files of one model folder, by their paths in it. */
export type ModelFiles = Readonly<Record<string, string>>

export interface DraftTable extends Owned {
  id: string
  title: string
  files: Json<ModelFiles>
  edition: number
  owner_id: string
  owner: string
  shared: Json<readonly string[]>
  made_from: string | null
  published: string | null
  created_at: string
  changed_at: string
  changed_by: string
}

export interface DraftEditionTable extends Owned {
  draft_id: string
  edition: number
  files: Json<ModelFiles>
  made_at: string
  made_by: string
  restored_from: number | null
}

export interface OfficeModelTable extends Owned {
  id: string
  version: string
  files: Json<ModelFiles>
  hash: string
  origin: string
  published_by: string
  published_at: string
}
