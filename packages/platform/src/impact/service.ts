import type { Actor } from '../access/actor.ts'
import { may } from '../access/actor.ts'
import { scope } from '../access/scope.ts'
import type { Change, Impact } from '../contract/impact.ts'
import { countOpenClues, type RuleOfModel } from '../law/clue-store.ts'
import { lawNames } from '../law/names.ts'
import { articleOfBasis, restingOn } from '../law/resting.ts'
import { loadedVersions } from '../law/version-store.ts'
import type { Counting } from '../limits/counting.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { atOnce, type Db, type Queries } from '../store/database.ts'
import { tell } from '../texts.ts'
import { restingOnField, restingOnLimit, type Touched } from './touched.ts'

export interface Impacts {
  /** What a change would touch, as things are now. */
  impactOf(actor: Actor, change: Change): Promise<Impact | Refusal>
}

export interface ImpactParts {
  readonly db: Db
  readonly counting: Counting
  /** States of a clue's matter in which somebody still has to judge it. */
  readonly openStates: readonly string[]
}

/** So many are named; the others are counted. */
const mostNamed = 20

interface Found {
  readonly title: string
  readonly models: readonly (Omit<Impact['models'][number], 'openClues'> & { readonly of: readonly RuleOfModel[] })[]
  readonly limits: Impact['limits']
}

const rulesOf = ({ model, rules, through }: Touched): Found['models'][number] => {
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

export function openImpacts({ db, counting, openStates }: ImpactParts): Impacts {
  async function find(queries: Queries, actor: Actor, change: Change): Promise<Found | Refusal> {
    const { catalogue } = await counting.now(queries, actor)
    if (change.kind === 'limit') {
      const limit = catalogue.limits.get(change.limit)
      if (!limit) return refuse('not-found', 'limits.not-found', { id: change.limit })
      return { title: limit.title, models: restingOnLimit(catalogue, limit.id).map(rulesOf), limits: [] }
    }
    if (change.kind === 'standard') {
      const { dataset, field } = change
      const schema = catalogue.schemas.get(dataset)
      const known =
        catalogue.standards.get(dataset)?.fields.find(({ id }) => id === field) ?? schema?.columns.find(({ name }) => name === field)
      if (!schema || (field !== undefined && !known)) return refuse('not-found', 'impact.no-field', { dataset, field: field ?? '' })
      const title =
        field === undefined ? schema.label : tell({ code: 'run.field', values: { dataset: schema.label, field: known?.label ?? field } })
      return { title, models: restingOnField(catalogue, dataset, field).map(rulesOf), limits: [] }
    }
    const names = lawNames(catalogue.instruments, await loadedVersions(queries, actor))
    const law = names(change.law) ?? change.law
    const isMeant = (article: string): boolean => change.article === undefined || articleOfBasis(article) === change.article
    const resting = restingOn(catalogue, names)(law)
    return {
      title: change.article === undefined ? law : tell({ code: 'impact.article', values: { law, article: change.article } }),
      limits: resting.limits.filter(({ article }) => isMeant(article)).map((limit) => ({ ...limit })),
      models: resting.models.flatMap((model) => {
        const articles = model.articles.filter(isMeant)
        if (articles.length === 0) return []
        const rules = model.rules.filter(({ bases }) => bases.some(({ article }) => isMeant(article)))
        const checked = catalogue.models.get(model.id)?.checked
        const titleOf = (id: string): string =>
          [...(checked?.rules ?? []), ...(checked?.rollups ?? [])].find((one) => ('as' in one ? one.as : one.id) === id)?.title ?? id
        return [
          {
            id: model.id,
            title: model.title,
            rules: rules.map(({ id }) => ({ id, title: titleOf(id) })),
            through: [...articles],
            of: rules.map(({ id }) => ({ model: model.id, rule: id })),
          },
        ]
      }),
    }
  }

  return {
    impactOf: (actor, change) =>
      atOnce(db, async (tx) => {
        const found = await find(tx, actor, change)
        if ('refused' in found) return found
        const models: Impact['models'] = []
        for (const { of, ...model } of found.models) models.push({ ...model, openClues: await countOpenClues(tx, actor, of, openStates) })
        const all = found.models.flatMap(({ of }) => of)
        return {
          title: found.title,
          limits: found.limits,
          models,
          openClues: models.reduce((sum, one) => sum + one.openClues, 0),
          clues: may(actor, 'clue.read') ? await openClues(tx, actor, all, openStates) : [],
        }
      }),
  }
}

async function openClues(
  db: Queries,
  actor: Actor,
  rules: readonly RuleOfModel[],
  openStates: readonly string[],
): Promise<Impact['clues']> {
  if (rules.length === 0 || openStates.length === 0) return []
  const rows = await db
    .selectFrom('clue')
    .select(['id', 'no', 'title', 'as_of'])
    .where(scope(actor, 'clue'))
    .where('state', '!=', 'vanished')
    .where('handling', 'in', [...openStates])
    .where((e) => e.or(rules.map(({ model, rule }) => e.and([e('model_id', '=', model), e('rule_id', '=', rule)]))))
    .orderBy('score', 'desc')
    .orderBy('no')
    .limit(mostNamed)
    .execute()
  return rows.map(({ as_of, ...row }) => ({ ...row, asOf: as_of }))
}
