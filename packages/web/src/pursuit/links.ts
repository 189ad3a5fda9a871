import type { ClueDetail } from '@xiezhi/platform/contract/clues'
import type { PursuitKind } from '@xiezhi/platform/contract/pursuit'

export interface PursuitLink {
  readonly kind: PursuitKind
  readonly key: string
  /** What it is to the clue. */
  readonly what: 'subject' | 'party' | 'number'
  readonly label: string
}

/** Numbers of documents and court cases are written with a bracketed year; what names people and organisations is not. */
const isNumber = (value: string): boolean => /[(（]\d{4}[)）].*\d/.test(value)

/** What a clue gives to pursue: its subject, the parties and the numbers in its key. */
export const pursuitLinks = ({ subject, party, key }: Pick<ClueDetail, 'subject' | 'party' | 'key'>): readonly PursuitLink[] => {
  const links: PursuitLink[] = []
  const add = (link: PursuitLink) => {
    if (!links.some((one) => one.kind === link.kind && one.key === link.key)) links.push(link)
  }
  if (subject.code) add({ kind: 'party', key: subject.code, what: 'subject', label: subject.name })
  for (const [name, value] of Object.entries(key)) {
    if (!value || !name.endsWith('_key')) continue
    if (isNumber(value)) add({ kind: 'number', key: value, what: 'number', label: value })
    else if (name === 'party_key' || party === null)
      add({ kind: 'party', key: value, what: 'party', label: party?.name ?? value.replace(/^\w+:/, '') })
  }
  return links
}
