/** `1.10.0` comes after `1.9.2`: numbers part by part, whatever is no number by its letters after them. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a.split('.'), b.split('.')]
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const [x = '', y = ''] = [left[at], right[at]]
    if (x === y) continue
    const [m, n] = [whole(x), whole(y)]
    if (m !== undefined && n !== undefined && m !== n) return m - n
    if ((m === undefined) !== (n === undefined)) return m === undefined ? (x === '' ? -1 : 1) : y === '' ? 1 : -1
    return x < y ? -1 : 1
  }
  return 0
}

const whole = (text: string): number | undefined => (/^\d{1,9}$/.test(text) ? Number(text) : undefined)
