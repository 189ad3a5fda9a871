import { due } from '@xiezhi/engine/limit/limit'
import { stateOf } from '@xiezhi/engine/matter/procedure'
import type { Catalogue } from '../catalogue.ts'
import type { Done, Matters } from '../matters/service.ts'

/** How what a patrol found is handled. */
export const alertProcedure = 'patrol-alert'

/** The day by which the state that an alert came to on a day is to be left, as its procedure says; null where it says nothing. */
export function nextStepBy(
  { calendar }: Pick<Catalogue, 'calendar'>,
  { procedures }: Pick<Matters, 'procedures'>,
  { state, fields }: Pick<Done, 'state' | 'fields'>,
  on: string,
): string | null {
  const procedure = procedures.get(alertProcedure)
  const known = procedure && stateOf(procedure, state)
  if (known?.until) return fields[known.until] ?? null
  return known?.within ? due(calendar, { start: on, ...known.within }).date : null
}
