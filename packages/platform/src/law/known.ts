import type { Instrument } from '@xiezhi/engine/law/registry'
import type { LawVersion } from '../contract/law.ts'
import { type LoadedVersion, versionIdOf } from './version-store.ts'

/** An instrument with all its versions, those of the registry and those of loaded texts put together, the oldest first. */
export interface KnownInstrument {
  readonly name: string
  readonly aliases: readonly string[]
  readonly level: Instrument['level'] | null
  /** Who made it. */
  readonly issuer: string | null
  readonly supersededBy: string | null
  readonly versions: readonly KnownVersion[]
}

export interface KnownVersion {
  readonly id: string
  readonly versionDate: string | null
  /** Of the order or document that published it. */
  readonly number: string | null
  readonly effectiveFrom: string | null
  readonly endedOn: string | null
  readonly source: string | null
  readonly articles: number | null
  readonly loaded: boolean
  /** Code of the message why models do not judge by the text. */
  readonly aside: string | null
}

export function knownInstruments(registry: readonly Instrument[], loaded: readonly LoadedVersion[]): readonly KnownInstrument[] {
  const byLaw = new Map<string, LoadedVersion[]>()
  for (const version of loaded) byLaw.set(version.law, [...(byLaw.get(version.law) ?? []), version])
  const known = registry.map((instrument) => instrumentOf(instrument.name, instrument, byLaw.get(instrument.name) ?? []))
  const registered = new Set(registry.map(({ name }) => name))
  const others = [...byLaw].filter(([law]) => !registered.has(law)).map(([law, versions]) => instrumentOf(law, undefined, versions))
  return [...known, ...others]
}

function instrumentOf(name: string, instrument: Instrument | undefined, loaded: readonly LoadedVersion[]): KnownInstrument {
  const versions = new Map<string, KnownVersion>()
  let undated = 0
  for (const { adopted, number, effective, ended, articles, by } of instrument?.versions ?? []) {
    const id = adopted ?? `undated-${++undated}`
    versions.set(id, {
      id,
      versionDate: adopted ?? null,
      number: number ?? null,
      effectiveFrom: effective ?? null,
      endedOn: ended ?? null,
      source: by,
      articles: articles ?? null,
      loaded: false,
      aside: null,
    })
  }
  for (const { versionDate, effectiveFrom, endedOn, source, articles, aside } of loaded) {
    const id = versionIdOf(versionDate)
    const before = versions.get(id)
    versions.set(id, {
      id,
      versionDate,
      number: before?.number ?? null,
      effectiveFrom: effectiveFrom ?? before?.effectiveFrom ?? null,
      endedOn: endedOn ?? before?.endedOn ?? null,
      source: source ?? before?.source ?? null,
      articles,
      loaded: true,
      aside,
    })
  }
  const aliases = new Set([...(instrument?.aliases ?? []), ...loaded.flatMap((one) => one.aliases)])
  aliases.delete(name)
  const ordered = [...versions.values()].sort((a, b) =>
    compare(a.versionDate ?? a.effectiveFrom ?? '', b.versionDate ?? b.effectiveFrom ?? ''),
  )
  return {
    name,
    aliases: [...aliases],
    level: instrument?.level ?? null,
    issuer: instrument?.issuer ?? null,
    supersededBy: instrument?.supersededBy ?? null,
    versions: ordered,
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** How a version stands on a day. What a later version's unknown day leaves open stays unknown. */
export function stateOn({ versions }: Pick<KnownInstrument, 'versions'>, version: KnownVersion, day: string): LawVersion['state'] {
  const { effectiveFrom, endedOn, versionDate } = version
  if (endedOn !== null && endedOn <= day) return 'ended'
  if (effectiveFrom === null) return versionDate !== null && versionDate > day ? 'not-yet' : 'unknown'
  if (effectiveFrom > day) return 'not-yet'
  if (endedOn !== null) return 'in-force'
  const later = versions.slice(versions.indexOf(version) + 1)
  if (later.some((one) => one.effectiveFrom !== null && one.effectiveFrom <= day)) return 'ended'
  return later.some((one) => one.effectiveFrom === null && (one.versionDate ?? '') <= day) ? 'unknown' : 'in-force'
}

/** The version in force on the day, where it is known. */
export const currentOn = (instrument: KnownInstrument, day: string): KnownVersion | undefined =>
  instrument.versions.findLast((version) => stateOn(instrument, version, day) === 'in-force')
