import type { ClueRow } from '@xiezhi/platform/contract/clues'
import type { Tone } from '../ui/Pill.tsx'

export const severityTones: Record<ClueRow['severity'], Tone> = { high: 'danger', medium: 'warning', low: 'info', list: 'neutral' }
export const stateTones: Record<ClueRow['state'], Tone> = { fresh: 'info', persisting: 'neutral', vanished: 'success', returned: 'warning' }

/** States are the procedure's own words; the few that this procedure has get a colour, others are plain. */
const handlingTones = new Map<string, Tone>([
  ['pending', 'warning'],
  ['founded', 'danger'],
  ['unfounded', 'neutral'],
])
export const handlingTone = (state: string): Tone => handlingTones.get(state) ?? 'info'
