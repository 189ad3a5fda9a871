import { Link } from '@tanstack/react-router'
import type { Overview } from '@xiezhi/platform/contract/overview'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatCount } from '../ui/format.ts'
import { useFormat } from '../ui/use-format.ts'
import '../ui/figures.css'

interface Figure {
  readonly label: string
  readonly value: ReactNode
  readonly note: string
  readonly to: string
  readonly search?: Record<string, string>
}

/** The figures at the top of the home page; each opens what it counts. */
export const HomeFigures = ({ overview }: { readonly overview: Overview }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const { data, clues } = overview
  const amount = format.sum(clues.amount)
  const judged = clues.founded + clues.unfounded
  const figures: readonly Figure[] = [
    {
      label: t('home.rows'),
      value: formatCount(data.rows),
      note: t('home.rowsNote', { present: data.datasetsPresent, datasets: data.datasets }),
      to: '/data',
    },
    {
      label: t('home.quarantined'),
      value: formatCount(data.quarantined),
      note: t('home.batchesNote', { count: data.batches }),
      to: '/imports',
    },
    { label: t('home.clues'), value: formatCount(clues.total), note: t('home.freshNote', { count: clues.fresh }), to: '/clues' },
    {
      label: t('home.high'),
      value: <span className="danger">{formatCount(clues.high)}</span>,
      note: t('home.highNote'),
      to: '/clues',
      search: { severity: 'high' },
    },
    {
      label: t('home.amount'),
      value: (
        <>
          {amount.number}
          <span className="figure-unit">{amount.unit}</span>
        </>
      ),
      note: t('home.amountNote'),
      to: '/clues',
      search: { sort: '-amount' },
    },
    {
      label: t('home.toJudge'),
      value: formatCount(clues.toJudge),
      note: t('home.judgedNote', { judged, founded: clues.founded }),
      to: '/clues',
      search: { handling: 'pending' },
    },
  ]
  return (
    <ul className="figures">
      {figures.map((figure) => (
        <li key={figure.label}>
          <Link to={figure.to} search={figure.search ?? {}} className="figure">
            <span className="figure-label">{figure.label}</span>
            <strong>{figure.value}</strong>
            <span className="figure-note">{figure.note}</span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
