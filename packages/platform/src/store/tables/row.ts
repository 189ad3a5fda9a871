import type { ColumnType } from 'kysely'

/** JSON goes in as text and comes out as a value. */
export type Json<T> = ColumnType<T, string, string>

/** Every row has an owning organisation, so that whose data may be seen is one condition (access/scope.ts). */
export interface Owned {
  organisation_id: string
}

type MessageValues = Readonly<Record<string, string | number | boolean | null>>
export interface StoredMessage {
  readonly code: string
  readonly values?: MessageValues | undefined
}
