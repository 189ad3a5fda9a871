/** The filters of the clue list that stand in an address, on the list and on a clue opened from it. */
export const clueFilters = ['model', 'rule', 'severity', 'state', 'handling', 'subject', 'rollup', 'batch', 'import'] as const
