import { differenceOf } from '@xiezhi/engine/data/dictionary'
import type { Standard } from '@xiezhi/engine/data/standard'
import type { Locale } from '@xiezhi/engine/message'
import type { Actor } from '../access/actor.ts'
import type { Catalogue } from '../catalogue.ts'
import type { Change, Impact } from '../contract/impact.ts'
import { catalogueDictionaries, dictionariesOf } from '../dictionaries/store.ts'
import type { RuleOfModel } from '../law/clue-store.ts'
import { restingOnForeseen } from '../law/foresee.ts'
import { type ForeseenLaw, loadById } from '../law/load-store.ts'
import { type LawNames, lawNames } from '../law/names.ts'
import { articleOfBasis, type RestingModel, restingOn } from '../law/resting.ts'
import { loadedVersions } from '../law/version-store.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { standardOfDraft } from '../standards/check.ts'
import type { Queries } from '../store/database.ts'
import { tell } from '../texts.ts'
import { changedFields } from './changed-fields.ts'
import { restingOnFields, restingOnLimit, type Touched } from './touched.ts'

/** What a change would touch, before clues are counted. */
export interface Found {
  readonly title: string
  readonly changes: readonly string[]
  readonly models: readonly TouchedModel[]
  readonly limits: Impact['limits']
}
type TouchedModel = Omit<Impact['models'][number], 'openClues'> & { readonly of: readonly RuleOfModel[] }
type Of<K extends Change['kind']> = Extract<Change, { kind: K }>

const rulesOf = ({ model, rules, through }: Touched): TouchedModel => {
  const named = new Map(rules.map(({ as, title }) => [as, title]))
  for (const { id, of, title } of model.checked.rollups) if (named.has(of)) named.set(id, title)
  return {
    id: model.id,
    title: model.checked.title,
    rules: Array.from(named, ([id, title]) => ({ id, title })),
    through: [...through],
    of: Array.from(named.keys(), (rule) => ({ model: model.id, rule })),
  }
}

export async function findTouched(db: Queries, actor: Actor, catalogue: Catalogue, change: Change): Promise<Found | Refusal> {
  switch (change.kind) {
    case 'limit': {
      const limit = catalogue.limits.get(change.limit)
      if (!limit) return refuse('not-found', 'limits.not-found', { id: change.limit })
      return { title: limit.title, changes: [], models: restingOnLimit(catalogue, limit.id).map(rulesOf), limits: [] }
    }
    case 'standard':
      return ofStandard(catalogue, change, actor.locale)
    case 'dictionary':
      return ofDictionary(db, actor, catalogue, change)
    case 'article':
      return ofArticle(catalogue, change, lawNames(catalogue.instruments, await loadedVersions(db, actor)))
    case 'texts': {
      const load = await loadById(db, actor, change.load)
      if (!load) return refuse('not-found', 'law.no-load')
      const names = lawNames(catalogue.instruments, await loadedVersions(db, actor))
      return ofTexts(catalogue, names, load.foreseen ?? [], load.label, actor.locale)
    }
  }
}

function ofStandard(catalogue: Catalogue, { dataset, field, draft }: Of<'standard'>, locale: Locale): Found | Refusal {
  const schema = catalogue.schemas.get(dataset)
  const standard = catalogue.standards.get(dataset)
  const known = standard?.fields.find(({ id }) => id === field) ?? schema?.columns.find(({ name }) => name === field)
  if (!schema || (field !== undefined && !known)) return refuse('not-found', 'impact.no-field', { dataset, field: field ?? '' })
  if (draft && standard) return ofNextVersion(catalogue, standard, draft, locale)
  const title =
    field === undefined
      ? schema.label
      : tell({ code: 'run.field', values: { dataset: schema.label, field: known?.label ?? field } }, locale)
  return {
    title,
    changes: [],
    models: restingOnFields(catalogue, dataset, field === undefined ? undefined : [field]).map(rulesOf),
    limits: [],
  }
}

function ofNextVersion(
  catalogue: Catalogue,
  before: Standard,
  draft: NonNullable<Of<'standard'>['draft']>,
  locale: Locale,
): Found | Refusal {
  const after = standardOfDraft(draft, catalogue)
  if (!after) return refuse('invalid', 'standards.no-draft')
  const { changes, fields, key } = changedFields(before, after)
  const touched = key
    ? restingOnFields(catalogue, before.id, undefined)
    : fields.length > 0
      ? restingOnFields(catalogue, before.id, fields)
      : []
  return { title: before.label, changes: changes.map((one) => tell(one, locale)), models: touched.map(rulesOf), limits: [] }
}

/** Fields of a dataset that hold its codes, and what of the codes that change a model names itself. */
async function ofDictionary(db: Queries, actor: Actor, catalogue: Catalogue, asked: Of<'dictionary'>): Promise<Found | Refusal> {
  const own = catalogueDictionaries(catalogue).get(asked.dictionary)
  if (!own) return refuse('not-found', 'dictionaries.not-found')
  const before = (await dictionariesOf(db, actor, catalogue)).dictionaries.get(asked.dictionary) ?? own
  const { locale } = actor
  const { added, changed, gone } = differenceOf(before.entries, asked.entries ?? [], asked.entries ? (asked.mode ?? 'part') : 'whole')
  const lost = [...gone, ...changed.map((one) => one.before)]
  const words = new Set(lost.flatMap(({ code, name }) => [code, name]))
  const changes = asked.entries
    ? [
        ...gone.map((one) => ({ code: 'impact.code-gone', values: { code: one.code, name: one.name } })),
        ...changed.map(({ before: was, after }) => ({
          code: was.name === after.name ? 'impact.code-days' : 'impact.code-changed',
          values: { code: was.code, name: was.name, now: after.name },
        })),
        ...(added.length > 0 ? [{ code: 'impact.codes-added', values: { count: added.length } }] : []),
      ].map((one) => tell(one, locale))
    : []
  // A code that nobody knew so far is in no batch that is here.
  if (asked.entries && lost.length === 0) return { title: own.label, changes, models: [], limits: [] }
  const models = new Map<string, TouchedModel>()
  for (const standard of catalogue.standards.values()) {
    const fields = standard.fields.filter(({ dictionary }) => dictionary === own.id)
    if (fields.length === 0) continue
    const fieldIds = fields.map(({ id }) => id)
    for (const touched of restingOnFields(catalogue, standard.id, fieldIds)) {
      const through = fields.map(({ label }) => tell({ code: 'run.field', values: { dataset: standard.label, field: label } }, locale))
      const texts = [touched.model.source, ...touched.model.pieces.map(({ text }) => text)]
      const named = texts.flatMap(wordsIn).filter((word) => words.has(word))
      const one = rulesOf({ ...touched, through: [...through, ...new Set(named.map((word) => `“${word}”`))] })
      models.set(one.id, merged(models.get(one.id), one))
    }
  }
  return { title: own.label, changes, models: [...models.values()], limits: [] }
}

/** What stands in quotes in a model: an expression’s text may itself stand in quotes. */
const wordsIn = (text: string): string[] =>
  [/'([^'\n]+)'/g, /"([^"\n]+)"/g].flatMap((quoted) => Array.from(text.matchAll(quoted), ([, word]) => word ?? ''))

function merged(a: TouchedModel | undefined, b: TouchedModel): TouchedModel {
  if (!a) return b
  const rules = [...a.rules, ...b.rules.filter(({ id }) => !a.rules.some((one) => one.id === id))]
  return { ...a, rules, through: [...new Set([...a.through, ...b.through])], of: rules.map(({ id }) => ({ model: a.id, rule: id })) }
}

function ofArticle(catalogue: Catalogue, change: Of<'article'>, names: LawNames): Found {
  const law = names(change.law) ?? change.law
  const isMeant = (article: string): boolean => change.article === undefined || articleOfBasis(article).article === change.article
  const resting = restingOn(catalogue, names)(law)
  return {
    title: change.article === undefined ? law : tell({ code: 'impact.article', values: { law, article: change.article } }),
    changes: [],
    limits: resting.limits.filter(({ article }) => isMeant(article)).map((limit) => ({ ...limit })),
    models: resting.models.flatMap((model) => {
      const articles = model.articles.filter(isMeant)
      const rules = model.rules.filter(({ bases }) => bases.some(({ article }) => isMeant(article)))
      return articles.length === 0 ? [] : [ofBasis(catalogue, { ...model, articles, rules }, articles)]
    }),
  }
}

function ofBasis(catalogue: Catalogue, model: RestingModel, through: readonly string[]): TouchedModel {
  const checked = catalogue.models.get(model.id)?.checked
  const titleOf = (id: string): string =>
    [...(checked?.rules ?? []), ...(checked?.rollups ?? [])].find((one) => ('as' in one ? one.as : one.id) === id)?.title ?? id
  return {
    id: model.id,
    title: model.title,
    rules: model.rules.map(({ id }) => ({ id, title: titleOf(id) })),
    through: [...through],
    of: model.rules.map(({ id }) => ({ model: model.id, rule: id })),
  }
}

function ofTexts(catalogue: Catalogue, names: LawNames, foreseen: readonly ForeseenLaw[], title: string, locale: Locale): Found {
  const models = new Map<string, TouchedModel>()
  const limits = new Map<string, Impact['limits'][number]>()
  for (const { law, models: resting, limits: some } of restingOnForeseen(catalogue, names, foreseen)) {
    for (const model of resting) {
      const through = model.articles.map((article) => tell({ code: 'impact.basis', values: { law, article } }, locale))
      models.set(model.id, merged(models.get(model.id), ofBasis(catalogue, model, through)))
    }
    for (const limit of some) limits.set(limit.id, { ...limit })
  }
  const list = (law: ForeseenLaw, change: string): string =>
    (law.articles ?? [])
      .filter((one) => one.change === change)
      .map(({ article, sub }) => (sub > 0 ? `${article}-${sub}` : String(article)))
      .join('、')
  return {
    title,
    changes: foreseen.flatMap((one) => {
      const values = { law: one.law, version: one.version, previous: one.previous ?? '' }
      if (!one.articles) return [tell({ code: 'impact.law-unknown', values }, locale)]
      const parts = (['changed', 'renumbered', 'added', 'removed'] as const).flatMap((change) => {
        const articles = list(one, change)
        return articles === '' ? [] : [tell({ code: `impact.articles-${change}`, values: { articles } }, locale)]
      })
      return [
        tell(
          {
            code: one.previous === one.version ? 'impact.law-corrected' : 'impact.law-changed',
            values: { ...values, what: parts.join('；') },
          },
          locale,
        ),
      ]
    }),
    models: [...models.values()],
    limits: [...limits.values()],
  }
}
