import { shortName } from '@xiezhi/engine/law/library'
import type { Instrument } from '@xiezhi/engine/law/registry'

/** The official name behind any name of an instrument, with the country's name or without. */
export type LawNames = (name: string) => string | undefined

/** Names of the registry win over those that loaded texts bear. */
export function lawNames(instruments: readonly Instrument[], loaded: Iterable<{ law: string; aliases: readonly string[] }> = []): LawNames {
  const names = new Map<string, string>()
  const add = (law: string, aliases: readonly string[]): void => {
    for (const name of [law, ...aliases].map(shortName)) if (!names.has(name)) names.set(name, law)
  }
  for (const { name, aliases } of instruments) add(name, aliases)
  for (const { law, aliases } of loaded) add(law, aliases)
  return (name) => names.get(shortName(name.trim()))
}
