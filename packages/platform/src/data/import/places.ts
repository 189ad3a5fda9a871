import { type Datum, datumOf } from '@xiezhi/engine/data/normalise/coordinate'
import type { Source } from './typing.ts'

/**
 * Longitude and latitude are one place: they may stand in each other's column, and a heading may state a system that is hundreds of
 * metres off CGCS2000, in which all places are kept. A rule that asks for thirty metres must not compare places of two systems.
 */
export interface Place {
  readonly longitude: Source
  readonly latitude: Source
  /** The system to be converted from. */
  readonly datum: Exclude<Datum, 'CGCS2000'> | null
}

export function placeOf(sources: readonly Source[]): Place | null {
  const [longitude, latitude] = (['longitude', 'latitude'] as const).map((kind) => sources.find(({ field }) => field.kind === kind))
  if (!longitude || !latitude) return null
  const datum = datumOf(longitude.use.column) ?? datumOf(latitude.use.column) ?? 'CGCS2000'
  return { longitude, latitude, datum: datum === 'CGCS2000' ? null : datum }
}

/** China lies between these degrees: a pair that is outside them, and inside them when turned round, stands in each other's place. */
const longitudes = 'BETWEEN 73 AND 136'
const latitudes = 'BETWEEN 3 AND 54'

/** By field: the value out of both columns, and the code of what was done. `cell` names the column of a field's cells. */
export function settledPlace(
  place: Place | null,
  cell: (field: string) => string,
): ReadonlyMap<string, { readonly value: string; readonly note: string | null }> {
  if (!place) return new Map()
  const [longitude, latitude] = [place.longitude.field.id, place.latitude.field.id]
  const [x, y] = [cell(longitude), cell(latitude)]
  const swapped = `(${x}::DOUBLE ${latitudes} AND ${y}::DOUBLE ${longitudes})`
  const [east, north] = [`CASE WHEN ${swapped} THEN ${y} ELSE ${x} END`, `CASE WHEN ${swapped} THEN ${x} ELSE ${y} END`]
  const converted = place.datum && convertedFrom(place.datum, `(${east})::DOUBLE`, `(${north})::DOUBLE`)
  // Half a place cannot be converted, and no rule can use it.
  const settled = (part: 'x' | 'y', own: string): string =>
    converted ? `coalesce((${converted}).${part}::DECIMAL(18,6), (${own})::DECIMAL(18,6))` : own
  return new Map([
    [longitude, { value: settled('x', east), note: `CASE WHEN ${swapped} THEN 'coordinate.swapped' END` }],
    [latitude, { value: settled('y', north), note: null }],
  ])
}

const axis = 6_378_245
const eccentricity = 0.006_693_421_622_965_943
const sine = (factor: number, of: string): string => `${factor} * sin(${of} * pi())`

/** How far GCJ-02 is off at a place `p`, in degrees (the published approximation over Krasovsky's ellipsoid). */
const offset = (() => {
  const [u, v] = ['(p.x - 105)', '(p.y - 35)']
  const waves = `(${sine(20, `6 * ${u}`)} + ${sine(20, `2 * ${u}`)}) * 2 / 3`
  const east = `300 + ${u} + 2 * ${v} + 0.1 * ${u} * ${u} + 0.1 * ${u} * ${v} + 0.1 * sqrt(abs(${u})) + ${waves} + (${sine(20, u)} + ${sine(40, `${u} / 3`)}) * 2 / 3 + (${sine(150, `${u} / 12`)} + ${sine(300, `${u} / 30`)}) * 2 / 3`
  const north = `-100 + 2 * ${u} + 3 * ${v} + 0.2 * ${v} * ${v} + 0.1 * ${u} * ${v} + 0.2 * sqrt(abs(${u})) + ${waves} + (${sine(20, v)} + ${sine(40, `${v} / 3`)}) * 2 / 3 + (${sine(160, `${v} / 12`)} + ${sine(320, `${v} / 30`)}) * 2 / 3`
  const magic = `(1 - ${eccentricity} * pow(sin(radians(p.y)), 2))`
  return {
    x: `degrees((${east}) / (${axis} / sqrt(${magic}) * cos(radians(p.y))))`,
    y: `degrees((${north}) / (${axis} * (1 - ${eccentricity}) / (${magic} * sqrt(${magic}))))`,
  }
})()

/** The inverse by going back four times, after which less than a millimetre is left; a lambda, so that each step is worked out once. */
function convertedFrom(datum: Exclude<Datum, 'CGCS2000'>, x: string, y: string): string {
  const start = datum === 'GCJ-02' ? `{x: ${x}, y: ${y}}` : gcjOfBaidu(x, y)
  const back = `{x: g.x - ${offset.x}, y: g.y - ${offset.y}}`
  return `list_reduce(list_transform([${start}], lambda s: [s, s, s, s, s])[1], lambda p, g: ${back})`
}

/** BD-09 turns and moves GCJ-02 once more. */
function gcjOfBaidu(x: string, y: string): string {
  const [u, v] = [`(${x} - 0.0065)`, `(${y} - 0.006)`]
  const turn = 'pi() * 3000 / 180'
  const radius = `(sqrt(${u} * ${u} + ${v} * ${v}) - 0.00002 * sin(${v} * ${turn}))`
  const angle = `(atan2(${v}, ${u}) - 0.000003 * cos(${u} * ${turn}))`
  return `{x: ${radius} * cos(${angle}), y: ${radius} * sin(${angle})}`
}
