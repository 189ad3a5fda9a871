/** What an exclusion needs may be any of several: `penalty_decision.record_status | penalty_change`. */
export const alternativesOf = (need: string): readonly string[] => need.split('|').map((one) => one.trim())
