import {
  changeSchedule,
  createSchedule,
  exportSchedules,
  fireSchedule,
  listSchedules,
  listSubjects,
  removeSchedule,
} from '../contract/schedules.ts'
import { tableAnswer } from '../export/table-file.ts'
import { type Route, route } from '../http/route.ts'
import type { Schedules } from './service.ts'

export const scheduleRoutes = (schedules: Schedules): Route[] => [
  route(listSchedules, ({ actor, query }) => schedules.list(actor, query)),
  route(exportSchedules, async ({ actor, params, query }) => {
    const table = await schedules.export(actor, query, params.format)
    return tableAnswer(table, params.format)
  }),
  route(listSubjects, ({ actor }) => schedules.subjects(actor)),
  route(createSchedule, ({ actor, body }) => schedules.create(actor, body)),
  route(changeSchedule, ({ actor, params, body }) => schedules.change(actor, params.id, body)),
  route(fireSchedule, ({ actor, params }) => schedules.fire(actor, params.id)),
  route(removeSchedule, ({ actor, params }) => schedules.remove(actor, params.id)),
]
