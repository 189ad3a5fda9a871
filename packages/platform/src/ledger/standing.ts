/** What the states of the procedure `model-ledger` mean for running; a model whose state is final is not run at all. */
export const modelProcedure = 'model-ledger'

/** In these a model runs on schedule, on arrival of data and when the law changes; in the others only when a person asks. */
const byItself: ReadonlySet<string> = new Set(['trial', 'live'])
export const runsByItself = (state: string): boolean => byItself.has(state)

/** What the judgement of a clue says about the model that found it (procedure `clue-assessment`). */
export const foundedStates: readonly string[] = ['founded']
export const unfoundedStates: readonly string[] = ['unfounded']
/** The field of the form that names the version to go to. */
export const versionField = 'version'
/** The field of the form by which a judge says why a clue did not hold. */
export const causeField = 'cause'
