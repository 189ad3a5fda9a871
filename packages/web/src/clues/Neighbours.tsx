import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import type { ClueRow } from '@xiezhi/platform/contract/clues'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useEndpoint } from '../app/query.ts'
import { formatCount } from '../ui/format.ts'
import { changeSearch, listQueryOf, neighbours, readListState } from '../ui/list-state.ts'
import { type SearchText, useSearchText } from '../ui/use-list.ts'
import { type Desk, desks } from './desk.ts'

interface StepProps {
  readonly desk: Desk
  readonly clue: ClueRow | undefined
  readonly search: SearchText
  readonly label: string
  readonly children: ReactNode
}
const Step = ({ desk, clue, search, label, children }: StepProps) =>
  clue ? (
    <Link to={desks[desk].one} params={{ id: clue.id }} search={search} className="link-button plain" aria-label={label} title={label}>
      {children}
    </Link>
  ) : (
    <span className="link-button plain off" aria-hidden="true">
      {children}
    </span>
  )

/** Previous and next in the list that the clue was opened from, across its pages. */
export const Neighbours = ({ id, desk }: { readonly id: string; readonly desk: Desk }) => {
  const { list, filters } = desks[desk]
  const { t } = useTranslation()
  const [search] = useSearchText()
  const state = readListState(search, filters)
  const here = useEndpoint(list, { query: listQueryOf(state) })
  const found = neighbours(state, here.data, id)
  const atStart = found !== undefined && found.previous === undefined && state.page > 1
  const atEnd = found !== undefined && found.next === undefined && found.place < found.total
  const before = useEndpoint(list, { query: listQueryOf({ ...state, page: state.page - 1 }) }, { enabled: atStart })
  const after = useEndpoint(list, { query: listQueryOf({ ...state, page: state.page + 1 }) }, { enabled: atEnd })
  if (!found) return null
  return (
    <nav className="actions" aria-label={t('clues.inList')}>
      <Step
        desk={desk}
        clue={found.previous ?? before.data?.items.at(-1)}
        search={found.previous ? search : changeSearch(search, { page: state.page - 1 })}
        label={t('clues.previous')}
      >
        <LeftOutlined aria-hidden="true" />
      </Step>
      <span className="soft number">{t('clues.placeInList', { place: formatCount(found.place), total: formatCount(found.total) })}</span>
      <Step
        desk={desk}
        clue={found.next ?? after.data?.items[0]}
        search={found.next ? search : changeSearch(search, { page: state.page + 1 })}
        label={t('clues.next')}
      >
        <RightOutlined aria-hidden="true" />
      </Step>
    </nav>
  )
}
