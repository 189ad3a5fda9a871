import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { openReport } from '../finding.ts'
import { readAnyYaml, readPlain, type SourceNode } from './yaml.ts'

/** The tree as data, with the place of every letter where the words are few. */
function told(node: SourceNode | undefined, letters: boolean): unknown {
  if (!node) return undefined
  if (node.kind === 'list') return [node.at, ...node.items.map((item) => told(item, letters))]
  if (node.kind === 'map') return { at: node.at, entries: node.entries.map(({ key, value }) => [told(key, letters), told(value, letters)]) }
  const { text, empty, at, placeOf } = node
  const offsets = letters ? Array.from({ length: text.length + 1 }, (_, offset) => offset) : text.includes(' ') ? [text.length] : []
  return { text, empty, at, places: offsets.map(placeOf) }
}

const byLibrary = (text: string): SourceNode | undefined => {
  const report = openReport('here')
  const node = readAnyYaml(text, report)
  return report.failed() ? undefined : node
}

test('every model and piece is read as the library reads it, without the library', () => {
  const files = [
    ...readdirSync('catalogue/models').map((id) => `catalogue/models/${id}/model.yml`),
    ...readdirSync('catalogue/pieces').flatMap((name) => (name.endsWith('.yml') ? [`catalogue/pieces/${name}`] : [])),
  ]
  let plain = 0
  for (const file of files) {
    const text = readFileSync(file, 'utf8')
    const read = readPlain(text)
    if (!read) continue
    plain++
    expect(JSON.stringify(told(read, false)), file).toBe(JSON.stringify(told(byLibrary(text), false)))
  }
  expect(plain / files.length).toBe(1)
}, 60_000)

describe('what is written plainly', () => {
  test.each([
    ['a map', 'a: 1\nb: two words # a remark\n\n# another\nc: 民法典#12\n'],
    [
      'maps and lists, deep and level with their key',
      'a:\n- x\n- y: 1\n  z: 2\n-   k: 3\n    l:\n      m: 4\nb:\n  - [1, 2]\n  -\n    c: d\n',
    ],
    ['on one line', 'a: { b: [x, "y, z", { c: d }], e: \'it\'\'s\', "f g": -1, }\nh: []\ni: {}\nj: a:b c#d [e]\n'],
    ['quotes and escapes', 'a: "say \\"x\\" \\\\d+ \\n"  # said\nb: \'"\'\nc: "#"\nd: ""\ne: null\nf: ~x\n'],
    ['a folded text', 'a:\n  b: >-\n    CASE\n      WHEN x\n      THEN y\n    END\n    more\n\n  c: >-\n    one\nd: 2\n'],
    ['names for what stood before', 'a: &x [1, two words]\nb: *x\nc: { d: *x, e: &y "f g" }\nh: &z\n  - i\nj: [*y, *z]\n'],
    ['a last line without an end', 'a:\n  - b'],
    [
      'lists and maps over several lines',
      'a: [1,\n  2\n  , { b: c,\n   d: [e, "f"\n   ] }]\ng:\n  [h,\n   i, # a remark\n   # another\n   j]\nk:\n- [l,\n  m]\n- n: { o: p,\n    q: r }\n',
    ],
    [
      'quotations over several lines',
      "a: \"one\n  two \\\"x\\\"\n   three\"\nb:\n  \"# four\n  five\"\nc: ['it''s\n  six', d]\ne:\n  - '''f\n   g'''\n",
    ],
  ])('%s', (_, text) => {
    const read = readPlain(text)
    expect(read).toBeDefined()
    expect(told(read, true)).toEqual(told(byLibrary(text), true))
  })

  test.each([
    ['names within what is named', 'a: &x [1]\nb: &y [*x, *x]\n'],
    ['a name that nobody has', 'a: *x\n'],
    ['a text with its lines', 'a: |\n  one\n  two\n'],
    ['an empty line in a folded text', 'a: >-\n  one\n\n  two\n'],
    ['a remark in a folded text', 'a: >-\n  one\n  # two\n  three\n'],
    ['a remark after a folded text', 'a: >-\n  one\n  # two\nb: 1\n'],
    ['a word over two lines', 'a: one\n  two\n'],
    ['a line of a quotation that looks like a remark', 'a: "one\n  # two"\n'],
    ['an empty line in a quotation', 'a: "one\n\n  two"\n'],
    ['a space before the end of a line of a quotation', 'a: "one \n  two"\n'],
    ['an end of a line that is taken back', 'a: "one\\\n  two"\n'],
    ['a plain word over two lines of a list', 'a: [one\n  two]\n'],
    ['an end of a list that stands too far out', 'a:\n  b: [1,\n  2\n  ]\n'],
    ['nothing after a key', 'a:\nb: 1\n'],
    ['a key alone on a line', 'a: { b, c: 1 }\n'],
    ['a pair in a list', 'a: [b: 1]\n'],
    ['tags and merges', 'a: !!int 1\n<<: { b: 1 }\n'],
    ['several documents', 'a: 1\n---\nb: 2\n'],
    ['an escape by number', 'a: "\\u4e00"\n'],
    ['a word alone', 'a\n'],
    ['nothing', ''],
  ])('is not %s: the library reads it', (_, text) => expect(readPlain(text)).toBeUndefined())

  test.each([
    ['a key twice', 'a: 1\na: 2\n'],
    ['a key twice on one line', 'a: { b: 1, b: 2 }\n'],
    ['a tab', 'a:\n\tb: 1\n'],
    ['a line too deep', 'a: 1\n  b: 2\n'],
    ['a line between depths', 'a:\n    b: 1\n  c: 2\n'],
    ['two keys on a line', 'a: b: c\n'],
    ['no end of a list', 'a: [1, 2\nb: 3\n'],
    ['no end of a quotation', 'a: "one\nb: 2\n'],
    ['something after a list', 'a: [1] 2\n'],
    ['something after a quotation', "a: 'b' c\n"],
    ['an item among keys', 'a: 1\n- b\n'],
    ['a key among items', '- a\nb: 1\n'],
    ['nothing between commas', 'a: [1,, 2]\n'],
    ['a word that may not begin so', 'a: @b\nc: `d`\n'],
    ['a key that ends a line twice', 'a: b:\n'],
  ])('is not %s: it is wrong, and the library says so', (_, text) => {
    expect(readPlain(text)).toBeUndefined()
    expect(byLibrary(text)).toBeUndefined()
  })
})
