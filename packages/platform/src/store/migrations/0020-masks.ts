import { type Kysely, sql } from 'kysely'

/** What is shown of a number stands beside it here, and no more in the lake, where a day of birth beside it gave the number away. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw('alter table vault add column mask text').execute(db)
}
