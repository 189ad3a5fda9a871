import {
  AimOutlined,
  AlertOutlined,
  ApartmentOutlined,
  AuditOutlined,
  BankOutlined,
  BookOutlined,
  BuildOutlined,
  CalculatorOutlined,
  CalendarOutlined,
  CheckCircleOutlined,
  ContainerOutlined,
  DatabaseOutlined,
  ExperimentOutlined,
  EyeOutlined,
  FieldTimeOutlined,
  FileDoneOutlined,
  FileProtectOutlined,
  GiftOutlined,
  HistoryOutlined,
  HomeOutlined,
  ImportOutlined,
  ProfileOutlined,
  QuestionCircleOutlined,
  ReadOutlined,
  ScheduleOutlined,
  SearchOutlined,
  TeamOutlined,
} from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import type { Permission } from '@xiezhi/platform/contract/endpoint'
import type { Me } from '@xiezhi/platform/contract/session'
import { Drawer } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

interface Place {
  readonly to: string
  readonly label:
    | 'nav.home'
    | 'nav.clues'
    | 'nav.alerts'
    | 'nav.models'
    | 'nav.workshop'
    | 'nav.packages'
    | 'nav.readiness'
    | 'nav.ledger'
    | 'nav.pursuit'
    | 'nav.runs'
    | 'nav.trials'
    | 'nav.schedules'
    | 'nav.law'
    | 'nav.lawSearch'
    | 'nav.lawCheck'
    | 'nav.limits'
    | 'nav.calculator'
    | 'nav.calendar'
    | 'nav.data'
    | 'nav.imports'
    | 'nav.batches'
    | 'nav.quality'
    | 'nav.sources'
    | 'nav.dictionaries'
    | 'nav.standards'
    | 'nav.users'
    | 'nav.audit'
  readonly icon: ReactNode
  readonly permission?: Permission
}
const groups: readonly {
  readonly label?: 'nav.groupSupervision' | 'nav.groupLaw' | 'nav.groupData' | 'nav.groupSystem'
  readonly places: readonly Place[]
}[] = [
  { places: [{ to: '/', label: 'nav.home', icon: <HomeOutlined aria-hidden="true" /> }] },
  {
    label: 'nav.groupSupervision',
    places: [
      { to: '/clues', label: 'nav.clues', icon: <AlertOutlined aria-hidden="true" />, permission: 'clue.read' },
      { to: '/alerts', label: 'nav.alerts', icon: <EyeOutlined aria-hidden="true" />, permission: 'alert.read' },
      { to: '/pursuit', label: 'nav.pursuit', icon: <AimOutlined aria-hidden="true" />, permission: 'data.read' },
      { to: '/models', label: 'nav.models', icon: <ApartmentOutlined aria-hidden="true" />, permission: 'model.read' },
      { to: '/workshop', label: 'nav.workshop', icon: <BuildOutlined aria-hidden="true" />, permission: 'model.write' },
      { to: '/packages', label: 'nav.packages', icon: <GiftOutlined aria-hidden="true" />, permission: 'model.read' },
      { to: '/ledger', label: 'nav.ledger', icon: <AuditOutlined aria-hidden="true" />, permission: 'model.read' },
      { to: '/runs', label: 'nav.runs', icon: <HistoryOutlined aria-hidden="true" />, permission: 'model.read' },
      { to: '/trials', label: 'nav.trials', icon: <ExperimentOutlined aria-hidden="true" />, permission: 'clue.read' },
      { to: '/schedules', label: 'nav.schedules', icon: <ScheduleOutlined aria-hidden="true" />, permission: 'model.read' },
    ],
  },
  {
    label: 'nav.groupLaw',
    places: [
      { to: '/law/instruments', label: 'nav.law', icon: <BookOutlined aria-hidden="true" />, permission: 'law.read' },
      { to: '/law/search', label: 'nav.lawSearch', icon: <SearchOutlined aria-hidden="true" />, permission: 'law.read' },
      { to: '/law/check', label: 'nav.lawCheck', icon: <FileDoneOutlined aria-hidden="true" />, permission: 'law.read' },
      { to: '/limits', label: 'nav.limits', icon: <FieldTimeOutlined aria-hidden="true" />, permission: 'law.read' },
      { to: '/calculator', label: 'nav.calculator', icon: <CalculatorOutlined aria-hidden="true" />, permission: 'law.read' },
      { to: '/calendar', label: 'nav.calendar', icon: <CalendarOutlined aria-hidden="true" />, permission: 'law.read' },
    ],
  },
  {
    label: 'nav.groupData',
    places: [
      { to: '/data', label: 'nav.data', icon: <DatabaseOutlined aria-hidden="true" />, permission: 'data.read' },
      { to: '/imports', label: 'nav.imports', icon: <ImportOutlined aria-hidden="true" />, permission: 'data.read' },
      { to: '/sources', label: 'nav.sources', icon: <BankOutlined aria-hidden="true" />, permission: 'data.read' },
      { to: '/readiness', label: 'nav.readiness', icon: <QuestionCircleOutlined aria-hidden="true" />, permission: 'model.read' },
      { to: '/standards', label: 'nav.standards', icon: <ContainerOutlined aria-hidden="true" />, permission: 'data.read' },
      { to: '/dictionaries', label: 'nav.dictionaries', icon: <ReadOutlined aria-hidden="true" />, permission: 'data.read' },
      { to: '/quality', label: 'nav.quality', icon: <CheckCircleOutlined aria-hidden="true" />, permission: 'data.read' },
      { to: '/batches', label: 'nav.batches', icon: <ProfileOutlined aria-hidden="true" />, permission: 'data.read' },
    ],
  },
  {
    label: 'nav.groupSystem',
    places: [
      { to: '/users', label: 'nav.users', icon: <TeamOutlined aria-hidden="true" />, permission: 'user.manage' },
      { to: '/audit', label: 'nav.audit', icon: <FileProtectOutlined aria-hidden="true" />, permission: 'audit.read' },
    ],
  },
]

const Places = ({ me }: { readonly me: Me }) => {
  const { t } = useTranslation()
  const mine = groups
    .map((group) => ({ ...group, places: group.places.filter((place) => !place.permission || me.permissions.includes(place.permission)) }))
    .filter((group) => group.places.length > 0)
  return mine.map((group) => (
    <div key={group.label ?? 'home'} className="nav-group">
      {group.label && <p className="nav-group-name">{t(group.label)}</p>}
      <ul>
        {group.places.map((place) => (
          <li key={place.to}>
            <Link
              to={place.to}
              className="nav-link"
              activeOptions={{ exact: place.to === '/', includeSearch: false }}
              activeProps={{ 'aria-current': 'page' }}
            >
              {place.icon}
              <span>{t(place.label)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  ))
}

interface Props {
  readonly me: Me
  readonly open: boolean
  readonly onClose: () => void
}

/** Down the side of a wide screen; behind the menu button of a narrow one. */
export const Navigation = ({ me, open, onClose }: Props) => {
  const { t } = useTranslation()
  return (
    <>
      <nav className="shell-nav" aria-label={t('nav.label')}>
        <Places me={me} />
      </nav>
      <Drawer placement="left" size={264} open={open} onClose={onClose} title={t('app.short')} className="nav-drawer">
        <nav aria-label={t('nav.label')}>
          <Places me={me} />
        </nav>
      </Drawer>
    </>
  )
}
