import { pointOf } from '@xiezhi/engine/ledger/systems'
import type { Locale } from '@xiezhi/engine/message'
import { type Available, lacksOf } from '@xiezhi/engine/model/model'
import type { Catalogue, CatalogueModel } from '../catalogue.ts'
import type { PackedModel as Report } from '../contract/packages.ts'
import type { PackageTrial } from '../store/tables.ts'
import { tell } from '../texts.ts'
import { mostAlike } from '../workshop/alike.ts'
import { compareVersions } from '../workshop/publish.ts'
import { officeModel } from '../workshop/shelf.ts'
import type { PackageContent, PackedModel } from './content.ts'
import { sayNeeds } from './needs.ts'

export interface Here {
  readonly catalogue: Catalogue
  readonly available: Available
  /** This office's own values of a model's parameters, with whether they fit a text of it. */
  readonly ownParameters: (model: CatalogueModel) => readonly Report['parameters'][number][]
  readonly isOwn: (id: string) => boolean
  readonly locale: Locale
}

/** Below this much in common two models have nothing to do with each other. */
const someAlike = 0.3

/** How a model of a package stands here: what is in its way, and what it would meet. */
export function examine(packed: PackedModel, content: PackageContent, here: Here, trial: PackageTrial | undefined): Report {
  const { catalogue, available, locale } = here
  const { model, findings } = officeModel({ id: packed.id, files: packed.files }, catalogue)
  const known = catalogue.models.get(packed.id)
  const near = model && mostAlike(model, catalogue.models.values())
  const needs = (lacking: readonly string[]) => sayNeeds(catalogue, content.standards, lacking)
  return {
    id: packed.id,
    version: packed.version,
    title: packed.title,
    state: stateOf(packed, known, here.isOwn(packed.id)),
    hereVersion: known?.checked.version ?? null,
    findings: findings
      .filter(({ level }) => level === 'error')
      .map(({ file, line, column, message }) => `${file}:${line}:${column} ${tell(message, locale)}`),
    sound: model === undefined || (model.hash === packed.hash && model.checked.version === packed.version),
    rules:
      model?.checked.rules.map((rule) => ({
        id: rule.id,
        title: rule.title,
        lacks: needs(lacksOf(rule.needs, available)),
      })) ?? [],
    cases: new Set(Object.keys(packed.files).flatMap((path) => /^cases\/([^/]+)\//.exec(path)?.[1] ?? [])).size,
    alike:
      near && near.share >= someAlike
        ? { id: near.model.id, title: near.model.checked.title, percent: Math.round(near.share * 100) }
        : null,
    samePoint: samePoint(packed, catalogue),
    parameters: model ? [...here.ownParameters(model)] : [],
    otherPieces: model?.pieces.filter(({ id, text }) => catalogue.pieces.get(id)?.text !== text).map(({ id }) => id) ?? [],
    trial: trial ? { passed: trial.passed, failed: [...trial.failed] } : null,
  }
}

function stateOf(packed: PackedModel, known: CatalogueModel | undefined, own: boolean): Report['state'] {
  if (!known) return 'new'
  if (known.hash === packed.hash && known.checked.version === packed.version) return 'here'
  if (own) return 'own'
  const order = compareVersions(packed.version, known.checked.version)
  return order > 0 ? 'newer' : order < 0 ? 'older' : 'changed'
}

const samePoint = (packed: PackedModel, catalogue: Catalogue): Report['samePoint'] =>
  [...catalogue.models.values()]
    .filter(({ id }) => packed.point !== null && id !== packed.id && pointOf(catalogue.systems, id)?.id === packed.point)
    .map(({ id, checked }) => ({ id, title: checked.title }))
