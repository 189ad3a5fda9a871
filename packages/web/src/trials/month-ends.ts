/** The last days of the months from one to another (`2026-01`), none of them later than the day. */
export const monthEnds = (from: string, to: string, latest: string): string[] => {
  const [fromYear = 0, fromMonth = 1] = from.split('-').map(Number)
  const [toYear = 0, toMonth = 1] = to.split('-').map(Number)
  const ends: string[] = []
  for (let at = fromYear * 12 + fromMonth - 1; at <= toYear * 12 + toMonth - 1; at++) {
    const end = new Date(Date.UTC(Math.floor(at / 12), (at % 12) + 1, 0)).toISOString().slice(0, 10)
    if (end <= latest) ends.push(end)
  }
  return ends
}
