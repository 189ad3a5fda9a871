import { useMutation } from '@tanstack/react-query'
import {
  changeSchedule,
  createSchedule,
  listSchedules,
  listSubjects,
  type Schedule,
  type ScheduleKindName,
} from '@xiezhi/platform/contract/schedules'
import { Form, Input, InputNumber, Radio, Select } from 'antd'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../app/http.ts'
import { forget, useEndpoint } from '../app/query.ts'
import { FormDialog } from '../ui/FormDialog.tsx'
import { type PlainTime, readCron, writeCron } from './cron-words.ts'
import { weekdayName } from './use-cron-words.ts'

interface Props {
  readonly schedule: Schedule | 'new' | undefined
  /** A new one is of this alone. */
  readonly only?: { readonly kind: ScheduleKindName; readonly id: string; readonly title: string }
  readonly onClose: () => void
}
interface Wanted extends PlainTime {
  readonly subject: string
}

/** What and when; the pattern itself only for who asks for it. */
export const ScheduleForm = ({ schedule, only, onClose }: Props) => {
  const { t } = useTranslation()
  const [form] = Form.useForm<Wanted>()
  const often = Form.useWatch('often', form)
  const isNew = schedule === 'new'
  const all = useEndpoint(listSubjects, {}, { enabled: isNew && !only }).data?.items ?? []
  const subjects = only ? [only] : all
  const save = useMutation({
    mutationFn: async (wanted: Wanted) => {
      const cron = writeCron(wanted)
      const [kind = 'model', ...id] = wanted.subject.split(' ')
      const known = subjects.find((one) => one.kind === kind && one.id === id.join(' '))
      if (schedule === 'new' && known) await call(createSchedule, { body: { kind: known.kind, subject: known.id, cron } })
      else if (schedule && schedule !== 'new') await call(changeSchedule, { params: { id: schedule.id }, body: { cron } })
    },
    onSuccess: () => {
      forget(listSchedules)
      onClose()
    },
  })
  const { reset } = save
  const onlyKey = only && `${only.kind} ${only.id}`
  useEffect(() => {
    reset()
    if (!schedule) return
    const plain = readCron(schedule === 'new' ? '0 2 * * *' : schedule.cron)
    form.setFieldsValue({ ...plain, subject: schedule === 'new' ? (onlyKey ?? 'model *') : `${schedule.kind} ${schedule.subject}` })
  }, [schedule, form, reset, onlyKey])
  return (
    <FormDialog
      open={schedule !== undefined}
      title={isNew ? t('schedules.new') : t('schedules.edit')}
      okText={t('ui.save')}
      form={form}
      save={save}
      onClose={onClose}
    >
      <Form.Item name="subject" label={t('schedules.subject')}>
        {isNew && !only ? (
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={subjects.map(({ kind, id, title }) => ({ value: `${kind} ${id}`, label: title }))}
          />
        ) : (
          <Select
            disabled
            options={
              only
                ? [{ value: `${only.kind} ${only.id}`, label: only.title }]
                : schedule && schedule !== 'new'
                  ? [{ value: `${schedule.kind} ${schedule.subject}`, label: schedule.title }]
                  : []
            }
          />
        )}
      </Form.Item>
      <Form.Item name="often" label={t('schedules.often')}>
        <Radio.Group
          optionType="button"
          options={(['day', 'week', 'month', 'own'] as const).map((one) => ({ value: one, label: t(`schedules.often_${one}`) }))}
        />
      </Form.Item>
      <div className="schedule-time">
        {often === 'week' && (
          <Form.Item name="weekday" label={t('schedules.onWeekday')}>
            <Select
              options={[1, 2, 3, 4, 5, 6, 0].map((one) => ({ value: one, label: t(`schedules.weekday.${weekdayName(one)}`) }))}
              popupMatchSelectWidth={false}
            />
          </Form.Item>
        )}
        {often === 'month' && (
          <Form.Item name="day" label={t('schedules.onDay')} extra={t('schedules.onDayText')}>
            <InputNumber min={1} max={31} precision={0} />
          </Form.Item>
        )}
        {often === 'own' ? (
          <Form.Item
            name="cron"
            label={t('schedules.cron')}
            extra={t('schedules.cronText')}
            rules={[{ required: true, message: t('schedules.cronMissing') }]}
          >
            <Input spellCheck={false} autoComplete="off" />
          </Form.Item>
        ) : (
          <Form.Item name="time" label={t('schedules.time')} rules={[{ required: true, message: t('schedules.timeMissing') }]}>
            <Input type="time" />
          </Form.Item>
        )}
      </div>
      <p className="soft">{t('schedules.zone')}</p>
    </FormDialog>
  )
}
