import { z } from 'zod'
import { type Actor, may } from '../access/actor.ts'
import { record } from '../audit/record.ts'
import type { Clues } from '../clues/service.ts'
import type { Overview } from '../contract/overview.ts'
import { quarantinedCount } from '../data/quarantine.ts'
import type { Data } from '../data/service.ts'
import { databaseAlerts } from '../databases/alerts.ts'
import type { Models } from '../models/service.ts'
import type { Db } from '../store/database.ts'
import { settingOf } from '../store/setting.ts'
import { tell } from '../texts.ts'
import { clueFigures, cluesBySubject, jobsUnderWay } from './store.ts'

export interface OverviewService {
  get(actor: Actor): Promise<Overview>
}

export interface OverviewParts {
  readonly db: Db
  readonly clock: () => Date
  readonly data: Data
  readonly models: Models
  readonly clues: Clues
  readonly alerts: Clues
  readonly embedded: boolean
}

const nothing = { total: 0, high: 0, medium: 0, low: 0, fresh: 0, toJudge: 0, founded: 0, unfounded: 0, amount: '0.00' }

/** The home page: what came in, what was found, what to do next. Each part is shown to who may read it. */
export function openOverview({ db, clock, data, models, clues, alerts, embedded }: OverviewParts): OverviewService {
  return {
    async get(actor) {
      const seesData = may(actor, 'data.read')
      const seesClues = may(actor, 'clue.read')
      const all = { page: 1, size: 200 }
      const datasets = seesData ? (await data.datasets(actor, all)).items : []
      const batches = seesData ? await data.batches(actor, { page: 1, size: 5 }) : { items: [], total: 0 }
      const quarantined = seesData ? await quarantinedCount(db, actor) : 0
      const shelf = may(actor, 'model.read') ? (await models.list(actor, all)).items : []
      const runs = may(actor, 'model.read') ? (await models.runs(actor, { page: 1, size: 5 })).items : []
      const figures = seesClues ? await clueFigures(db, actor) : nothing
      const subjects = seesClues ? await cluesBySubject(db, actor) : []
      const top = seesClues
        ? await db.transaction().execute(async (tx) => {
            await record(tx, actor, clock(), { action: 'clue.list', values: { page: 1, q: '' } })
            return clues.top(tx, actor, { handling: 'pending' }, 5)
          })
        : []
      const busy = seesData ? await jobsUnderWay(db, actor) : 0
      const lastArrival = batches.items[0]?.publishedAt
      const stale = shelf.filter(
        ({ lastRun, runnableRules }) => runnableRules > 0 && (!lastRun || (lastArrival !== undefined && lastRun.endedAt < lastArrival)),
      )
      // What most models wait for comes first.
      const waiting = new Map<string, number>()
      for (const name of shelf.flatMap(({ lacks }) => lacks)) waiting.set(name, (waiting.get(name) ?? 0) + 1)
      const lacking = [...waiting].sort(([, a], [, b]) => b - a).map(([name]) => name)
      const steps: Overview['next'] = []
      const step = (code: string, href: string, count: number, values?: Record<string, string>): void => {
        if (count > 0) steps.push({ code, text: tell({ code: `overview.${code}`, values: values ?? {} }, actor.locale), href, count })
      }
      if (seesData) {
        step('busy', '/imports', busy)
        step('upload', '/data', batches.total === 0 ? 1 : 0)
        for (const { code, links } of await databaseAlerts(db, actor)) {
          const [first] = links
          if (first) step(code, `/sources/${first.sourceId}`, links.length, { names: links.map(({ name }) => name).join('、') })
        }
      }
      if (batches.total > 0) step('run', '/models', stale.length)
      if (may(actor, 'run.confirm')) step('held', '/runs?state=held', (await models.runs(actor, { page: 1, size: 1, state: 'held' })).total)
      const high = figures.high === 0 ? 0 : await clues.count(actor, { handling: 'pending', severity: 'high' })
      step('judge-high', '/clues?handling=pending&severity=high', high)
      step('judge', '/clues?handling=pending&severity=medium,low,list', figures.toJudge - high)
      if (may(actor, 'alert.read')) {
        step('alerts-late', '/alerts?late=true', await alerts.count(actor, { late: 'true' }))
        step('alerts', '/alerts?handling=unseen', await alerts.count(actor, { handling: 'unseen' }))
      }
      step('quarantine', '/imports', quarantined)
      if (batches.total > 0)
        step(lacking.length > 4 ? 'lacking-many' : 'lacking', '/data', lacking.length, { names: lacking.slice(0, 4).join('、') })

      return {
        asOf: runs.find(({ state }) => state === 'succeeded')?.asOf ?? null,
        data: {
          datasets: datasets.length,
          datasetsPresent: datasets.filter((one) => one.batches > 0).length,
          rows: datasets.reduce((sum, { rows }) => sum + rows, 0),
          batches: batches.total,
          quarantined,
          recent: batches.items,
        },
        clues: { ...figures, top },
        bySubject: subjects,
        byModel: seesClues ? shelf.map(({ id, title, clues: count }) => ({ id, title, count })) : [],
        runs,
        next: steps,
        demo: (await settingOf(db, actor, 'demo', z.unknown())) !== undefined,
        embedded,
      }
    },
  }
}
