import { BrokenWorkbook, type XmlHandler } from './xml.ts'

/** What a cell's format makes of its number: a day, a time of day, or just a number. */
export type NumberKind = 'number' | 'day' | 'clock'

/** For each cell style, by its number. */
export type Styles = readonly NumberKind[]

// Formats that files need not define (ECMA-376 18.8.30). 27–36 and 50–58 are days and times in Chinese, Japanese and Korean
// workbooks: yyyy"年"m"月", m"月"d"日", h"时"mm"分", 上午/下午h"时"mm"分". 46 is a length of time, [h]:mm:ss.
const builtInDays = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58])
const builtInClocks = new Set([18, 19, 20, 21, 32, 33, 34, 35, 45, 47, 55, 56])

const builtIn = (id: number): NumberKind => (builtInDays.has(id) ? 'day' : builtInClocks.has(id) ? 'clock' : 'number')

/** Reads a format code, such as `[$-804]yyyy"年"m"月"d"日";@`. */
export function kindOfFormat(code: string): NumberKind {
  // Texts, escaped characters, fill and padding say nothing of what the number is; brackets are colours, conditions, locales…
  const bare = code.replace(/"[^"]*"?|[\\!_*]./g, '')
  // … or a length of time that runs beyond a day: hours, minutes or seconds counted on.
  if (/\[(?:h+|m+|s+)\]/i.test(bare)) return 'number'
  const sections = bare
    .replace(/\[[^\]]*\]/g, '')
    .replace(/general|e[+-]/gi, '')
    .toLowerCase()
    .replace(/s\.0+/g, 's')
    .split(';')
  // Digits have places of their own in a number; in a time they stand only after the seconds.
  const has = (pattern: RegExp): boolean => sections.some((section) => pattern.test(section) && !/[#?0]/.test(section))
  if (has(/[yde]|aaa|^[^hs]*m[^hs]*$/)) return 'day'
  return has(/[hs]/) ? 'clock' : 'number'
}

const mostStyles = 200_000

/** Fills `styles` from styles.xml. */
export function stylesReader(styles: NumberKind[]): XmlHandler {
  const formats = new Map<number, NumberKind>()
  let inCells = false
  const local = (name: string): string => name.slice(name.indexOf(':') + 1)
  return {
    listening: false,
    open(name, tag) {
      const what = local(name)
      if (what === 'cellXfs') inCells = true
      else if (what === 'numFmt') {
        const id = Number(tag.get('numFmtId'))
        if (!formats.has(id)) formats.set(id, kindOfFormat(tag.get('formatCode') ?? ''))
      } else if (what === 'xf' && inCells) {
        const id = Number(tag.get('numFmtId') ?? 0)
        if (styles.push(formats.get(id) ?? builtIn(id)) > mostStyles) throw new BrokenWorkbook('too many styles')
      }
    },
    close(name) {
      if (local(name) === 'cellXfs') inCells = false
    },
    text() {},
  }
}
