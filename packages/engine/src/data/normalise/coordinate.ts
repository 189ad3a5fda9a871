import { normaliseAmount } from './amount.ts'
import { blank, type Outcome, plain, unread } from './outcome.ts'
import { foldTight, isNothing } from './text.ts'

/** Systems in which places of China are published. WGS 84 and CGCS2000 differ by centimetres, which no rule here asks after. */
export type Datum = 'CGCS2000' | 'GCJ-02' | 'BD-09'

const said: readonly [RegExp, Datum][] = [
  [/GCJ-?02|火星|高德|腾讯|国测局/, 'GCJ-02'],
  [/BD-?09|百度/, 'BD-09'],
  [/CGCS-?2000|WGS-?84|国家2000|2000国家|大地2000|天地图/, 'CGCS2000'],
]

/** The system that a heading states: 经度（GCJ-02）, 百度经度. */
export function datumOf(heading: string): Datum | undefined {
  const text = foldTight(heading).toUpperCase()
  return said.find(([form]) => form.test(text))?.[1]
}

const sexagesimal = /^(\d{1,3})[°º度](?:(\d{1,2}(?:\.\d+)?)[′'’分])?(?:(\d{1,2}(?:\.\d+)?)(?:["”秒]|['′’]{2}))?$/

/** A longitude or latitude in degrees: 105.2843, 东经105.2843°, 105°17′3.48″, E105.2843. */
export function normaliseCoordinate(raw: string, places: number): Outcome {
  const text = foldTight(raw).toUpperCase()
  if (isNothing(text)) return blank
  const bare = text.replace(/^(?:东经|北纬|经度|纬度|[EN])[:：]?|[EN]$/g, '')
  const parts = sexagesimal.exec(bare)
  if (parts) {
    const [minutes, seconds] = [Number(parts[2] ?? 0), Number(parts[3] ?? 0)]
    if (minutes >= 60 || seconds >= 60) return unread('coordinate.unreadable')
    return plain((Number(parts[1]) + minutes / 60 + seconds / 3600).toFixed(places))
  }
  if (!/^-?\d+(?:\.\d+)?°?$/.test(bare)) return unread('coordinate.unreadable')
  return normaliseAmount(bare.replace('°', ''), { scale: places })
}
