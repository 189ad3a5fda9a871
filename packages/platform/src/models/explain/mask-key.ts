/**
 * A key as an example: enough to see how it is written (brackets, years, blanks, letter case), too little to say whom it is about.
 * Of a run of digits or letters the first and the last stay, of a name of a person the first character.
 */
export function maskKey(value: string): string {
  const shown = value.length > 60 ? `${value.slice(0, 60)}…` : value
  if (/^\p{Script=Han}{2,4}$/u.test(shown)) return `${shown.slice(0, 1)}${'*'.repeat(shown.length - 1)}`
  return shown.replace(/[A-Za-z0-9]{6,}|[0-9]{4,}/g, (run) => (/^(19|20)\d\d$/.test(run) ? run : `${run.slice(0, 2)}***${run.slice(-1)}`))
}
