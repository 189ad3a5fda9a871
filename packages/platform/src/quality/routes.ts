import {
  exportOverlaps,
  exportQuality,
  exportScorecard,
  getBatchQuality,
  getScorecard,
  listOverlaps,
  listQuality,
} from '../contract/quality.ts'
import { tableAnswer } from '../export/table-file.ts'
import { type Route, route } from '../http/route.ts'
import { isRefusal } from '../refusal.ts'
import type { Overlaps } from './overlap-service.ts'
import type { Quality } from './service.ts'

export const qualityRoutes = (quality: Quality, overlaps: Overlaps): Route[] => [
  route(listOverlaps, ({ actor, params, query }) => overlaps.list(actor, params.id, query)),
  route(exportOverlaps, async ({ actor, params, query }) => {
    const table = await overlaps.export(actor, params.id, query, params.format)
    if (isRefusal(table)) return table
    return tableAnswer(table, params.format)
  }),
  route(listQuality, ({ actor, query }) => quality.list(actor, query)),
  route(exportQuality, async ({ actor, params, query }) => {
    const table = await quality.export(actor, query, params.format)
    return tableAnswer(table, params.format)
  }),
  route(getBatchQuality, ({ actor, params }) => quality.batch(actor, params.id)),
  route(getScorecard, ({ actor, params }) => quality.scorecard(actor, params.id)),
  route(exportScorecard, async ({ actor, params }) => {
    const table = await quality.exportScorecard(actor, params.id, params.format)
    if (isRefusal(table)) return table
    return tableAnswer(table, params.format)
  }),
]
