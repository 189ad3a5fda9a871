/** The filters of the list of clues that stand in an address, on the list and on a clue opened from it; and those of the list of alerts. */
export const clueFilters = ['model', 'rule', 'severity', 'state', 'handling', 'subject', 'rollup', 'batch', 'import'] as const
export const alertFilters = ['model', 'rule', 'severity', 'state', 'handling', 'subject', 'late', 'batch', 'import'] as const
