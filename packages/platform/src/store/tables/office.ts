import type { Json, Owned } from './row.ts'

export interface SettingTable extends Owned {
  key: string
  value: Json<unknown>
}
