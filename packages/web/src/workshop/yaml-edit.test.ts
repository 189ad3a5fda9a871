import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { commentsIn } from './yaml-comments.ts'
import { insertAt, moveItem, removeAt, renameKey, setAt, writeOut } from './yaml-edit.ts'
import { NotEditable, type Path, type Plain, plainOf } from './yaml-read.ts'
import { flow } from './yaml-write.ts'

const models = join(import.meta.dirname, '../../../../catalogue/models')
const texts = readdirSync(models).map((id) => readFileSync(join(models, id, 'model.yml'), 'utf8'))

const at = (value: Plain | undefined, path: Path): Plain | undefined =>
  path.reduce<Plain | undefined>(
    (one, part) =>
      Array.isArray(one) ? one[Number(part)] : typeof one === 'object' && one !== null ? (one as Record<string, Plain>)[part] : undefined,
    value,
  )
const stepsOf = (text: string): readonly Record<string, Plain>[] => (at(plainOf(text), ['steps']) ?? []) as Record<string, Plain>[]
const listAt = (text: string, list: string): readonly Plain[] => (at(plainOf(text), [list]) ?? []) as readonly Plain[]
const writeAll = (text: string): string =>
  [...new Set([...text.matchAll(/&([a-z_]+)/g)].map(([, name]) => name ?? ''))].reduce((made, name) => writeOut(made, name), text)
const comments = (text: string): string[] =>
  commentsIn(text)
    .map(({ comment }) => comment)
    .sort()

/** Lines that are in both, in order: an edit of one step leaves all others as they were. */
const untouched = (before: string, after: string, changed: (line: string) => boolean): void => {
  const left = after.split('\n')
  let from = 0
  for (const line of before.split('\n')) {
    if (changed(line)) continue
    const found = left.indexOf(line, from)
    expect(found, `lost: ${line}`).toBeGreaterThanOrEqual(0)
    from = found + 1
  }
}

/** As a person does who is told of one name after another: a part may hold several that others refer to. */
function insisted(act: (text: string) => string, text: string): string {
  try {
    return act(text)
  } catch (error) {
    if (!(error instanceof NotEditable)) throw error
    const written = writeOut(text, error.subject === '' ? '-' : error.subject)
    expect(written).not.toBe(text)
    return insisted(act, written)
  }
}

describe('edits of real models', () => {
  test('keep every comment, leave other lines to the letter, and do what was asked', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.nat(),
        fc.constantFrom('title', 'remove', 'insert', 'move', 'note'),
        fc.string({ maxLength: 12 }),
        (text, nth, what, said) => {
          const steps = stepsOf(text)
          fc.pre(steps.length > 1)
          const place = nth % steps.length
          const before = comments(text)
          if (what === 'title' || what === 'note') {
            const made = setAt(text, ['steps', place, what], said)
            expect(at(plainOf(made), ['steps', place, what])).toBe(said)
            expect({ ...stepsOf(made)[place], [what]: '' }).toEqual({ ...steps[place], [what]: '' })
            expect(comments(made)).toEqual(before)
            const own = text
              .split('\n')
              .filter((line) => line.includes(String(steps[place]?.id)) || line.includes(String(steps[place]?.[what] ?? '\u0000')))
            untouched(text, made, (line) => own.includes(line))
          } else if (what === 'insert') {
            const made = insertAt(text, ['steps'], place, { id: 'added', filter: { from: 'x', where: "a = '乙'" } })
            expect(stepsOf(made)).toEqual([
              ...steps.slice(0, place),
              { id: 'added', filter: { from: 'x', where: "a = '乙'" } },
              ...steps.slice(place),
            ])
            expect(comments(made)).toEqual(before)
            untouched(text, made, () => false)
          } else if (what === 'remove') {
            const made = removeAt(text, ['steps', place])
            expect(stepsOf(made)).toEqual(steps.filter((_, index) => index !== place))
            expect(comments(made)).toEqual(before)
          } else {
            const to = (nth * 7) % steps.length
            const made = moveItem(text, ['steps'], place, to)
            const moved = steps.filter((_, index) => index !== place)
            moved.splice(to, 0, steps[place] ?? {})
            expect(stepsOf(made)).toEqual(moved)
            expect(comments(made)).toEqual(before)
            expect(made.split('\n').sort()).toEqual(text.split('\n').sort())
          }
        },
      ),
      { numRuns: 40 },
    )
  })

  test('what is named and referred to elsewhere does not go before the others have words of their own', () => {
    const named = texts.filter((text) => /&[a-z_]+/.test(text))
    expect(named.length).toBeGreaterThan(0)
    fc.assert(
      fc.property(fc.constantFrom(...named), fc.constantFrom('rules', 'steps', 'exclusions'), fc.nat(), fc.nat(), (text, list, nth, to) => {
        const parts = listAt(text, list)
        fc.pre(parts.length > 1)
        const place = nth % parts.length
        const before = comments(text)
        const acts: ((text: string) => string)[] = [
          (of) => removeAt(of, [list, place]),
          (of) => moveItem(of, [list], place, to % parts.length),
        ]
        for (const act of acts) {
          const wanted = act(writeAll(text))
          const made = insisted(act, text)
          expect(plainOf(made)).toEqual(plainOf(wanted))
          expect(comments(made)).toEqual(before)
        }
      }),
      { numRuns: 12 },
    )
  })

  test('written out, the text says the same', () => {
    for (const text of texts) {
      const made = writeAll(text)
      expect(plainOf(made)).toEqual(plainOf(text))
      expect(comments(made)).toEqual(comments(text))
    }
  })

  test('a parameter of a step changes nothing beside it', () => {
    for (const text of texts.slice(0, 8))
      for (const [place, step] of stepsOf(text).entries()) {
        if (typeof step.join !== 'object') continue
        const made = setAt(text, ['steps', place, 'join', 'kind'], 'left')
        expect(at(plainOf(made), ['steps', place, 'join'])).toEqual({ ...(step.join as object), kind: 'left' })
        expect(made.length - text.length).toBeLessThanOrEqual(', kind: left'.length + 20)
        expect(comments(made)).toEqual(comments(text))
        break
      }
  })
})

describe('the ways in which things are written', () => {
  const text = `# head
inputs: { required: [], optional: [a] } # both
steps: []
rules:
  # the first
  - id: R1 # named
    title: 一
    where: >-
      a > 1
      AND b
    columns:
      # why
      x: "1"
      y: "2" # two
  - id: R2
`
  test.each<[string, string, string]>([
    ['an empty list of steps gets a line', insertAt(text, ['steps'], 0, { id: 's' }), 'steps:\n  - { id: s }\nrules:'],
    ['an empty list in braces', insertAt(text, ['inputs', 'required'], 0, 'p'), '{ required: [p], optional: [a] } # both'],
    ['a list in braces', insertAt(text, ['inputs', 'optional'], 1, 'b'), 'optional: [a, b] }'],
    ['a folded text', setAt(text, ['rules', 0, 'where'], "c = 'x'"), 'where: "c = \'x\'"\n    columns:'],
    ['an entry of a map', setAt(text, ['rules', 0, 'columns'], { x: '1', y: '3' }), '      # why\n      x: "1"\n      y: "3" # two\n'],
    ['an entry more', setAt(text, ['rules', 0, 'columns', 'z'], '4 + 1'), '      y: "2" # two\n      z: "4 + 1"\n  - id: R2'],
    ['an entry less', setAt(text, ['rules', 0, 'columns'], { x: '1' }), '      # why\n      x: "1"\n      # two\n  - id: R2'],
    ['another name', renameKey(text, ['rules', 0, 'columns', 'y'], 'w'), '      w: "2" # two'],
    ['a block that becomes one line keeps its comments', setAt(text, ['rules', 0, 'columns'], 'q'), '      # why\n      # two\n      q'],
    ['an item with a comment', removeAt(text, ['rules', 0]), '  # the first\n'],
    ['the last item', removeAt(insertAt(text, ['steps'], 0, { id: 's' }), ['steps', 0]), 'steps: []\n'],
  ])('%s', (_, made, wanted) => {
    expect(made).toContain(wanted)
    expect(comments(made)).toEqual(comments(text))
  })

  test('what is named does not go while others refer to it, and they do not come before it', () => {
    const shared = 'rules:\n  - { id: R1, reason: &said "一" }\n  - { id: R2, reason: *said } # two\n  - { id: R3, reason: *said }\n'
    const refusal = (act: () => string) => {
      try {
        return act()
      } catch (error) {
        return error instanceof NotEditable ? [error.why, error.subject, error.uses] : error
      }
    }
    expect(refusal(() => removeAt(shared, ['rules', 0]))).toEqual(['anchor', 'said', 2])
    expect(refusal(() => removeAt(shared, ['rules', 0, 'reason']))).toEqual(['anchor', 'said', 2])
    expect(refusal(() => moveItem(shared, ['rules'], 0, 1))).toEqual(['order', 'said', 0])
    expect(setAt(shared, ['rules', 0, 'reason'], '二')).toContain('reason: &said "二"')
    expect(setAt(shared, ['rules', 1, 'reason'], '二')).toContain('{ id: R2, reason: 二 } # two')
    const made = writeOut(shared, 'said')
    expect(made).toContain('{ id: R2, reason: 一 } # two')
    expect(plainOf(removeAt(made, ['rules', 0]))).toEqual({
      rules: [
        { id: 'R2', reason: '一' },
        { id: 'R3', reason: '一' },
      ],
    })
  })

  test('words are quoted where they could be read as something else', () => {
    expect(flow({ a: ['x as y', 'true', '1', '{b}', "a = '1'", '一般', ''] })).toBe(
      `{ a: [x as y, "true", 1, "{b}", "a = '1'", 一般, ""] }`,
    )
  })
})
