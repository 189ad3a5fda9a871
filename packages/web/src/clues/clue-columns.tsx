import { Link } from '@tanstack/react-router'
import type { ClueRow } from '@xiezhi/platform/contract/clues'
import { useTranslation } from 'react-i18next'
import type { Column } from '../ui/DataTable.tsx'
import { formatCount } from '../ui/format.ts'
import { Pill } from '../ui/Pill.tsx'
import { useFormat } from '../ui/use-format.ts'
import type { SearchText } from '../ui/use-list.ts'
import { NextStepBy, SeverityPill } from './CluePills.tsx'
import { type Desk, desks } from './desk.ts'
import { handlingTone, stateTones } from './tones.ts'

/** The columns of the clue list. A clue is opened with the list's own address, so that it knows its neighbours and the way back. */
export const useClueColumns = (search: SearchText, desk: Desk = 'clue'): readonly Column<ClueRow>[] => {
  const { t } = useTranslation()
  const format = useFormat()
  return [
    {
      key: 'title',
      title: t(desk === 'alert' ? 'alerts.alert' : 'clues.clue'),
      render: (clue) => (
        <span className="cell-title">
          <Link to={desks[desk].one} params={{ id: clue.id }} search={search}>
            {clue.title}
          </Link>
          <span className="soft">
            {clue.no}
            {desk === 'clue' && ` · ${clue.rule.id}`}
            {clue.rollup && ` · ${t('clues.rollup')}`}
          </span>
        </span>
      ),
    },
    { key: 'severity', title: t('clues.severity'), render: (clue) => <SeverityPill severity={clue.severity} /> },
    {
      key: 'score',
      title: t('clues.score'),
      sort: 'score',
      align: 'right',
      render: (clue) => <span className="number">{clue.score}</span>,
    },
    { key: 'party', title: t('clues.party'), from: 'xl', render: (clue) => <div className="cell-words">{clue.party?.name ?? '—'}</div> },
    { key: 'due', title: t('clues.due'), sort: 'due_date', render: (clue) => <span className="number">{format.day(clue.dueDate)}</span> },
    {
      key: 'overdue',
      title: t('clues.overdue'),
      sort: 'days_overdue',
      align: 'right',
      render: (clue) =>
        clue.daysOverdue !== null && clue.daysOverdue > 0 ? (
          <span className="number">{t('ui.days', { count: clue.daysOverdue, shown: formatCount(clue.daysOverdue) })}</span>
        ) : (
          '—'
        ),
    },
    {
      key: 'amount',
      title: t('clues.amount'),
      sort: 'amount',
      align: 'right',
      from: 'lg',
      render: (clue) => <span className="number">{format.money(clue.amount)}</span>,
    },
    {
      key: 'state',
      title: t('clues.state'),
      from: 'xl',
      render: (clue) => <Pill tone={stateTones[clue.state]}>{t(`clueState.${clue.state}`)}</Pill>,
    },
    {
      key: 'handling',
      title: t(desk === 'alert' ? 'alerts.handling' : 'clues.handling'),
      render: (clue) => <Pill tone={handlingTone(clue.handling.state)}>{clue.handling.label}</Pill>,
    },
    ...(desk === 'alert'
      ? [
          {
            key: 'by',
            title: t('alerts.by'),
            sort: 'by',
            render: (clue: ClueRow) => <NextStepBy clue={clue} />,
          },
        ]
      : []),
    {
      key: 'first',
      title: t('clues.firstSeen'),
      sort: 'first_seen',
      from: 'xxl',
      render: (clue) => <span className="number">{format.moment(clue.firstSeenAt)}</span>,
    },
  ]
}
