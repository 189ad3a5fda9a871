import { describe, expect, test } from 'vitest'
import english from './en.json'
import packagesEnglish from './packages.en.json'
import packagesChinese from './packages.zh-CN.json'
import workshopEnglish from './workshop.en.json'
import workshopChinese from './workshop.zh-CN.json'
import chinese from './zh-CN.json'

type Tree = { readonly [name: string]: string | Tree }

/** Every message by its full name; English plurals count as the one message that they are. */
const flatten = (tree: Tree, before = ''): [string, string][] =>
  Object.entries(tree).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' ? [[`${before}${name}`.replace(/_(one|other)$/, ''), value]] : flatten(value, `${before}${name}.`),
  )
const places = (text: string) => [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]))].sort()

describe.each([
  ['all pages', english, chinese],
  ['the workshop', workshopEnglish, workshopChinese],
  ['packages', packagesEnglish, packagesChinese],
] as const)('the words of %s', (_, english: Tree, chinese: Tree) => {
  test('are there in both languages', () => {
    const names = (tree: Tree) => [...new Set(flatten(tree).map(([name]) => name))].sort()
    expect(names(english)).toEqual(names(chinese))
  })

  test('an English message names no place that the Chinese one does not fill', () => {
    const filled = new Map(flatten(chinese))
    const strangers = flatten(english).filter(([name, text]) => {
      const known = new Set([...places(filled.get(name) ?? ''), 'count'])
      return places(text).some((place) => !known.has(place))
    })
    expect(strangers).toEqual([])
  })
})
