import type { FormParam, Language } from '@xiezhi/platform/contract/workshop'
import type { Hand } from './hand.ts'

/** Values of a model file, as plain YAML gives them. */
export type Value = string | number | boolean | null | readonly Value[] | { readonly [name: string]: Value }
export type Fields = { readonly [name: string]: Value }

export const isFields = (value: Value | undefined): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)
export const listOf = (value: Value | undefined): readonly Value[] => (Array.isArray(value) ? value : [])
const word = (value: Value | undefined): string => (value === undefined || value === null ? '' : String(value))
const same = (a: Value | undefined, b: Value | undefined): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Builds a model as a person does who has its text beside the screen: part by part, each thing in the field that the page has for it. */
export async function buildModel(hand: Hand, language: Language, wanted: Fields): Promise<void> {
  const labelOf = (params: readonly FormParam[], name: string): string => params.find((param) => param.name === name)?.label ?? ''

  const give = async (param: FormParam, value: Value, of = ''): Promise<void> => {
    const label = of === '' ? param.label : `${of}：${param.label}`
    const add = `${label}：加一项`
    switch (param.kind) {
      case 'id':
        return hand.name(label, word(value))
      case 'text':
        return hand.write(label, word(value))
      case 'default':
        return Array.isArray(value) ? hand.fill(label, value.map(word)) : hand.write(label, word(value))
      case 'table':
      case 'input':
      case 'rule':
      case 'name':
      case 'parameter':
        return hand.choose(label, word(value))
      case 'choice':
        return hand.choose(label, param.choices.find((choice) => choice.value === value)?.label ?? '')
      case 'formula':
      case 'sentence':
      case 'query':
        return hand.code(label, word(value))
      case 'pairs':
        for (const [nth, pair] of listOf(value).entries()) {
          const [own, theirs] = isFields(pair) ? (Object.entries(pair)[0] ?? ['', '']) : [word(pair), word(pair)]
          await hand.press(add)
          const at = nth === 0 ? label : `${label}第 ${nth + 1} 项`
          await hand.choose(`${at}：本表的列`, own)
          if (theirs !== own) await hand.choose(`${at}：对方的列`, word(theirs))
        }
        return
      case 'formulas':
        for (const [nth, [name, formula]] of Object.entries(isFields(value) ? value : {}).entries()) {
          await hand.press(add)
          await hand.name(`${label}：第 ${nth + 1} 项的名字`, name)
          await hand.code(`${name} 的算法`, word(formula))
        }
        return
      default:
        if (!param.fields || param.fields.length === 0) return hand.fill(label, (Array.isArray(value) ? value : [value]).map(word))
        for (const [nth, [name, record]] of Object.entries(isFields(value) ? value : listOf(value)).entries()) {
          await hand.press(add)
          const named = isFields(value)
          if (named) await hand.name(`${label}：第 ${nth + 1} 项的名字`, name)
          for (const inner of param.fields)
            if (isFields(record) && record[inner.name] !== undefined)
              await give(inner, record[inner.name] ?? null, named ? name : `${label}第 ${nth + 1} 项`)
        }
    }
  }
  const fill = async (params: readonly FormParam[], values: Fields, before: Fields = {}, of = ''): Promise<void> => {
    for (const param of params) {
      const [first = '', second] = param.name.split('.')
      const at = (fields: Fields): Value | undefined => {
        const one = fields[first]
        return second === undefined ? one : isFields(one) ? one[second] : undefined
      }
      const value = at(values)
      if (value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0) && !same(value, at(before)))
        await give(param, value, of)
    }
  }

  // The model as a whole: its words and its parameters.
  const { head, parameter, step: everyStep, exclusion, rule } = language.parts
  await hand.model()
  await fill(head, Object.fromEntries(['question', 'function', 'origin', 'basis'].map((name) => [name, wanted[name] ?? []])))
  for (const [nth, [name, values]] of Object.entries(isFields(wanted.parameters) ? wanted.parameters : {}).entries()) {
    await hand.press('加一个参数')
    await hand.name(`第 ${nth + 1} 个参数的名字`, name)
    if (isFields(values)) await fill(parameter, values, {}, name)
  }

  const inputs = isFields(wanted.inputs) ? wanted.inputs : {}
  const titleOf = (dataset: string): string => language.datasets.find(({ id }) => id === dataset)?.label ?? ''
  for (const dataset of [...listOf(inputs.required), ...listOf(inputs.optional)]) await hand.add(titleOf(word(dataset)))
  for (const dataset of listOf(inputs.optional)) {
    await hand.open(word(dataset))
    await hand.press('改为可以没有')
  }

  const made: Fields[] = []
  let last: string | undefined
  for (const one of listOf(wanted.steps).filter(isFields)) {
    const { id, title, note } = one
    const operator = Object.keys(one).find((name) => !['id', 'title', 'note', 'with'].includes(name)) ?? ''
    const piece = operator === 'use' ? language.pieces.find((known) => known.id === one.use) : undefined
    const known = language.operators.find(({ name }) => name === operator)
    const given = piece ? one.with : one[operator]
    // What is much like a step that is there is begun as its copy.
    const twin = made.at(-1)
    const isCopy = !piece && operator === 'filter' && twin?.[operator] !== undefined
    if (isCopy) await hand.copy(word(twin?.id))
    else await hand.add(piece?.title ?? known?.label ?? '', last)
    const shown = title ?? (piece ? undefined : id)
    if (shown !== undefined) await hand.write('步骤名称', word(shown))
    await hand.name('标识', word(id))
    const old = isCopy && isFields(twin?.[operator]) ? twin[operator] : {}
    await fill(piece?.params ?? known?.params ?? [], isFields(given) ? given : {}, isFields(old) ? old : {})
    if (note !== undefined) await hand.write(labelOf(everyStep, 'note'), word(note))
    made.push(one)
    last = word(id)
  }

  for (const one of listOf(wanted.exclusions).filter(isFields)) {
    const piece = language.pieces.find(({ id }) => id === one.use)
    await hand.add(piece?.title ?? '排除情形')
    if (!piece) await fill(exclusion, one)
    else if (isFields(one.with)) await fill(piece.params, one.with)
  }
  const rules: Fields[] = []
  for (const one of listOf(wanted.rules).filter(isFields)) {
    const twin = rules.findLast(({ about }) => about === one.about)
    if (twin) await hand.copy(word(twin.id))
    else await hand.add('规则（产生线索）')
    await fill(rule, one, twin ?? {})
    rules.push(one)
  }
  await hand.model()
  await fill(
    head.filter(({ name }) => name === 'rollups'),
    wanted,
  )
}
