import { renderReason } from '@xiezhi/engine/clue/reason'
import { say } from '@xiezhi/engine/message'
import type { CheckedModel } from '@xiezhi/engine/model/model'
import type { IndicatorTable } from '../indicators/read.ts'
import type { Emitted } from './emitted.ts'
import { placesOf } from './form-clue.ts'
import { runMessages } from './messages.ts'

/**
 * What a rule found by a name alone (grade C), for a person to check: never a clue (catalogue §0.2). A table like an indicator's, without figures, kept
 * with the run and shown beside it.
 */
export function checkLists(
  named: readonly Emitted[],
  model: CheckedModel,
  values: Readonly<Record<string, string>>,
): readonly IndicatorTable[] {
  const label = (code: string): string => say(runMessages, { code })
  return model.rules.flatMap((rule): IndicatorTable[] => {
    const rows = new Map<string, IndicatorTable['rows'][number]>()
    for (const row of named) {
      if (row.rule !== rule) continue
      const { payload } = row
      const key = {
        subject: payload._subject_name ?? null,
        party: [payload._party_name, payload._party_id].filter(Boolean).join(' ') || null,
        reason: renderReason(rule.reason, placesOf(values, payload)),
      }
      rows.set(JSON.stringify(key), { key, figures: {} })
    }
    if (rows.size === 0) return []
    return [
      {
        rule: rule.id,
        title: say(runMessages, { code: 'run.check-list', values: { title: rule.title } }),
        dimensions: [
          { name: 'subject', label: label('run.check-subject') },
          { name: 'party', label: label('run.check-party') },
          { name: 'reason', label: label('run.check-reason') },
        ],
        figures: [],
        rows: [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row),
      },
    ]
  })
}
