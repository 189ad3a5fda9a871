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

/** An article as the catalogue writes it: `46`, `133-1` (之一), `67.3` (第三款), `64(1)` (第一项), `72.1(1)`. */
export interface ArticlePlace {
  readonly article: number
  readonly sub: number
  readonly paragraph: number | undefined
  readonly item: number | undefined
}
export const articlePlace = (text: string): ArticlePlace | undefined => {
  const found = /^(\d{1,4})(?:-(\d{1,2}))?(?:\.(\d+))?(?:\((\d+)\))?$/.exec(text)
  if (!found) return undefined
  const [, article, sub, paragraph, item] = found
  return {
    article: Number(article),
    sub: Number(sub ?? 0),
    paragraph: paragraph ? Number(paragraph) : undefined,
    item: item ? Number(item) : undefined,
  }
}

export const articleText = (article: string, language: string): string => {
  const place = articlePlace(article)
  if (!place) return article
  const { article: number, sub, paragraph, item } = place
  if (language === 'en')
    return `${articleName(number, sub, language)}${paragraph ? ` para. ${paragraph}` : ''}${item ? ` item ${item}` : ''}`
  return `${articleName(number, sub, language)}${paragraph ? `第${chineseNumber(paragraph)}款` : ''}${item ? `第${chineseNumber(item)}项` : ''}`
}

/** An article by its number and its 之几: 第十七条之一. */
export const articleName = (article: number, sub: number, language: string): string => {
  if (language === 'en') return `art. ${article}${sub > 0 ? `-${sub}` : ''}`
  return `第${chineseNumber(article)}条${sub > 0 ? `之${chineseNumber(sub)}` : ''}`
}

/** The same in an address: `46`, `17-1` (not `17.1`: in a basis a point means 款). */
export const articleKey = (article: number, sub: number): string => (sub > 0 ? `${article}-${sub}` : String(article))

/** What an address says: the reverse of `articleKey`. */
export const articleOfKey = (key: string): { readonly article: number; readonly sub: number } => {
  const [article = '', sub = ''] = key.split('-')
  return { article: Number(article), sub: Number(sub) || 0 }
}

export const citationText = (law: string, article: string, language: string): string =>
  `《${law}》${language === 'en' ? ' ' : ''}${articleText(article, language)}`

/** `行政强制法#53`, as the catalogue writes it. */
export const basisText = (basis: string, language: string): string => {
  const [law, article] = basis.split('#')
  return article ? citationText(law ?? '', article, language) : `《${basis}》`
}
