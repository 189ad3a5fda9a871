import { type Kysely, sql } from 'kysely'

/** From which day to which whoever sent a file said that it is complete: stated of its batches when they are published. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `alter table import_file add column stated_from date, add column stated_to date,
        add constraint import_file_stated check ((stated_from is null) = (stated_to is null) and stated_from <= stated_to)`,
    )
    .execute(db)
}
