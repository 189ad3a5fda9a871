import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { scope } from '../access/scope.ts'
import type { Queries, Tx } from '../store/database.ts'

/** What an office decides about a model: who keeps it, and its own value of a parameter. Only added to; the last row of a name counts. */
export interface Choice {
  readonly seq: number
  readonly modelId: string
  readonly kind: 'owner' | 'parameter' | 'version'
  readonly name: string
  /** Nothing: as the catalogue has it again. */
  readonly value: string | null
  readonly reason: string
  readonly by: string
  readonly at: string
}

export async function choicesOf(db: Queries, actor: Actor, modelId?: string): Promise<readonly Choice[]> {
  let query = db.selectFrom('model_choice').selectAll().where(scope(actor, 'model_choice'))
  if (modelId !== undefined) query = query.where('model_id', '=', modelId)
  const rows = await query.orderBy('seq').execute()
  return rows.map((row) => ({
    seq: row.seq,
    modelId: row.model_id,
    kind: row.kind,
    name: row.name,
    value: row.value,
    reason: row.reason,
    by: row.by_name,
    at: row.at,
  }))
}

/** The value that counts of each name. */
export function inForce(choices: readonly Choice[], modelId: string, kind: Choice['kind']): Readonly<Record<string, string>> {
  const values: Record<string, string> = {}
  for (const choice of choices) {
    if (choice.modelId !== modelId || choice.kind !== kind) continue
    if (choice.value === null) delete values[choice.name]
    else values[choice.name] = choice.value
  }
  return values
}

/** Choices of one office wait for each other until the transaction ends, so that two people cannot decide on the same state. */
export async function addChoice(
  tx: Tx,
  actor: Actor,
  at: Date,
  choice: Pick<Choice, 'modelId' | 'kind' | 'name' | 'value' | 'reason'>,
): Promise<void> {
  const { last } = await tx
    .selectFrom('model_choice')
    .select((e) => e.fn.coalesce(e.fn.max('seq'), sql<number>`0`).as('last'))
    .where(scope(actor, 'model_choice'))
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('model_choice')
    .values({
      organisation_id: actor.organisationId,
      seq: Number(last) + 1,
      model_id: choice.modelId,
      kind: choice.kind,
      name: choice.name,
      value: choice.value,
      reason: choice.reason,
      by_id: actor.id,
      by_name: actor.name,
      at: at.toISOString(),
    })
    .execute()
}

export const holdChoices = async (tx: Tx): Promise<void> => {
  await sql`select pg_advisory_xact_lock(8425)`.execute(tx)
}
