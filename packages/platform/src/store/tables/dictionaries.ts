import type { DictionaryEntry } from '@xiezhi/engine/data/dictionary'
import type { Json, Owned } from './row.ts'

/** As it was loaded: an older table knows no other words. */
export type StoredEntry = Omit<DictionaryEntry, 'also'> & Partial<Pick<DictionaryEntry, 'also'>>

export interface DictionaryLoadTable extends Owned {
  seq: number
  dictionary_id: string
  entries: Json<readonly StoredEntry[]> | null
  codes: number
  source: string
  undoes: number | null
  reason: string
  by_id: string
  by_name: string
  at: string
}

export interface OfficeStandardTable extends Owned {
  seq: number
  dataset_id: string
  version: number
  files: Json<Readonly<Record<string, string>>> | null
  reason: string
  by_id: string
  by_name: string
  at: string
}
