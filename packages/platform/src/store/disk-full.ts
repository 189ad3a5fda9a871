/**
 * Whether a failure says that there is no room left, in the words of the system, of PostgreSQL (class 53) or of the engine of queries. People
 * can do something about it, so they are told, and the work can be asked for again.
 */
export function isDiskFull(error: unknown): boolean {
  for (let one = error; one instanceof Error; one = one.cause) {
    if ('code' in one && (one.code === 'ENOSPC' || one.code === 'EDQUOT' || one.code === '53100')) return true
    if (/no space left on device|disk quota exceeded/i.test(one.message)) return true
  }
  return false
}
