/** How an article of law is cited: 《行政强制法》第五十三条. */

const digits = '零一二三四五六七八九'

/** 1 to 9999 as Chinese legal texts number their articles. */
export const chineseNumber = (value: number): string => {
  if (!Number.isInteger(value) || value < 1 || value > 9999) return String(value)
  const places = String(value).split('').map(Number)
  let text = ''
  places.forEach((digit, at) => {
    const unit = ['', '十', '百', '千'][places.length - 1 - at] ?? ''
    if (digit > 0) text += digits[digit] + unit
    else if (text !== '' && !text.endsWith('零') && places.slice(at).some((rest) => rest > 0)) text += '零'
  })
  return value < 20 ? text.replace(/^一十/, '十') : text
}

export const articleText = (article: string, language: string): string => {
  const found = /^(\d+)(?:\.(\d+))?$/.exec(article)
  if (!found) return article
  const [, number, paragraph] = found
  if (language === 'en') return `art. ${number}${paragraph ? ` para. ${paragraph}` : ''}`
  return `第${chineseNumber(Number(number))}条${paragraph ? `第${chineseNumber(Number(paragraph))}款` : ''}`
}

export const citationText = (law: string, article: string, language: string): string =>
  `《${law}》${language === 'en' ? ' ' : ''}${articleText(article, language)}`

/** `行政强制法#53`, as the catalogue writes it. */
export const basisText = (basis: string, language: string): string => {
  const [law, article] = basis.split('#')
  return article ? citationText(law ?? '', article, language) : `《${basis}》`
}
