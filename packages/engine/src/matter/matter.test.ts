import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { say } from '../message.ts'
import { allowed, decide, fold, type RecordedAct, type Wish } from './decide.ts'
import { matterMessages } from './messages.ts'
import { type Procedure, parseProcedure } from './procedure.ts'

const folder = new URL('../../../../catalogue/procedures/', import.meta.url)
const read = (id: string): Procedure => {
  const { procedure, findings } = parseProcedure(readFileSync(new URL(`${id}/procedure.yml`, folder), 'utf8'), 'procedure.yml')
  if (!procedure) throw new Error(JSON.stringify(findings))
  return procedure
}
const assessment = read('clue-assessment')
const wish = (transition: string, fields: Record<string, string> = {}): Wish => ({
  transition,
  fields,
  permissions: ['clue.judge'],
  occurredOn: '2024-03-01',
  today: '2024-03-01',
})
const pending = { state: 'pending', lastOn: null }

test.each(readdirSync(folder))('%s: every state can be reached and can end', (id) => {
  expect(parseProcedure(readFileSync(new URL(`${id}/procedure.yml`, folder), 'utf8'), 'procedure.yml').findings).toEqual([])
  expect(read(id).id).toBe(id)
})

describe('judging a clue', () => {
  test('a clue is found true without a word more', () => {
    expect(decide(assessment, pending, wish('find-founded'))).toEqual({ ok: true, from: 'pending', to: 'founded', fields: {} })
  })

  test('a clue is not dismissed without a cause', () => {
    expect(decide(assessment, pending, wish('find-unfounded'))).toMatchObject({
      ok: false,
      denials: [{ kind: 'form', message: { code: 'matter.field-missing', values: { field: '原因' } } }],
    })
  })

  test('“other” as a cause must be explained, the rest stand alone', () => {
    expect(decide(assessment, pending, wish('find-unfounded', { cause: 'performed' })).ok).toBe(true)
    expect(decide(assessment, pending, wish('find-unfounded', { cause: 'other' })).ok).toBe(false)
    expect(decide(assessment, pending, wish('find-unfounded', { cause: 'other', note: '移送公安' })).ok).toBe(true)
  })

  test('all that is wrong with a form is told at once', () => {
    const decision = decide(assessment, pending, wish('find-unfounded', { cause: 'bored', colour: 'red' }))
    expect(decision.ok ? [] : decision.denials.map(({ message }) => message.code)).toEqual([
      'matter.field-unknown',
      'matter.no-such-choice',
    ])
  })

  test('what has been judged is judged again only after reopening it, with a reason', () => {
    const founded = { state: 'founded', lastOn: '2024-02-01' }
    expect(decide(assessment, founded, wish('find-unfounded', { cause: 'performed' }))).toMatchObject({
      denials: [{ kind: 'wrong-state' }],
    })
    expect(decide(assessment, founded, wish('reopen'))).toMatchObject({ denials: [{ kind: 'form' }] })
    expect(decide(assessment, founded, wish('reopen', { note: '新证据' }))).toMatchObject({ ok: true, to: 'pending' })
  })

  test('an act is neither in the future nor before the act before it', () => {
    const day = (occurredOn: string) =>
      decide(assessment, { state: 'pending', lastOn: '2024-02-10' }, { ...wish('find-founded'), occurredOn })
    expect(day('2024-03-02')).toMatchObject({ denials: [{ message: { code: 'matter.day-in-future' } }] })
    expect(day('2024-02-09')).toMatchObject({ denials: [{ message: { code: 'matter.day-before-last' } }] })
    expect(day('2024-02-30')).toMatchObject({ denials: [{ message: { code: 'matter.not-a-day' } }] })
    expect(day('2024-02-10').ok).toBe(true)
  })

  test('who may not judge is told so before anything else', () => {
    expect(decide(assessment, pending, { ...wish('find-unfounded'), permissions: [] })).toMatchObject({
      denials: [{ kind: 'not-permitted' }],
    })
  })
})

describe('for any wish in any state', () => {
  const anything = fc.record({
    state: fc.constantFrom(...assessment.states.map(({ id }) => id), 'nowhere'),
    transition: fc.constantFrom(...assessment.transitions.map(({ id }) => id), 'vanish'),
    permissions: fc.subarray(['clue.judge', 'data.read']),
    fields: fc.dictionary(fc.constantFrom('cause', 'note', 'colour'), fc.constantFrom('', ' ', 'performed', 'other', 'x'.repeat(3000))),
    occurredOn: fc.constantFrom('2024-03-01', '2024-03-02', '2023-01-01', 'soon'),
  })

  test('a permitted act is one of the buttons, leads where its transition says, and every refusal can be said', () => {
    fc.assert(
      fc.property(anything, ({ state, transition, permissions, fields, occurredOn }) => {
        const decision = decide(assessment, { state, lastOn: null }, { transition, permissions, fields, occurredOn, today: '2024-03-01' })
        if (decision.ok) {
          const button = allowed(assessment, state, permissions).find(({ id }) => id === transition)
          expect(decision.to).toBe(button?.to)
          expect(Object.values(decision.fields).every((value) => value !== '' && value === value.trim())).toBe(true)
          return
        }
        expect(decision.denials.length).toBeGreaterThan(0)
        for (const { message } of decision.denials) expect(say(matterMessages, message)).not.toMatch(/[{}]|^matter\./)
      }),
    )
  })

  test('deciding twice decides the same, and the fold of what was decided is where the matter stands', () => {
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 12 }), (wishes) => {
        let now = { state: assessment.start, lastOn: null as string | null }
        const acts: RecordedAct[] = []
        for (const one of wishes) {
          const asked = { ...one, today: '2024-03-01' }
          const decision = decide(assessment, now, asked)
          expect(decide(assessment, now, asked)).toEqual(decision)
          if (!decision.ok) continue
          acts.push({ transition: one.transition, from: decision.from, to: decision.to })
          now = { state: decision.to, lastOn: one.occurredOn }
        }
        expect(fold(assessment, acts)).toBe(now.state)
        if (acts.length > 1) expect(fold(assessment, acts.slice(1))).toBeUndefined()
      }),
    )
  })
})

describe('a procedure with a mistake', () => {
  const source = readFileSync(new URL('clue-assessment/procedure.yml', folder), 'utf8')
  const codes = (text: string) => parseProcedure(text, 'procedure.yml').findings.map(({ line, message }) => [line, message.code])

  test('a state out of reach, a trap, an unknown state are told with their line', () => {
    expect(codes(source.replace('to: founded', 'to: found'))).toContainEqual([17, 'procedure.unknown-state'])
    expect(codes(source.replace('to: founded', 'to: found'))).toContainEqual([10, 'procedure.unreachable'])
    expect(codes(source.replaceAll(', final: true', '')).filter(([, code]) => code === 'procedure.trap')).toHaveLength(3)
  })

  test('a form with an unknown field or without choices is told', () => {
    expect(codes(source.replace('field: cause', 'field: clause')).map(([, code]) => code)).toEqual(['procedure.unknown-field'])
    expect(codes(source.replace('type: text, required: true', 'type: choice, required: true')).map(([, code]) => code)).toEqual([
      'procedure.no-choices',
    ])
    expect(codes('id: [').map(([, code]) => code)).toContain('procedure.yaml')
  })
})
