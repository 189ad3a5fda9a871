import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { listYears, type YearRow } from '@xiezhi/platform/contract/limits'
import { Alert, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { useEndpoint } from '../app/query.ts'
import { useMay } from '../app/session.ts'
import { Answered } from '../ui/Answered.tsx'
import { Facts } from '../ui/Facts.tsx'
import { dayInChina } from '../ui/format.ts'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Panel } from '../ui/Panel.tsx'
import { Pill } from '../ui/Pill.tsx'
import { useFormat } from '../ui/use-format.ts'
import { useSearchText } from '../ui/use-list.ts'
import { DaySpans } from './DaySpans.tsx'
import { LoadYearPanel } from './LoadYearPanel.tsx'
import { monthsOf, withNext, workdaysIn } from './months.ts'
import { Legend, YearMonths } from './YearMonths.tsx'
import './calendar.css'

type Years = z.infer<typeof listYears.response>

const stateTones = { catalogue: 'success', loaded: 'info', missing: 'warning' } as const

const YearChoice = ({ years, year }: { readonly years: readonly YearRow[]; readonly year: number }) => {
  const { t } = useTranslation()
  const [, change] = useSearchText()
  const known = years.map((row) => row.year).sort((a, b) => a - b)
  const go = (wanted: number) => change({ filters: { year: String(wanted) } })
  const step = (by: 1 | -1) => {
    const wanted = year + by
    const label = t('calendar.yearNo', { year: wanted })
    return known.includes(wanted) ? (
      <Link
        to="/calendar"
        search={{ year: String(wanted) }}
        className="link-button plain"
        aria-label={label}
        title={label}
        resetScroll={false}
      >
        {by === -1 ? <LeftOutlined aria-hidden="true" /> : <RightOutlined aria-hidden="true" />}
      </Link>
    ) : (
      <span className="link-button plain off" aria-hidden="true">
        {by === -1 ? <LeftOutlined aria-hidden="true" /> : <RightOutlined aria-hidden="true" />}
      </span>
    )
  }
  return (
    <nav className="actions" aria-label={t('calendar.year')}>
      {step(-1)}
      <Select
        aria-label={t('calendar.year')}
        value={year}
        popupMatchSelectWidth={false}
        onChange={go}
        options={[...known].reverse().map((one) => {
          const row = years.find((candidate) => candidate.year === one)
          return {
            value: one,
            label: row?.state === 'missing' ? t('calendar.yearMissing', { year: one }) : t('calendar.yearNo', { year: one }),
          }
        })}
      />
      {step(1)}
    </nav>
  )
}

/** Earlier tables of a year that was loaded more than once. */
const History = ({ row }: { readonly row: YearRow }) => {
  const { t } = useTranslation()
  const format = useFormat()
  if (row.history.length === 0) return null
  return (
    <Panel title={t('calendar.history')}>
      <ol className="timeline">
        {[...row.history].reverse().map((change) => (
          <li key={change.seq}>
            <p>
              <strong>{change.source}</strong> {change.notice}
            </p>
            <p>{change.reason}</p>
            <p className="soft">{t('calendar.counts', { holidays: change.holidays.length, workdays: change.workdays.length })}</p>
            <p className="soft number">
              {change.by} · {format.moment(change.at)}
            </p>
          </li>
        ))}
      </ol>
    </Panel>
  )
}

const About = ({ row, workdays }: { readonly row: YearRow; readonly workdays: number }) => {
  const { t } = useTranslation()
  const isAddress = row.source?.startsWith('https://') ?? false
  return (
    <Panel title={t('calendar.about')} extra={<Pill tone={stateTones[row.state]}>{t(`calendar.state.${row.state}`)}</Pill>}>
      <Facts
        facts={[
          { label: t('calendar.workdays'), value: t('ui.days', { count: workdays, shown: workdays }), wide: true },
          { label: t('calendar.holidays'), value: <DaySpans days={row.holidays} year={row.year} />, wide: true },
          { label: t('calendar.makeup'), value: <DaySpans days={row.workdays} year={row.year} />, wide: true },
          ...(row.notice ? [{ label: t('calendar.notice'), value: row.notice, wide: true }] : []),
          ...(row.source
            ? [
                {
                  label: t('calendar.source'),
                  value: isAddress ? (
                    <a href={row.source} rel="noreferrer" target="_blank">
                      {row.source}
                    </a>
                  ) : (
                    row.source
                  ),
                  wide: true,
                },
              ]
            : []),
          ...(row.by ? [{ label: t('calendar.loadedBy'), value: row.by, wide: true }] : []),
        ]}
      />
    </Panel>
  )
}

const Year = ({
  row,
  following,
  seq,
  canLoad,
}: {
  readonly row: YearRow
  readonly following: YearRow | undefined
  readonly seq: number
  readonly canLoad: boolean
}) => {
  const { t } = useTranslation()
  const months = monthsOf(withNext(row, following))
  const load = canLoad && <LoadYearPanel row={row} seq={seq} />
  // Where a notice is wanted most it comes first, and stays there when it has been loaded, with what followed from it.
  const [first] = useState(row.state === 'missing')
  return (
    <>
      {row.state === 'missing' && (
        <Alert type="warning" showIcon title={t('calendar.missing', { year: row.year })} description={t('calendar.missingText')} />
      )}
      {row.state !== 'missing' && !row.settled && (
        <Alert type="info" showIcon title={t('calendar.unsettled', { year: row.year, next: row.year + 1 })} />
      )}
      {first && load}
      <div className="calendar-columns">
        <Panel
          title={t('calendar.yearNo', { year: row.year })}
          extra={<Legend />}
          className={row.state === 'missing' ? 'year-provisional' : ''}
        >
          <YearMonths months={months} />
        </Panel>
        <div className="stack">
          <About row={row} workdays={workdaysIn(months)} />
          <History row={row} />
        </div>
      </div>
      {!first && load}
    </>
  )
}

const Calendar = ({ years: { years, seq } }: { readonly years: Years }) => {
  const { t } = useTranslation()
  const [search] = useSearchText()
  const mayLoad = useMay('law.adjust')
  const today = Number(dayInChina(new Date().toISOString()).slice(0, 4))
  const row = years.find((one) => String(one.year) === search.year) ?? years.find((one) => one.year === today) ?? years[years.length - 1]
  return (
    <>
      <PageHeader title={t('nav.calendar')} text={t('calendar.text')}>
        {row && <YearChoice years={years} year={row.year} />}
      </PageHeader>
      {row && <Year key={row.year} row={row} following={years.find((one) => one.year === row.year + 1)} seq={seq} canLoad={mayLoad} />}
    </>
  )
}

/** Public holidays and make-up working days, a year at a time; a year that is missing is provisional until its notice is loaded. */
export const CalendarPage = () => {
  const query = useEndpoint(listYears)
  return <Answered query={query}>{(years) => <Calendar years={years} />}</Answered>
}
