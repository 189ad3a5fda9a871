import type { ClueDetail } from '@xiezhi/platform/contract/clues'
import { useTranslation } from 'react-i18next'
import { dayInChina } from '../ui/format.ts'
import { useFormat } from '../ui/use-format.ts'

/** Who did what when, the newest first. */
export const ActTimeline = ({ acts }: Pick<ClueDetail, 'acts'>) => {
  const { t } = useTranslation()
  const format = useFormat()
  if (acts.length === 0) return <p className="soft">{t('clues.noActs')}</p>
  return (
    <ol className="timeline">
      {[...acts].reverse().map((act) => (
        <li key={act.seq}>
          <p>
            <strong>{act.label}</strong> {act.by}
          </p>
          {act.fields.map((field) => (
            <p key={field.label}>
              <span className="soft">{t('ui.labelled', { label: field.label })}</span>
              {field.value}
            </p>
          ))}
          <p className="soft number">
            {act.occurredOn === dayInChina(act.recordedAt)
              ? format.moment(act.recordedAt)
              : t('clues.enteredLater', { day: format.day(act.occurredOn), at: format.moment(act.recordedAt) })}
          </p>
        </li>
      ))}
    </ol>
  )
}
