import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { scope } from '../access/scope.ts'
import { likeOf, type Orders, orderAsked } from '../lists/stored-list.ts'
import type { Queries, Tx } from '../store/database.ts'
import type { PackageTrial } from '../store/tables.ts'

export interface StoredPackage {
  readonly id: string
  readonly name: string
  readonly sha256: string
  readonly summary: {
    readonly office: string
    readonly madeAt: string
    readonly serial: string
    readonly models: readonly { readonly id: string; readonly version: string; readonly title: string }[]
  }
  readonly ed25519: string
  readonly sm2: string
  readonly trials: Readonly<Record<string, PackageTrial>>
  readonly installed: readonly string[]
  readonly receivedBy: string
  readonly receivedAt: string
}

const read = (db: Queries, actor: Actor) =>
  db
    .selectFrom('model_package')
    .where(scope(actor, 'model_package'))
    .select([
      'id',
      'name',
      'sha256',
      'summary',
      'ed25519',
      'sm2',
      'trials',
      'installed',
      'received_by as receivedBy',
      'received_at as receivedAt',
    ])

export const packageById = (db: Queries, actor: Actor, id: string): Promise<StoredPackage | undefined> =>
  read(db, actor).where('id', '=', id).executeTakeFirst()
export const packageByHash = (db: Queries, actor: Actor, sha256: string): Promise<StoredPackage | undefined> =>
  read(db, actor).where('sha256', '=', sha256).executeTakeFirst()
export const lockPackage = (tx: Tx, actor: Actor, id: string): Promise<StoredPackage | undefined> =>
  read(tx, actor).where('id', '=', id).forUpdate().executeTakeFirst()
export const allPackages = (db: Queries, actor: Actor): Promise<StoredPackage[]> =>
  read(db, actor).orderBy('received_at', 'desc').orderBy('id').execute()
export const textOf = async (db: Queries, actor: Actor, id: string): Promise<string | undefined> =>
  (await db.selectFrom('model_package').where(scope(actor, 'model_package')).where('id', '=', id).select('text').executeTakeFirst())?.text

const orders: Orders = { name: 'name', madeAt: sql`summary->>'madeAt'`, receivedAt: 'received_at' }

export async function pageOfPackages(
  db: Queries,
  actor: Actor,
  { q, sort }: { readonly q?: string | undefined; readonly sort?: string | undefined },
  { page, size }: { readonly page: number; readonly size: number },
): Promise<{ packages: StoredPackage[]; total: number }> {
  const wanted = q ? likeOf(q) : undefined
  const matching = wanted === undefined ? undefined : sql<boolean>`(name || ' ' || summary::text) ilike ${wanted}`
  let query = read(db, actor)
  if (matching) query = query.where(matching)
  const packages = await query
    .orderBy(...orderAsked(sort, orders, '-receivedAt'))
    .orderBy('id')
    .limit(size)
    .offset((page - 1) * size)
    .execute()
  let counting = db.selectFrom('model_package').where(scope(actor, 'model_package'))
  if (matching) counting = counting.where(matching)
  const { total } = await counting.select((e) => e.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  return { packages, total: Number(total) }
}

export async function insertPackage(tx: Tx, actor: Actor, one: StoredPackage, text: string): Promise<void> {
  await tx
    .insertInto('model_package')
    .values({
      id: one.id,
      organisation_id: actor.organisationId,
      name: one.name,
      sha256: one.sha256,
      text,
      summary: JSON.stringify(one.summary),
      ed25519: one.ed25519,
      sm2: one.sm2,
      trials: JSON.stringify(one.trials),
      installed: JSON.stringify(one.installed),
      received_by: one.receivedBy,
      received_at: one.receivedAt,
    })
    .execute()
}

export async function keepOutcome(tx: Tx, actor: Actor, { id, trials, installed }: StoredPackage): Promise<void> {
  await tx
    .updateTable('model_package')
    .set({ trials: JSON.stringify(trials), installed: JSON.stringify(installed) })
    .where(scope(actor, 'model_package'))
    .where('id', '=', id)
    .execute()
}

export async function removePackage(tx: Tx, actor: Actor, id: string): Promise<void> {
  await tx.deleteFrom('model_package').where(scope(actor, 'model_package')).where('id', '=', id).execute()
}

export interface StoredSigner {
  readonly id: string
  readonly fingerprint: string
  readonly ed25519: string
  readonly sm2: string
  readonly name: string
  readonly note: string
  readonly acceptedBy: string
  readonly acceptedAt: string
  readonly endedBy: string | null
  readonly endedAt: string | null
}

export const allSigners = (db: Queries, actor: Actor): Promise<StoredSigner[]> =>
  db
    .selectFrom('signer')
    .where(scope(actor, 'signer'))
    .select([
      'id',
      'fingerprint',
      'ed25519',
      'sm2',
      'name',
      'note',
      'accepted_by as acceptedBy',
      'accepted_at as acceptedAt',
      'ended_by as endedBy',
      'ended_at as endedAt',
    ])
    .orderBy('accepted_at', 'desc')
    .orderBy('id')
    .execute()

export async function insertSigner(tx: Tx, actor: Actor, one: StoredSigner): Promise<void> {
  await tx
    .insertInto('signer')
    .values({
      id: one.id,
      organisation_id: actor.organisationId,
      fingerprint: one.fingerprint,
      ed25519: one.ed25519,
      sm2: one.sm2,
      name: one.name,
      note: one.note,
      accepted_by: one.acceptedBy,
      accepted_at: one.acceptedAt,
      ended_by: null,
      ended_at: null,
    })
    .execute()
}

export async function endSignerRow(tx: Tx, actor: Actor, id: string, by: string, at: string): Promise<void> {
  await tx.updateTable('signer').set({ ended_by: by, ended_at: at }).where(scope(actor, 'signer')).where('id', '=', id).execute()
}
