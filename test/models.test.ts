import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { say } from '../packages/engine/src/message.ts'
import { decidingColumns, givesAlerts, planModel } from '../packages/engine/src/model/model.ts'
import { type Node, readsOf } from '../packages/engine/src/model/node.ts'
import { openOrigins } from '../packages/engine/src/model/origin.ts'
import { prune } from '../packages/engine/src/model/prune.ts'
import { type Value, visit } from '../packages/engine/src/model/value.ts'
import { loadCatalogue } from '../packages/platform/src/catalogue.ts'
import type { RuleInCase } from '../packages/platform/src/local/case-rules.ts'
import { type CaseRoom, caseNames, openCaseRoom } from '../packages/platform/src/local/cases.ts'
import { localMessages } from '../packages/platform/src/local/messages.ts'

const catalogue = loadCatalogue()

test('the catalogue is sound: every standard and model parses, and nothing is left unsaid', () => {
  expect(catalogue.findings.map(({ file, line, column, message }) => `${file}:${line}:${column} ${message.code}`)).toEqual([])
  const folders = ['models', 'patrols'].flatMap((one) => readdirSync(join(catalogue.folder, one)))
  expect([...catalogue.models.keys()].sort()).toEqual(folders.sort())
})

test('a patrol gives alerts and nothing else, a model none', () => {
  const patrols = [...catalogue.models.values()].filter(({ checked }) => givesAlerts(checked)).map(({ id }) => id)
  expect(patrols).toEqual(readdirSync(join(catalogue.folder, 'patrols')).sort())
  const mixed = [...catalogue.models.values()].filter(
    ({ id, checked }) => !patrols.includes(id) && checked.rules.some(({ output }) => output === 'alert'),
  )
  expect(mixed).toEqual([])
})

let room: CaseRoom
beforeAll(async () => {
  room = await openCaseRoom()
}, 120_000)
afterAll(() => room.close())

describe.each([...catalogue.models.keys()])('%s', (id) => {
  const model = catalogue.models.get(id)!
  const problems = new Map<string, readonly string[]>()
  const shown: RuleInCase[] = []

  beforeAll(async () => {
    for await (const result of room.run(model)) {
      problems.set(
        result.name,
        result.problems.map((problem) => say(localMessages, problem).trim()),
      )
      shown.push(...result.rules)
    }
  }, 600_000)

  test.each(caseNames(model))('finds exactly the clues of %s', (name) => {
    expect(problems.get(name)).toEqual([])
  })

  test('has a README that says when it is wrong', () => {
    expect(model.readme).toContain('什么时候')
  })

  /** Rules, or rules with their exclusions, for which no case shows it. */
  const without = (shows: (rule: RuleInCase) => boolean): string[] =>
    model.checked.rules.map((rule) => rule.id).filter((rule) => !shown.some((one) => one.id === rule && shows(one)))
  const untried = (list: (rule: RuleInCase) => readonly string[]): string[] =>
    model.checked.rules.flatMap((rule) =>
      rule.exclusions
        .filter((exclusion) => !shown.some((one) => one.id === rule.id && list(one).includes(exclusion.id)))
        .map((exclusion) => `${rule.id} ${exclusion.id}`),
    )

  test('has for each rule a case in which it speaks, and one in which a row it looks at keeps silent', () => {
    expect(without(({ clues }) => clues > 0)).toEqual([])
    expect(without(({ silent }) => silent > 0)).toEqual([])
  })

  test('has for each exclusion of each rule a case in which it alone keeps a clue back, and one in which it is tested and lets it pass', () => {
    expect(untried(({ covering }) => covering)).toEqual([])
    expect(untried(({ passing }) => passing)).toEqual([])
  })
})

test('each piece is called as its file, and some model uses it', () => {
  expect([...catalogue.pieces].filter(([file, { id }]) => file !== id.text)).toEqual([])
  const texts = [...catalogue.models.values()].map(({ source }) => source)
  expect([...catalogue.pieces.keys()].filter((id) => !texts.some((text) => text.includes(`use: ${id}`)))).toEqual([])
})

/** The shared exclusions by their numbers (catalogue/pieces/README.md): a word of each that its title has. */
const shared: Readonly<Record<string, RegExp>> = {
  E1: /缴清|足额|履行|缴款|执行完毕|票据/,
  E2: /延期|分期|执行协议/,
  E3: /复议|诉讼/,
  E4: /撤|变更|无效/,
  E5: /注销|死亡/,
  E6: /强制执行权/,
  E7: /终结|中止/,
  E8: /重复/,
  E9: /覆盖|无从比对|不满/,
  E10: /姓名不同|重号/,
  E11: /辖区|管辖/,
  E12: /检察|文书/,
}

test('an exclusion that goes by a shared number means what the number means everywhere', () => {
  const numbered = [...catalogue.models.values()].flatMap((model) =>
    model.checked.exclusions.flatMap(({ id, title }) => {
      const number = /^E\d+(?=-|$)/.exec(id)?.[0]
      return number && !shared[number]?.test(title) ? [`${model.id} ${id} ${title}`] : []
    }),
  )
  expect(numbered).toEqual([])
})

/** Rules that name no article: their README says what they rest on and why it is not given as one. */
const withoutBasis: readonly string[] = [
  'deputy-suggestion-linkage R4',
  'deputy-suggestion-linkage R5',
  'fuel-station-tax R5',
  'legal-service-worker-agency R3-unknown',
  'legal-service-worker-agency R5',
  'legal-service-worker-agency R6',
  'parking-space-violation R4',
  'parking-space-violation R5-road',
]

/** Models without class clues: a figure over a year is already about one agency's habit; one officer is no class. */
const withoutClass: readonly string[] = ['judicial-officer-case-cluster', 'profit-driven-enforcement']

describe('every model', () => {
  const all = [...catalogue.models.values()]
  const models = all.filter(({ checked }) => !givesAlerts(checked))

  test('tells what it reveals, what it needs, how to verify a clue, when it is wrong, where it is from', () => {
    const sections = ['揭示', '数据', '核实', '什么时候', '来源']
    expect(
      all.flatMap(({ id, readme }) =>
        sections.filter((word) => !new RegExp(`^## .*${word}`, 'm').test(readme)).map((word) => `${id} ${word}`),
      ),
    ).toEqual([])
  })

  test('labels its parameters in Chinese, and keeps figures within a range', () => {
    const bad = all.flatMap(({ id, checked: { parameters } }) =>
      parameters.flatMap(({ name, type, label, min, max }) => {
        const figure = type === 'int' || type === 'decimal'
        return /[\u4e00-\u9fff]/.test(label) && (!figure || (min !== undefined && max !== undefined)) ? [] : [`${id} ${name}`]
      }),
    )
    expect(bad).toEqual([])
  })

  test('names for each rule that is more than a list the paper that follows, and for each rule its law', () => {
    const rules = models.flatMap(({ id, checked }) => checked.rules.map((rule) => ({ name: `${id} ${rule.id}`, rule })))
    const papers = rules.filter(({ rule }) => rule.output === 'clue' && rule.severity !== 'list' && !rule.document)
    expect(papers.map(({ name }) => name)).toEqual([])
    expect(rules.filter(({ rule }) => rule.basis.length === 0).map(({ name }) => name)).toEqual(withoutBasis)
  })

  test('sums up clues of one kind against one agency or court as a class', () => {
    expect(models.filter(({ checked }) => checked.rollups.length === 0).map(({ id }) => id)).toEqual(withoutClass)
  })
})

/** The conditions of a relation, each with the relation that a column of theirs belongs to. */
function conditionsOf(node: Node): readonly { readonly value: Value; readonly of: (alias: string | undefined) => string }[] {
  const own = 'from' in node && typeof node.from === 'string' ? node.from : ''
  if ((node.kind === 'project' || node.kind === 'aggregate') && node.where) return [{ value: node.where, of: () => own }]
  if (node.kind === 'mark') return node.marks.flatMap((mark) => ('where' in mark ? [{ value: mark.where, of: () => own }] : []))
  if (node.kind !== 'join') return []
  const to = new Map(node.joins.map((join) => [join.alias, join.to]))
  const of = (alias: string | undefined): string => (alias === undefined ? own : (to.get(alias) ?? own))
  return node.joins.flatMap((join) => [
    ...(join.where ? [{ value: join.where, of: (alias: string | undefined) => (alias === undefined ? join.to : of(alias)) }] : []),
    ...(join.when ? [{ value: join.when, of }] : []),
  ])
}

test('of every rule the dates and numbers that a condition on its way compares are counted where they cannot be read', () => {
  const everything = new Map([...catalogue.schemas].map(([id, { columns }]) => [id, new Set(columns.map(({ name }) => name))]))
  const types = new Set(['date', 'datetime', 'int', 'decimal'])
  let compared = 0
  const missed = [...catalogue.models.values()].flatMap(({ id, checked }) => {
    const plan = planModel(checked, everything)
    const origin = openOrigins(plan.relations)
    return plan.rules.flatMap((rule) => {
      const deciding = decidingColumns(plan, rule.id)
      // What a rule only shows may be compared on another's way, and is no ground for its silence.
      const nodes = new Map(
        prune(plan.relations, new Map([[rule.rows, ['_rid', '_code']]])).relations.map(({ name, node }) => [name, node]),
      )
      const seen = new Set<string>()
      const found = new Set<string>()
      const see = (name: string): void => {
        const node = nodes.get(name)
        if (!node || seen.has(name)) return
        seen.add(name)
        for (const { value, of } of conditionsOf(node))
          visit(value, (part) => {
            if (part.kind !== 'column' || !types.has(part.type)) return
            const from = origin(of(part.of), part.name)
            const standard = from && catalogue.standards.get(from.dataset)
            if (standard?.fields.some((field) => field.id === from?.column)) found.add(`${from!.dataset}.${from!.column}`)
          })
        readsOf(node).forEach(see)
      }
      see(rule.rows)
      compared += found.size
      return [...found].filter((one) => !deciding.get(one.split('.')[0]!)?.has(one.split('.')[1]!)).map((one) => `${id} ${rule.id} ${one}`)
    })
  })
  expect(missed).toEqual([])
  expect(compared).toBeGreaterThan(500)
})
