import { pointOf } from '@xiezhi/engine/ledger/systems'
import type { Locale } from '@xiezhi/engine/message'
import { type Available, lacksOf } from '@xiezhi/engine/model/model'
import type { Catalogue, CatalogueModel } from '../catalogue.ts'
import type { PackedModel as Report } from '../contract/packages.ts'
import type { PackageTrial } from '../store/tables.ts'
import { tell } from '../texts.ts'
import { alike, featuresOf, inCommon } from '../workshop/alike.ts'
import { compareVersions } from '../workshop/publish.ts'
import { officeModel } from '../workshop/shelf.ts'
import { withBrought } from './brought.ts'
import type { PackageContent, PackedModel } from './content.ts'
import { sayNeeds } from './needs.ts'

/** A model of another package. */
export interface OtherModel {
  readonly packageId: string
  readonly point: string | null
  readonly model: CatalogueModel
}

export interface Here {
  readonly catalogue: Catalogue
  readonly available: Available
  /** This office's own values of a model's parameters, with whether they fit a text of it. */
  readonly ownParameters: (model: CatalogueModel) => readonly Report['parameters'][number][]
  readonly isOwn: (id: string) => boolean
  /** Models of other packages that came in and are not on the shelf. */
  readonly others: readonly OtherModel[]
  readonly locale: Locale
}

/** Below this much in common two models have nothing to do with each other. */
const someAlike = 0.3
const mostNamed = 6

/** How a model of a package stands here: what is in its way, and what it would meet. */
export function examine(packed: PackedModel, content: PackageContent, here: Here, trial: PackageTrial | undefined): Report {
  const { catalogue, available, locale } = here
  const { model, findings } = officeModel({ id: packed.id, files: packed.files }, withBrought(catalogue, content))
  const known = catalogue.models.get(packed.id)
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
    mapped: model ? mapped(model, catalogue, available) : [],
    cases: new Set(Object.keys(packed.files).flatMap((path) => /^cases\/([^/]+)\//.exec(path)?.[1] ?? [])).size,
    standardsFirst: model ? standardsFirst(model, content, catalogue) : [],
    alike: model ? near(packed, model, here) : [],
    parameters: model ? [...here.ownParameters(model)] : [],
    otherPieces: model?.pieces.filter(({ id, text }) => catalogue.pieces.get(id)?.text !== text).map(({ id }) => id) ?? [],
    trial: trial ? { passed: trial.passed, failed: [...trial.failed] } : null,
  }
}

/** What it would read of this office's own data, and how many of the fields without which its rules don't run. */
function mapped({ checked }: CatalogueModel, catalogue: Catalogue, available: Available): Report['mapped'] {
  const needed = [...new Set(checked.rules.flatMap(({ needs }) => needs))].filter((need) => need.includes('.'))
  return checked.inputs.flatMap(({ dataset }) => {
    const fields = available.get(dataset)
    if (!fields || !catalogue.standards.has(dataset)) return []
    const asked = needed.filter((need) => need.startsWith(`${dataset}.`)).map((need) => need.slice(dataset.length + 1))
    return {
      dataset,
      title: catalogue.schemas.get(dataset)?.label ?? dataset,
      fields: asked.filter((name) => fields.has(name)).length,
      needed: asked.length,
    }
  })
}

function stateOf(packed: PackedModel, known: CatalogueModel | undefined, own: boolean): Report['state'] {
  if (!known) return 'new'
  if (known.hash === packed.hash && known.checked.version === packed.version) return 'here'
  if (own) return 'own'
  const order = compareVersions(packed.version, known.checked.version)
  return order > 0 ? 'newer' : order < 0 ? 'older' : 'changed'
}

/** Standards that the model reads, that came along, and that are not in use here. */
export const standardsFirst = (model: CatalogueModel, { standards }: PackageContent, catalogue: Catalogue): string[] =>
  standards
    .filter(({ id, draft }) => draft && !catalogue.schemas.has(id) && model.checked.inputs.some(({ dataset }) => dataset === id))
    .map(({ label }) => label)

/** Models that do much the same or serve the same supervision point, with what they have in common. */
function near(packed: PackedModel, model: CatalogueModel, { catalogue, isOwn, others, locale }: Here): Report['alike'] {
  const own = featuresOf(model)
  // What its text says is signed and checked; the package says the point of a model whose text does not.
  const stated = model.checked.point ?? packed.point
  const point = catalogue.systems.points.find(({ id }) => id === stated)
  const say = (code: string, values: Readonly<Record<string, string | number>>): string =>
    tell({ code: `package.shared-${code}`, values }, locale)
  const here = [...catalogue.models.values()].map((one) => ({
    model: one,
    point: pointOf(catalogue.systems, one)?.id ?? null,
    from: isOwn(one.id) ? ('product' as const) : ('office' as const),
    packageId: null,
  }))
  return [...here, ...others.map((one) => ({ ...one, from: 'package' as const }))]
    .filter((one) => one.model.id !== model.id)
    .map((one) => ({ ...one, share: alike(own, featuresOf(one.model)), samePoint: point !== undefined && one.point === point.id }))
    .filter(({ share, samePoint }) => share >= someAlike || samePoint)
    .sort((a, b) => b.share - a.share)
    .slice(0, mostNamed)
    .map(({ model: other, from, packageId, share, samePoint }) => {
      const { input, step, rule } = inCommon(model, other)
      const functions = model.checked.function.filter((name) => other.checked.function.includes(name))
      const purpose =
        samePoint && point
          ? [say('point', { point: point.title })]
          : functions.length > 0
            ? [say('function', { functions: functions.join('、') })]
            : []
      return {
        id: other.id,
        title: other.checked.title,
        from,
        packageId,
        percent: Math.round(share * 100),
        samePoint,
        reasons: [
          ...purpose,
          ...(input.same.length > 0
            ? [say('data', { data: input.same.map((id) => catalogue.schemas.get(id)?.label ?? id).join('、') })]
            : []),
          ...(step.same.length > 0 ? [say('steps', { same: step.same.length, all: step.of })] : []),
          ...(rule.same.length > 0 ? [say('rules', { same: rule.same.length, all: rule.of })] : []),
        ],
      }
    })
}
