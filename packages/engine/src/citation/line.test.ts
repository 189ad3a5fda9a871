import { describe, expect, it } from 'vitest'
import { citeLine } from './line.ts'

describe('a line of `xiezhi cite`', () => {
  it('gives its id back, whatever it is, with what the text names', () => {
    const result = citeLine('{"id":{"n":1},"text":"违反《消防法》第五条，2023年5月6日罚款1.5万元"}', 1)
    expect(result).toMatchObject({
      ok: true,
      answer: {
        id: { n: 1 },
        citations: [
          {
            law: '中华人民共和国消防法',
            law_raw: '消防法',
            article: 5,
            article_sub: null,
            paragraph: null,
            item: null,
            raw: '《消防法》第五条',
            start: 2,
            end: 10,
          },
        ],
        amounts: [{ yuan: 15_000, kind: 'fine', raw: '1.5万元' }],
        dates: [{ iso: '2023-05-06', raw: '2023年5月6日' }],
      },
    })
  })

  it('has no id where none is given, and nothing where nothing is said', () => {
    expect(citeLine('{"text":""}', 1)).toEqual({ ok: true, answer: { id: null, citations: [], mentions: [], amounts: [], dates: [] } })
  })

  it.each([
    ['{', 'citation.line-not-json'],
    ['[1]', 'citation.line-not-json'],
    ['null', 'citation.line-not-json'],
    ['"text"', 'citation.line-not-json'],
    ['{"id":1}', 'citation.line-without-text'],
    ['{"id":1,"text":5}', 'citation.line-without-text'],
  ])('%s is refused with its number', (source, code) => {
    expect(citeLine(source, 7)).toEqual({ ok: false, error: { code, values: { line: 7 } } })
  })
})
