import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { scope } from '../access/scope.ts'
import type { Tx } from '../store/database.ts'

/** Notes which version reported the clues of a run, in the transaction that publishes them: its precision is told by these. */
export async function keepClueVersions(
  tx: Tx,
  actor: Actor,
  run: { readonly id: string; readonly modelId: string; readonly version: string },
): Promise<void> {
  await sql`insert into clue_version (organisation_id, clue_id, model_id, version)
    select organisation_id, clue_id, ${run.modelId}, ${run.version} from clue_sighting
    where ${scope(actor, 'clue_sighting')} and run_id = ${run.id} and state <> 'vanished'
    on conflict do nothing`.execute(tx)
}
