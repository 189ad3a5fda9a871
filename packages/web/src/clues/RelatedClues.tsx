import { Link } from '@tanstack/react-router'
import type { ClueDetail, ClueRow } from '@xiezhi/platform/contract/clues'
import { useTranslation } from 'react-i18next'
import { formatCount } from '../ui/format.ts'
import { Panel } from '../ui/Panel.tsx'
import { Pill } from '../ui/Pill.tsx'
import { useFormat } from '../ui/use-format.ts'
import { SeverityPill } from './CluePills.tsx'
import { handlingTone } from './tones.ts'

export const ClueLines = ({ clues }: { readonly clues: readonly ClueRow[] }) => {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <ul className="clue-lines">
      {clues.map((clue) => (
        <li key={clue.id}>
          <SeverityPill severity={clue.severity} />
          <span className="clue-line-title">
            <Link to="/clues/$id" params={{ id: clue.id }}>
              {clue.title}
            </Link>
            <span className="soft">
              {[
                clue.party?.name,
                clue.daysOverdue ? t('clues.overdueBy', { count: clue.daysOverdue, shown: formatCount(clue.daysOverdue) }) : undefined,
                clue.amount ? format.money(clue.amount) : undefined,
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </span>
          <Pill tone={handlingTone(clue.handling.state)}>{clue.handling.label}</Pill>
        </li>
      ))}
    </ul>
  )
}

/** Others of the same party and of the same agency, and the members of a class clue. */
export const RelatedClues = ({ clue }: { readonly clue: ClueDetail }) => {
  const { t } = useTranslation()
  const { sameParty, sameSubject, members } = clue
  if (sameParty.length + sameSubject.items.length + members.length === 0) return null
  return (
    <div className="grid-2 no-print">
      {members.length > 0 && (
        <Panel title={t('clues.members', { count: members.length })}>
          <ClueLines clues={members} />
        </Panel>
      )}
      {sameParty.length > 0 && (
        <Panel title={t('clues.sameParty', { party: clue.party?.name ?? '' })}>
          <ClueLines clues={sameParty} />
        </Panel>
      )}
      {sameSubject.items.length > 0 && (
        <Panel
          title={t('clues.sameSubject', { subject: clue.subject.name })}
          extra={
            <Link to="/clues" search={{ subject: clue.subject.name }}>
              {t('clues.allOf', { count: sameSubject.total, shown: formatCount(sameSubject.total) })}
            </Link>
          }
        >
          <ClueLines clues={sameSubject.items} />
        </Panel>
      )}
    </div>
  )
}
