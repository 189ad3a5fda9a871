import { pointOf } from '@xiezhi/engine/ledger/systems'
import type { Actor } from '../access/actor.ts'
import { scope } from '../access/scope.ts'
import type { CatalogueModel } from '../catalogue.ts'
import { type ExportMark, recordExport } from '../export/mark.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { officeDrafts } from '../standards/store.ts'
import type { Db } from '../store/database.ts'
import type { ModelFiles } from '../store/tables.ts'
import { folderFiles } from '../workshop/drafts.ts'
import { type SeenBy, withPieces } from '../workshop/shelf.ts'
import { type PackageContent, type PackedModel, writePackage } from './content.ts'
import { packStandards } from './needs.ts'
import type { Signers } from './signers.ts'

export type MakePackage = (
  actor: Actor,
  asked: { readonly models: string; readonly licence: string; readonly note: string },
) => Promise<{ readonly name: string; readonly text: string; readonly mark: ExportMark } | Refusal>

interface Parts {
  readonly db: Db
  readonly clock: () => Date
  readonly seenBy: SeenBy
  readonly signers: Signers
  readonly product: string
  readonly officeOf: (actor: Actor) => Promise<string>
}

/** Models with all that they need elsewhere, as one signed text. */
export function openMaking({ db, clock, seenBy, signers, product, officeOf }: Parts): MakePackage {
  const files = async (actor: Actor, model: CatalogueModel): Promise<ModelFiles> => {
    if (model.folder !== '') return folderFiles(model.folder)
    const kept = await db
      .selectFrom('office_model')
      .where(scope(actor, 'office_model'))
      .where('id', '=', model.id)
      .where('version', '=', model.checked.version)
      .select('files')
      .executeTakeFirst()
    return kept?.files ?? { 'model.yml': model.source, 'README.md': model.readme }
  }

  return async (actor, { models, licence, note }) => {
    const catalogue = seenBy(actor)
    const wanted = [...new Set(models.split(','))]
    const chosen: CatalogueModel[] = []
    for (const id of wanted) {
      const model = catalogue.models.get(id)
      if (!model) return refuse('not-found', 'run.no-model', { id })
      chosen.push(model)
    }
    const office = await officeOf(actor)
    const packed: PackedModel[] = []
    for (const model of chosen)
      packed.push({
        id: model.id,
        version: model.checked.version,
        title: model.checked.title,
        hash: model.hash,
        point: pointOf(catalogue.systems, model)?.id ?? null,
        files: withPieces(await files(actor, model), model),
      })
    const at = clock()
    const [first] = chosen
    const name = chosen.length === 1 && first ? `${first.id}-${first.checked.version}` : `${chosen.length}-models`
    return db.transaction().execute(async (tx) => {
      const event = {
        action: 'package.make',
        values: { models: packed.map(({ title, version }) => `${title} ${version}`).join('、') },
        count: packed.length,
        asked: {},
      } as const
      const mark = await recordExport(tx, actor, at, event)
      const drafts = await officeDrafts(tx, actor)
      const content: PackageContent = {
        format: 1,
        made: { office, at: at.toISOString(), serial: mark.serial, product },
        licence,
        note,
        models: packed,
        standards: packStandards(
          catalogue,
          drafts,
          chosen.flatMap(({ checked }) => checked.inputs.map(({ dataset }) => dataset)),
        ),
      }
      const text = JSON.stringify(content)
      return { name: `${name} ${mark.serial}.json`, text: writePackage(text, signers.own().sign(text)), mark }
    })
  }
}
