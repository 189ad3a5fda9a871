import { actOnAlert, getAlert, listAlerts } from '@xiezhi/platform/contract/alerts'
import { actOnClue, getClue, listClues } from '@xiezhi/platform/contract/clues'
import { alertFilters, clueFilters } from './clue-filters.ts'

/** Clues, or what patrols found: the same things on two lists, with other things to do. */
export type Desk = 'clue' | 'alert'

export const desks = {
  clue: { list: listClues, get: getClue, act: actOnClue, filters: clueFilters, all: '/clues', one: '/clues/$id', name: 'nav.clues' },
  alert: {
    list: listAlerts,
    get: getAlert,
    act: actOnAlert,
    filters: alertFilters,
    all: '/alerts',
    one: '/alerts/$id',
    name: 'nav.alerts',
  },
} as const

/** Where what a model or a patrol found is listed. */
export const listOf = (patrol: boolean) => desks[patrol ? 'alert' : 'clue'].all
