import { parse } from 'yaml'
import { z } from 'zod'

/** What models are for beyond their own file: the supervision point that they watch, and the systems that they serve. */
const source = z.strictObject({
  points: z.array(
    z.strictObject({ id: z.string().regex(/^[a-z][a-z-]*$/), title: z.string().min(1), models: z.array(z.string().min(1)).min(1) }),
  ),
  systems: z.array(
    z.strictObject({
      no: z.number().int().positive(),
      title: z.string().min(1),
      functions: z.array(z.string().min(1)).default([]),
      models: z.array(z.string().min(1)).default([]),
    }),
  ),
})

export interface SupervisionPoint {
  readonly id: string
  readonly title: string
  readonly models: readonly string[]
}
export interface ServedSystem {
  readonly no: number
  readonly title: string
  /** Every model of these functions serves it. */
  readonly functions: readonly string[]
  readonly models: readonly string[]
}
export interface SystemsFile {
  readonly points: readonly SupervisionPoint[]
  readonly systems: readonly ServedSystem[]
}

/** Reads `catalogue/systems.yml`. Throws on mistakes, a model under two points among them. */
export function parseSystems(text: string): SystemsFile {
  const { points, systems } = source.parse(parse(text))
  const once = (what: string, names: readonly (string | number)[]): void => {
    const twice = names.find((name, at) => names.indexOf(name) !== at)
    if (twice !== undefined) throw new Error(`${what} ${twice} stands twice`)
  }
  once(
    'point',
    points.map(({ id }) => id),
  )
  once(
    'system',
    systems.map(({ no }) => no),
  )
  once(
    'model',
    points.flatMap(({ models }) => models),
  )
  for (const { no, models } of systems) once(`system ${no}: model`, models)
  return { points, systems }
}

/** `行政检察·行政违法行为监督（检察护企）` is the function 行政检察·行政违法行为监督, whatever stands in the brackets. */
export const plainFunction = (text: string): string => text.replace(/（[^）]*）/g, '').trim()

/** A model's own text goes before the list, in which an office's own models do not stand. */
export const pointOf = (
  { points }: SystemsFile,
  model: { readonly id: string; readonly checked?: { readonly point?: string } },
): SupervisionPoint | undefined => {
  const stated = model.checked?.point
  return points.find(({ id, models }) => (stated === undefined ? models.includes(model.id) : id === stated))
}

export const titlesOfPoints = ({ points }: SystemsFile): ReadonlyMap<string, string> => new Map(points.map(({ id, title }) => [id, title]))

export const systemsOf = ({ systems }: SystemsFile, model: string, functions: readonly string[]): readonly ServedSystem[] => {
  const plain = functions.map(plainFunction)
  return systems.filter((system) => system.models.includes(model) || system.functions.some((one) => plain.includes(one)))
}
