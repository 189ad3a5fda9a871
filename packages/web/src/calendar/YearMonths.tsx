import { useTranslation } from 'react-i18next'
import { useFormat } from '../ui/use-format.ts'
import type { DayKind, Month } from './months.ts'

const weekdays = [0, 1, 2, 3, 4, 5, 6] as const

const useDayName = () => {
  const { t } = useTranslation()
  return (kind: DayKind): string | undefined => (kind === 'holiday' || kind === 'makeup' ? t(`calendar.${kind}Mark`) : undefined)
}

/** Twelve months as tables; a holiday is marked 休 and a make-up working day 班, as wall calendars do, so that colour is not all that tells. */
export const YearMonths = ({ months }: { readonly months: readonly Month[] }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const mark = useDayName()
  return (
    <div className="months">
      {months.map(({ month, weeks }) => (
        <table key={month} className="month">
          <caption>{t(`calendar.month.${month}`)}</caption>
          <thead>
            <tr>
              {weekdays.map((day) => (
                <th key={day} scope="col" aria-label={t(`calendar.weekdayLong.${day}`)}>
                  {t(`calendar.weekday.${day}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weeks.map((week, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a week is its place in the month
              <tr key={at}>
                {week.map((day, place) =>
                  day ? (
                    <td
                      key={day.day}
                      className={`day day-${day.kind}`}
                      title={mark(day.kind) ? `${format.day(day.day)} ${t(`calendar.kind.${day.kind}`)}` : undefined}
                    >
                      {day.date}
                      {mark(day.kind) && <span className="day-mark">{mark(day.kind)}</span>}
                    </td>
                  ) : (
                    // biome-ignore lint/suspicious/noArrayIndexKey: an empty place is its place
                    <td key={place} />
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </div>
  )
}

export const Legend = () => {
  const { t } = useTranslation()
  return (
    <ul className="calendar-legend">
      <li>
        <span className="day-mark day-mark-holiday">{t('calendar.holidayMark')}</span> {t('calendar.kind.holiday')}
      </li>
      <li>
        <span className="day-mark day-mark-makeup">{t('calendar.makeupMark')}</span> {t('calendar.kind.makeup')}
      </li>
    </ul>
  )
}
