import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import type { Catalogue } from '../catalogue.ts'
import { type Refusal, refuse } from '../refusal.ts'

const ask = z.strictObject({
  name: z.string().regex(/^[a-z_]+$/),
  kind: z.enum(['dataset', 'field', 'limit', 'number']),
  label: z.string(),
  of: z.string().optional(),
  types: z.array(z.string()).default([]),
  value: z.string().default(''),
})
const shape = z.strictObject({
  id: z.string(),
  title: z.string(),
  text: z.string(),
  asks: z.array(ask),
  model: z.string(),
  readme: z.string(),
})
export type Question = z.infer<typeof shape>

/** `catalogue/questions/<id>.yml`: what a procurator can ask, and the model that the answers make. */
export function readQuestions(folder: string): ReadonlyMap<string, Question> {
  const place = join(folder, 'questions')
  const files = existsSync(place) ? readdirSync(place).filter((file) => file.endsWith('.yml')) : []
  const all = files.sort().map((file) => shape.parse(parse(readFileSync(join(place, file), 'utf8'))))
  return new Map(all.sort((a, b) => a.title.localeCompare(b.title, 'zh')).map((question) => [question.id, question]))
}

/** Every answer names something that is known, so none can be more than a name in the text that is made. */
export function answer(
  question: Question,
  answers: Readonly<Record<string, string>>,
  facts: { readonly id: string; readonly title: string },
  catalogue: Catalogue,
): { readonly model: string; readonly readme: string } | Refusal {
  const words = new Map<string, string>([
    ['id', facts.id],
    ['title', JSON.stringify(facts.title)],
    ['title.plain', facts.title.replaceAll(/["{}\\\n]/g, '')],
  ])
  for (const { name, kind, of, label, types } of question.asks) {
    const given = answers[name] ?? ''
    const refused = refuse('invalid', 'workshop.answer', { label })
    if (kind === 'number') {
      if (!/^\d{1,9}$/.test(given)) return refused
      words.set(name, given)
    } else if (kind === 'limit') {
      const limit = catalogue.limits.get(given)
      if (!limit) return refused
      words.set(name, given)
      words.set(`${name}.label`, plain(limit.title))
    } else if (kind === 'dataset') {
      const schema = catalogue.schemas.get(given)
      if (!schema) return refused
      words.set(name, given)
      words.set(`${name}.label`, plain(schema.label))
    } else {
      const column = catalogue.schemas.get(answers[of ?? ''] ?? '')?.columns.find((one) => one.name === given)
      if (!column || (types.length > 0 && !types.includes(column.type))) return refused
      words.set(name, given)
      words.set(`${name}.label`, plain(column.label))
    }
  }
  const fill = (text: string): string => text.replaceAll(/<<([a-z_.]+)>>/g, (_, name: string) => words.get(name) ?? '')
  return { model: fill(question.model), readme: fill(question.readme) }
}

const plain = (text: string): string => text.replaceAll(/["'{}\\\n:#]/g, '')
