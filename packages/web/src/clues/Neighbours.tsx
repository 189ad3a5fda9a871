import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { type ClueRow, listClues } from '@xiezhi/platform/contract/clues'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useEndpoint } from '../app/query.ts'
import { formatCount } from '../ui/format.ts'
import { changeSearch, listQueryOf, neighbours, readListState } from '../ui/list-state.ts'
import { type SearchText, useSearchText } from '../ui/use-list.ts'
import { clueFilters } from './clue-filters.ts'

interface StepProps {
  readonly clue: ClueRow | undefined
  readonly search: SearchText
  readonly label: string
  readonly children: ReactNode
}
const Step = ({ clue, search, label, children }: StepProps) =>
  clue ? (
    <Link to="/clues/$id" params={{ id: clue.id }} search={search} className="link-button plain" aria-label={label} title={label}>
      {children}
    </Link>
  ) : (
    <span className="link-button plain off" aria-hidden="true">
      {children}
    </span>
  )

/** Previous and next in the list that the clue was opened from, across its pages. */
export const Neighbours = ({ id }: { readonly id: string }) => {
  const { t } = useTranslation()
  const [search] = useSearchText()
  const state = readListState(search, clueFilters)
  const here = useEndpoint(listClues, { query: listQueryOf(state) })
  const found = neighbours(state, here.data, id)
  const atStart = found !== undefined && found.previous === undefined && state.page > 1
  const atEnd = found !== undefined && found.next === undefined && found.place < found.total
  const before = useEndpoint(listClues, { query: listQueryOf({ ...state, page: state.page - 1 }) }, { enabled: atStart })
  const after = useEndpoint(listClues, { query: listQueryOf({ ...state, page: state.page + 1 }) }, { enabled: atEnd })
  if (!found) return null
  return (
    <nav className="actions" aria-label={t('clues.inList')}>
      <Step
        clue={found.previous ?? before.data?.items.at(-1)}
        search={found.previous ? search : changeSearch(search, { page: state.page - 1 })}
        label={t('clues.previous')}
      >
        <LeftOutlined aria-hidden="true" />
      </Step>
      <span className="soft number">{t('clues.placeInList', { place: formatCount(found.place), total: formatCount(found.total) })}</span>
      <Step
        clue={found.next ?? after.data?.items[0]}
        search={found.next ? search : changeSearch(search, { page: state.page + 1 })}
        label={t('clues.next')}
      >
        <RightOutlined aria-hidden="true" />
      </Step>
    </nav>
  )
}
