import type { Actor } from '../access/actor.ts'
import { record } from '../audit/record.ts'
import type { CatalogueModel } from '../catalogue.ts'
import type { CaseResult } from '../local/cases.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import type { Db, Tx } from '../store/database.ts'
import type { ModelFiles } from '../store/tables.ts'
import { tell } from '../texts.ts'
import { mostAlike, muchAlike } from './alike.ts'
import { runCasesOf } from './cases.ts'
import { officeVersions, type Shelf, withPieces } from './shelf.ts'
import { asModel } from './wrong.ts'

/** Numbers part by part: 1.10.0 is above 1.9.0. */
export const compareVersions = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true })

/** Why these files cannot be a model of the office, each reason with its way out; or the model. */
export async function mayPublish(
  db: Db,
  actor: Actor,
  shelf: Shelf,
  files: ModelFiles,
  asked: { readonly alike: boolean },
): Promise<CatalogueModel | Refusal> {
  const { catalogue } = shelf
  if (!shelf.isHome(actor)) return refuse('forbidden', 'workshop.other-office')
  const model = asModel(files, catalogue, 'publish', actor.locale)
  if (isRefusal(model)) return model
  const { id } = model
  const { title, version } = model.checked
  if (shelf.isOwn(id)) return refuse('conflict', 'workshop.own-id', { id })
  const versions = await officeVersions(db, actor, id)
  if (versions.some((one) => one.version === version)) return refuse('conflict', 'workshop.version-taken', { id, version })
  const latest = versions
    .map((one) => one.version)
    .sort(compareVersions)
    .at(-1)
  if (latest !== undefined && compareVersions(version, latest) < 0) return refuse('conflict', 'workshop.version-older', { version, latest })
  const namesake = [...catalogue.models.values()].find((one) => one.id !== id && one.checked.title === title)
  if (namesake) return refuse('conflict', 'workshop.title-taken', { title, id: namesake.id })
  const near = asked.alike ? undefined : mostAlike(model, catalogue.models.values())
  if (near && near.share >= muchAlike)
    return refuse('conflict', 'workshop.alike', {
      title: near.model.checked.title,
      id: near.model.id,
      percent: Math.round(near.share * 100),
    })
  const results = await runCasesOf(files, catalogue, undefined, actor.locale)
  return badCases(results, actor) ?? model
}

function badCases(results: readonly CaseResult[], actor: Actor): Refusal | undefined {
  if (results.length === 0) return refuse('conflict', 'workshop.no-cases')
  const failed = results.find(({ problems }) => problems.length > 0)
  if (failed) return refuse('conflict', 'workshop.case-failed', { title: failed.title, problem: tell(failed.problems[0]!, actor.locale) })
  const lacks = [
    ...(results.some(({ clues }) => clues.length > 0) ? [] : ['fires']),
    ...(results.some(({ rules }) => rules.some(({ silent, notTested, covering }) => silent + notTested + covering.length > 0))
      ? []
      : ['silent']),
  ]
  if (lacks.length === 0) return undefined
  return refuse('conflict', 'workshop.one-sided', { what: tell({ code: `workshop.${lacks[0]}` }, actor.locale) })
}

/** One row for good, with its entry in the log. Packages are installed into the same place. */
export async function keepOfficeModel(
  tx: Tx,
  actor: Actor,
  at: Date,
  { model, files, origin }: { readonly model: CatalogueModel; readonly files: ModelFiles; readonly origin: string },
): Promise<void> {
  await tx
    .insertInto('office_model')
    .values({
      organisation_id: actor.organisationId,
      id: model.id,
      version: model.checked.version,
      files: JSON.stringify(withPieces(files, model)),
      hash: model.hash,
      origin,
      published_by: actor.name,
      published_at: at.toISOString(),
    })
    .execute()
  await record(tx, actor, at, {
    action: 'model.publish',
    object: model.id,
    values: { id: model.id, version: model.checked.version, title: model.checked.title },
  })
}
