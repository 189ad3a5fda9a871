import { type Expression, type SqlBool, sql } from 'kysely'
import type { Owned, Tables } from '../store/tables.ts'
import type { Actor } from './actor.ts'

type OwnedTable = { [T in keyof Tables]: Tables[T] extends Owned ? T : never }[keyof Tables]

/**
 * The one place that says which rows an actor may see or touch. Every query on an owned table carries it in its `where`:
 * `.where(scope(actor, 'clue'))`. Today that is the actor's own organisation; a tree of organisations changes only this.
 */
export const scope = (actor: Actor, table: OwnedTable): Expression<SqlBool> =>
  sql<SqlBool>`${sql.ref(`${table}.organisation_id`)} = ${actor.organisationId}`
