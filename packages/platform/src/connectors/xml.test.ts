import fc from 'fast-check'
import { SaxesParser } from 'saxes'
import { describe, expect, test } from 'vitest'
import { type XmlHandler, xmlReader } from './xml.ts'

/** What is read, one line an event, text joined. */
function events(pieces: readonly string[], attributes: readonly string[] = ['a', 'b']): string[] {
  const seen: string[] = []
  let text = ''
  const flush = (): void => {
    if (text !== '') seen.push(`text ${JSON.stringify(text)}`)
    text = ''
  }
  const handler: XmlHandler = {
    listening: true,
    open(name, tag) {
      flush()
      seen.push(`open ${name} ${JSON.stringify(attributes.map((attribute) => tag.get(attribute) ?? null))}`)
    },
    close(name) {
      flush()
      seen.push(`close ${name}`)
    },
    text(piece) {
      text += piece
    },
  }
  const reader = xmlReader(handler)
  for (const piece of pieces) reader.push(piece)
  reader.end()
  return seen
}

/** The same by a parser that checks everything. */
function oracle(xml: string): string[] {
  const seen: string[] = []
  let text = ''
  const flush = (): void => {
    if (text !== '') seen.push(`text ${JSON.stringify(text)}`)
    text = ''
  }
  let depth = 0
  const parser = new SaxesParser()
  parser.on('opentag', ({ name, attributes }) => {
    flush()
    depth++
    seen.push(`open ${name} ${JSON.stringify([attributes.a ?? null, attributes.b ?? null])}`)
  })
  parser.on('closetag', ({ name }) => {
    flush()
    depth--
    seen.push(`close ${name}`)
  })
  parser.on('text', (piece) => {
    if (depth > 0) text += piece
  })
  parser.on('cdata', (piece) => {
    text += piece
  })
  parser.write(xml).close()
  return seen
}

const run = fc
  // A bare > never follows ]] directly: outside a section that is no XML.
  .array(fc.constantFrom('张', '三', '𠮷', 'a', ' ', '\n', '\r\n', '\r', '&amp;', '&#x20;', '&#20013;', '&lt;', '"', "'", ' >', ']]', '1'))
  .map((all) => all.join(''))
  .filter((text) => !text.includes(']]>'))
const value = run.map((text) => text.replace(/["'\r\n]/g, ''))
const gap = fc.constantFrom(' ', '  ', '\n', '\t ')
const attribute = fc.tuple(gap, fc.constantFrom('', ' '), value).map(([before, around, text]) => [before, around, text] as const)
const { element } = fc.letrec<{ element: string }>((tie) => ({
  element: fc
    .tuple(
      fc.constantFrom('c', 'row', 'x:v', '名'),
      fc.option(attribute),
      fc.option(attribute),
      fc.array(
        fc.oneof(
          { depthSize: 'small' },
          run,
          tie('element'),
          run.map((text) => `<![CDATA[${text.replaceAll(']]', ']')}<&]]>`),
          fc.constant('<!-- <c> &x; -->'),
          fc.constant('<?pi <c a="?>'),
        ),
        { maxLength: 4 },
      ),
    )
    .map(([name, a, b, inner]) => {
      const written = [a && `${a[0]}a${a[1]}=${a[1]}"${a[2]}"`, b && `${b[0]}b${b[1]}=${b[1]}'${b[2]}'`].filter(Boolean).join('')
      return inner.length === 0 ? `<${name}${written}/>` : `<${name}${written}>${inner.join('')}</${name} >`
    }),
}))

describe('XML of a workbook', () => {
  test('is read as a full parser reads it, wherever it is cut', () => {
    fc.assert(
      fc.property(element, fc.array(fc.nat(400), { maxLength: 12 }), (body, cuts) => {
        const xml = `<?xml version="1.0"?>\n${body}\n`
        const places = [...new Set(cuts.map((cut) => cut % xml.length))].sort((a, b) => a - b)
        const pieces = [0, ...places].map((from, index) => xml.slice(from, places[index] ?? xml.length))
        const expected = oracle(xml)
        expect(events(pieces)).toEqual(expected)
        expect(events([...xml])).toEqual(expected)
      }),
      { numRuns: 300 },
    )
  })

  test.each([
    ['a document type', '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'],
    ['a document type without a body', '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'],
    ['an entity of its own', '<a>&x;</a>'],
    ['a bare ampersand', '<a>R & D</a>'],
    ['a character that does not exist', '<a>&#x110000;</a>'],
    ['a missing end', '<a><b></b>'],
    ['a wrong end', '<a><b></a></b>'],
    ['an end of a longer name', '<a></ab>'],
    ['an end too much', '<a/></a>'],
    ['a second root', '<a/><b/>'],
    ['text outside', '<a/>x'],
    ['nothing', '  '],
    ['a tag inside a tag', '<a <b x="1"/>'],
    ['a missing quote', '<a x="1><b y="2"/></a>'],
    ['no quotes', '<a x=1/>'],
    ['an attribute without a value', '<a x/>'],
    ['attributes without a gap', '<a x="1"y="2"/>'],
    ['a half tag', '<a><b'],
    ['an open CDATA', '<a><![CDATA[x</a>'],
    ['elements without end', '<a>'.repeat(300)],
    ['a tag of a million characters', `<a x="${'x'.repeat(1_100_000)}`],
  ])('refuses %s', (_, xml) => {
    expect(() => events([xml])).toThrow()
    expect(() => events([...xml.slice(0, 2000)])).toThrow()
  })
})
