import { givesAlerts } from '@xiezhi/engine/model/model'
import { keepSnapshot } from '../data/snapshots.ts'
import { isRefusal } from '../refusal.ts'
import type { Fired, ScheduleKind } from '../schedules/kind.ts'
import { tell } from '../texts.ts'
import { beginRun } from './begin.ts'
import { askRun, type GroundParts, groundOf, runsUnasked } from './prepare.ts'
import { waitingKey, waitingRuns } from './store.ts'

/** Every model that can run. */
export const allModels = '*'

/** Every patrol that can run. */
export const allPatrols = '*patrol'

/** Models on a schedule: as of the day that it is then in China. */
export function modelSchedules(parts: GroundParts & { readonly today: () => string }): ScheduleKind {
  const { counting, today } = parts
  const { models } = counting.catalogue
  const every = (): string => tell({ code: 'run.all-models' })
  const patrols = (): string => tell({ code: 'run.all-patrols' })
  return {
    titleOf: async (_, subject) =>
      subject === allModels ? every() : subject === allPatrols ? patrols() : models.get(subject)?.checked.title,
    subjects: async () => [
      { id: allModels, title: every() },
      { id: allPatrols, title: patrols() },
      ...Array.from(models.values(), ({ id, checked }) => ({ id, title: checked.title })),
    ],
    async prepare(actor, subject) {
      const ground = await groundOf(parts, actor)
      const counted = ground.counted.catalogue.models
      const group = [...counted.values()].filter((model) => subject === allModels || givesAlerts(model.checked))
      const wanted =
        subject === allModels || subject === allPatrols ? group.filter((model) => runsUnasked(ground, model)) : [counted.get(subject)]
      const asOf = today()
      return async (tx, { scheduleId, missed, at }) => {
        const begun: Fired['begun'][number][] = []
        const skipped: Fired['skipped'][number][] = []
        await keepSnapshot(tx, actor, ground.snapshot, at.toISOString())
        const waiting = await waitingRuns(tx, actor)
        for (const model of wanted) {
          if (!model) {
            skipped.push({ title: subject, reason: { code: 'run.no-model', values: { id: subject } } })
            continue
          }
          const { title } = model.checked
          const asked = askRun(ground, model, { asOf }, actor)
          if (!isRefusal(asked) && !ground.ledger.byItself(model)) skipped.push({ title, reason: { code: 'run.not-by-itself' } })
          else if (isRefusal(asked)) skipped.push({ title, reason: asked.message })
          else if (waiting.has(waitingKey({ ...asked, modelId: model.id })))
            skipped.push({ title, reason: { code: 'run.already-waiting' } })
          else {
            const run = await beginRun(tx, actor, at, { ...asked, cause: { kind: 'schedule', scheduleId, missed }, priority: 'low' })
            begun.push({ title, href: `/runs/${run.id}` })
          }
        }
        return { begun, skipped }
      }
    },
  }
}
