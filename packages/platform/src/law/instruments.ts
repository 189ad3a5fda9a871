import { shortName } from '@xiezhi/engine/law/library'
import type { Instrument } from '@xiezhi/engine/law/registry'
import type { z } from 'zod'
import type { Actor } from '../access/actor.ts'
import type { Catalogue } from '../catalogue.ts'
import type { getInstrument, InstrumentRow, LawVersion, listInstruments } from '../contract/law.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { Db, Queries } from '../store/database.ts'
import { tell } from '../texts.ts'
import { currentOn, type KnownInstrument, type KnownVersion, knownInstruments, stateOn } from './known.ts'
import { type LawNames, lawNames } from './names.ts'
import { type LoadedVersion, loadedVersions } from './version-store.ts'

/** Everything known of instruments now: the registry, and what loaded texts add to it. */
export interface Statutes {
  readonly loaded: readonly LoadedVersion[]
  readonly instruments: readonly KnownInstrument[]
  readonly names: LawNames
  readonly byName: ReadonlyMap<string, KnownInstrument>
}

export async function statutesNow(db: Queries, actor: Actor, catalogue: Catalogue): Promise<Statutes> {
  const loaded = await loadedVersions(db, actor)
  const instruments = knownInstruments(catalogue.instruments, loaded)
  return {
    loaded,
    instruments,
    names: lawNames(catalogue.instruments, loaded),
    byName: new Map(instruments.map((one) => [one.name, one])),
  }
}

/** The instrument behind any of its names. */
export const instrumentNamed = ({ names, byName }: Statutes, name: string): KnownInstrument | undefined => byName.get(names(name) ?? '')

export const showVersion = (instrument: KnownInstrument, version: KnownVersion, day: string, actor: Actor): LawVersion => ({
  id: version.id,
  versionDate: version.versionDate,
  number: version.number,
  effectiveFrom: version.effectiveFrom,
  endedOn: version.endedOn,
  source: version.source,
  articles: version.articles,
  loaded: version.loaded,
  aside: version.aside === null ? null : tell({ code: version.aside }, actor.locale),
  state: stateOn(instrument, version, day),
})

function showInstrument(instrument: KnownInstrument, day: string, actor: Actor): InstrumentRow {
  const current = currentOn(instrument, day)
  return {
    name: instrument.name,
    aliases: [...instrument.aliases],
    level: instrument.level,
    issuer: instrument.issuer,
    versions: instrument.versions.length,
    loadedVersions: instrument.versions.filter(({ loaded }) => loaded).length,
    current: current ? showVersion(instrument, current, day, actor) : null,
    supersededBy: instrument.supersededBy,
  }
}

/** From the law down; what the registry does not know comes last. */
export const levels: readonly Instrument['level'][] = ['法律', '行政法规', '党政联合规定', '司法解释', '部门规章', '检察规范']
export const rankOf = ({ level }: KnownInstrument): number => (level === null ? levels.length : levels.indexOf(level))

const collator = new Intl.Collator('zh')
export const byLevelAndName = (a: KnownInstrument, b: KnownInstrument): number =>
  rankOf(a) - rankOf(b) || collator.compare(shortName(a.name), shortName(b.name))

/** By what somebody may look for it. */
const spokenOf = ({ name, aliases, issuer, versions }: KnownInstrument): readonly string[] => [
  name,
  ...aliases,
  ...(issuer === null ? [] : [issuer]),
  ...versions.flatMap(({ number }) => number ?? []),
]

type Query = z.output<typeof listInstruments.query>
type Listed = z.input<typeof listInstruments.response>
type Detail = z.input<typeof getInstrument.response>

export interface Instruments {
  list(actor: Actor, query: Query): Promise<Listed>
  get(actor: Actor, law: string, on?: string): Promise<Detail | Refusal>
}

export function openInstruments(db: Db, catalogue: Catalogue, today: () => string): Instruments {
  return {
    async list(actor, query) {
      const day = query.on ?? today()
      const { instruments } = await statutesNow(db, actor, catalogue)
      const words = (query.q ?? '').trim().split(/\s+/).filter(Boolean)
      const named = instruments.filter(
        (one) =>
          words.every((word) => spokenOf(one).some((text) => text.includes(word))) &&
          (query.loaded === undefined || one.versions.some(({ loaded }) => loaded) === (query.loaded === 'true')),
      )
      const counts = new Map<string, number>()
      for (const { level } of named) if (level !== null) counts.set(level, (counts.get(level) ?? 0) + 1)
      const wanted = query.level?.split(',')
      const found = named.filter(({ level }) => !wanted || wanted.includes(level ?? '')).sort(orderOf(query.sort, day))
      return {
        items: found.slice((query.page - 1) * query.size, query.page * query.size).map((one) => showInstrument(one, day, actor)),
        total: found.length,
        page: query.page,
        size: query.size,
        levels: levels.flatMap((value) => (counts.has(value) ? [{ value, count: counts.get(value)! }] : [])),
      }
    },

    async get(actor, law, on) {
      const day = on ?? today()
      const instrument = instrumentNamed(await statutesNow(db, actor, catalogue), law)
      if (!instrument) return refuse('not-found', 'law.no-instrument', { law })
      const list = instrument.versions.toReversed().map((version) => showVersion(instrument, version, day, actor))
      return { ...showInstrument(instrument, day, actor), list }
    },
  }
}

function orderOf(sort: string | undefined, day: string): (a: KnownInstrument, b: KnownInstrument) => number {
  const turn = sort?.startsWith('-') ? -1 : 1
  const by = sort?.replace(/^-/, '')
  if (by === 'name') return (a, b) => turn * collator.compare(shortName(a.name), shortName(b.name))
  if (by !== 'effective') return (a, b) => turn * byLevelAndName(a, b)
  const since = new Map<KnownInstrument, string>()
  const effective = (one: KnownInstrument): string => {
    const known = since.get(one) ?? currentOn(one, day)?.effectiveFrom ?? ''
    since.set(one, known)
    return known
  }
  // Those whose day is not known come last either way.
  return (a, b) => {
    const [x, y] = [effective(a), effective(b)]
    if (x === '' || y === '') return Number(x === '') - Number(y === '') || byLevelAndName(a, b)
    return turn * (x < y ? -1 : x > y ? 1 : 0) || byLevelAndName(a, b)
  }
}
