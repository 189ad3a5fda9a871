/** A share from 0 to 1 as people read it. What is not quite whole is never shown as whole. */
export const formatShare = (share: number | null): string => {
  if (share === null) return '—'
  const percent = share * 100
  const text = percent.toFixed(1)
  if (share < 1 && text === '100.0') return '99.9%'
  return `${text.replace(/\.0$/, '')}%`
}
