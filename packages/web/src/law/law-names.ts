import type { LawVersion } from '@xiezhi/platform/contract/law'
import { articleName, articleOfKey } from '../ui/article.ts'
import type { Tone } from '../ui/Pill.tsx'

/** How laws, their versions and articles are named in sentences. */

/** 《…》; titles inside the title get single marks, as the standard for punctuation (GB/T 15834) asks. */
export const bookTitle = (name: string): string => `《${name.replaceAll('《', '〈').replaceAll('》', '〉')}》`

export const articleOf = (law: string, article: number, sub: number, language: string): string =>
  `${bookTitle(law)}${language === 'en' ? ' ' : ''}${articleName(article, sub, language)}`

export const versionTones: Record<LawVersion['state'], Tone> = {
  'in-force': 'success',
  ended: 'neutral',
  'not-yet': 'info',
  unknown: 'warning',
}

/** The version to show first: the one asked for, else the one in force, else the newest that has a text. */
export const chosenVersion = (
  list: readonly LawVersion[],
  current: LawVersion | null,
  wanted: string | undefined,
): LawVersion | undefined =>
  list.find((version) => version.id === wanted) ??
  (current?.loaded ? current : undefined) ??
  list.find((version) => version.loaded) ??
  current ??
  list[0]

/** The two versions to set side by side: those asked for, else the newest loaded one and the loaded one before it. `list` is newest first. */
export const chosenPair = (
  list: readonly LawVersion[],
  from: string | undefined,
  to: string | undefined,
): { readonly from: LawVersion; readonly to: LawVersion } | undefined => {
  const loaded = list.filter((version) => version.loaded)
  const newer = loaded.find((version) => version.id === to) ?? loaded.find((version) => version.id !== from)
  if (!newer) return undefined
  const place = loaded.indexOf(newer)
  const older = loaded.find((version) => version.id === from && version !== newer) ?? loaded[place + 1] ?? loaded[place - 1]
  return older ? { from: older, to: newer } : undefined
}

/** An article number as answers write it (`46`, `17-1`); what is more than a number is none. */
export const numberIn = (
  text: string,
): { readonly article: number; readonly sub: number; readonly name: (language: string) => string } | undefined => {
  if (!/^\d{1,4}(-\d{1,2})?$/.test(text)) return undefined
  const { article, sub } = articleOfKey(text)
  return { article, sub, name: (language) => articleName(article, sub, language) }
}
