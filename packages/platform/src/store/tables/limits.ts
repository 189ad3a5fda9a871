import type { Json, Owned } from './row.ts'

export interface LimitOverrideTable extends Owned {
  seq: number
  limit_id: string
  quantity: number | null
  unit: string | null
  rollover: string | null
  reason: string
  by_id: string
  by_name: string
  at: string
}

export interface CalendarYearTable extends Owned {
  seq: number
  year: number
  holidays: Json<readonly string[]>
  workdays: Json<readonly string[]>
  source: string
  notice: string | null
  reason: string
  by_id: string
  by_name: string
  at: string
}
