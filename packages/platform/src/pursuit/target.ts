import { caseKey, docKey } from '@xiezhi/engine/data/normalise/document'
import { isCreditCode, isOrganisationCode, normaliseIdentity } from '@xiezhi/engine/data/normalise/identity'
import { foldTight, nameKey } from '@xiezhi/engine/data/normalise/text'
import type { PursuitKind } from '../contract/pursuit.ts'
import type { Keyring } from '../data/secrecy/keyring.ts'
import { mask } from '../data/secrecy/mask.ts'
import { token } from '../data/secrecy/token.ts'

/** What is pursued: a key as the import computes it, and so never a person's plain number. */
export interface Target {
  readonly kind: PursuitKind
  readonly key: string
}

export const isToken = (key: string): boolean => /^[0-9a-f]{32}$/.test(key)

/** A code of an organisation as it stands in the data; of one that was mistyped too. */
export const isCode = (key: string): boolean => /^[0-9A-HJ-NPQRTUWXY]{18}$/.test(key)

/** What a text may mean, the likeliest first. The plain number of a person ends here. */
export function targetsOf(keys: Keyring, text: string): readonly (Target & { readonly label: string })[] {
  const tight = foldTight(text).toUpperCase()
  if (isToken(text.trim())) return [{ kind: 'party', key: text.trim(), label: text.trim() }]
  if (isCreditCode(tight)) return [{ kind: 'party', key: tight, label: tight }]
  const identity = normaliseIdentity(text)
  if (identity.key && identity.found === 'identity') return [{ kind: 'party', key: token(keys, identity.key), label: mask(identity.key) }]
  if (isOrganisationCode(tight)) return [{ kind: 'party', key: `org:${tight}`, label: tight }]
  const found: (Target & { label: string })[] = []
  const court = caseKey(text)
  if (court.known) found.push({ kind: 'number', key: court.key, label: court.key })
  const document = docKey(text)
  if (!court.known && /\d/.test(document)) found.push({ kind: 'number', key: document, label: document })
  // Passports and the like are people's numbers too; a name has no digits.
  if (identity.key && identity.found === 'other' && /^[A-Z]{1,3}\d{6,12}$/.test(identity.key))
    found.push({ kind: 'party', key: token(keys, identity.key), label: mask(identity.key) })
  if (!/^\d+$/.test(tight)) found.push({ kind: 'name', key: nameKey(text), label: nameKey(text) })
  return found
}
