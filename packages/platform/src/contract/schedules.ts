import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { exportOf } from './export-of.ts'
import { idParams, listQuery, moment, page } from './shapes.ts'

/** What happens by itself at certain times. */

export const scheduleKind = z.enum(['model', 'database', 'database-whole'])
export type ScheduleKindName = z.infer<typeof scheduleKind>

export const schedule = z
  .object({
    id: z.string(),
    kind: scheduleKind,
    /** A model’s id (`*` means all that can run), or that of a source’s database (`database`: what is new; `database-whole`: all rows). */
    subject: z.string(),
    title: z.string(),
    /** Five fields: minute, hour, day, month, weekday; in China’s time. */
    cron: z.string(),
    paused: z.boolean(),
    nextAt: moment.nullable(),
    lastAt: moment.nullable(),
    /** What its last moment began, and what could not begin. */
    begun: z.array(z.object({ title: z.string(), href: z.string() })),
    skipped: z.array(z.object({ title: z.string(), reason: z.string() })),
    /** Moments that passed while the server was down; one run made up for all. */
    missed: z.object({ count: z.number().int(), first: moment, last: moment, madeUpAt: moment }).nullable(),
    by: z.string(),
    at: moment,
  })
  .meta({ id: 'Schedule' })
export type Schedule = z.infer<typeof schedule>

const filters = { kind: scheduleKind.optional(), paused: z.enum(['true', 'false']).optional() }
export const listSchedules = endpoint({
  method: 'GET',
  path: '/schedules',
  summary: 'What happens by itself at certain times. Sort: next, last, title.',
  permission: 'model.read',
  query: listQuery.extend(filters),
  response: page(schedule),
})
export const exportSchedules = exportOf(listSchedules)
export const listSubjects = endpoint({
  method: 'GET',
  path: '/schedules/subjects',
  summary: 'What can be put on a schedule.',
  permission: 'model.read',
  response: z.object({ items: z.array(z.object({ kind: scheduleKind, id: z.string(), title: z.string() })) }),
})
export const createSchedule = endpoint({
  method: 'POST',
  path: '/schedules',
  summary: 'Put something on a schedule.',
  permission: 'run.schedule',
  body: z.object({ kind: scheduleKind, subject: z.string().min(1).max(200), cron: z.string().max(100) }),
  response: schedule,
  status: 201,
})
export const changeSchedule = endpoint({
  method: 'PUT',
  path: '/schedules/:id',
  summary: 'Change when it is due, pause it, or let it go on. After a pause nothing is made up.',
  permission: 'run.schedule',
  params: idParams,
  body: z.object({ cron: z.string().max(100).optional(), paused: z.boolean().optional() }),
  response: schedule,
})
export const fireSchedule = endpoint({
  method: 'POST',
  path: '/schedules/:id/fire',
  summary: 'Do now what it does at its times; its times stay as they are.',
  permission: 'run.schedule',
  params: idParams,
  response: schedule,
  status: 202,
})
export const removeSchedule = endpoint({
  method: 'DELETE',
  path: '/schedules/:id',
  summary: 'Take it off; what it began stays.',
  permission: 'run.schedule',
  params: idParams,
  response: z.null(),
  status: 204,
})
