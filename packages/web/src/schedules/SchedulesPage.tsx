import { PlusOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { listRuns } from '@xiezhi/platform/contract/models'
import {
  changeSchedule,
  exportSchedules,
  fireSchedule,
  listSchedules,
  removeSchedule,
  type Schedule,
} from '@xiezhi/platform/contract/schedules'
import { App, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../app/http.ts'
import { forget } from '../app/query.ts'
import { useMay } from '../app/session.ts'
import { type Column, DataTable } from '../ui/DataTable.tsx'
import { ExportButtons } from '../ui/ExportButtons.tsx'
import { useErrorText } from '../ui/Failure.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Pill } from '../ui/Pill.tsx'
import { StateMessage } from '../ui/StateMessage.tsx'
import { useFormat } from '../ui/use-format.ts'
import { useList } from '../ui/use-list.ts'
import { ScheduleForm } from './ScheduleForm.tsx'
import { useCronWords } from './use-cron-words.ts'
import './schedules.css'

/** More than this is seen in the list of runs. */
const mostNamed = 3

/** What its last moment began, and what could not begin. */
const LastTime = ({ schedule }: { readonly schedule: Schedule }) => {
  const { t } = useTranslation()
  const format = useFormat()
  if (!schedule.lastAt) return <span className="soft">{t('schedules.never')}</span>
  const { begun, skipped } = schedule
  return (
    <div className="cell-words">
      <span className="number">{format.moment(schedule.lastAt)}</span>
      {begun.length > 0 && (
        <div className="soft">
          {t('schedules.begun', { count: begun.length })}
          {begun.slice(0, mostNamed).map(({ title, href }, at) => (
            <span key={href}>
              {at > 0 && '、'}
              <Link to={href}>{title}</Link>
            </span>
          ))}
          {begun.length > mostNamed && '……'}
        </div>
      )}
      {skipped.slice(0, mostNamed).map(({ title, reason }) => (
        <div key={title} className="soft">
          {t('schedules.skipped', { title, reason })}
        </div>
      ))}
      {skipped.length > mostNamed && <div className="soft">{t('schedules.skippedMore', { count: skipped.length - mostNamed })}</div>}
    </div>
  )
}

const Missed = ({ schedule: { missed } }: { readonly schedule: Schedule }) => {
  const { t } = useTranslation()
  const format = useFormat()
  if (!missed) return <>—</>
  return (
    <div className="cell-words">
      <Pill tone="warning">{t('schedules.missedCount', { count: missed.count })}</Pill>
      <div className="soft">{t('schedules.missedText', { from: format.moment(missed.first), madeUp: format.moment(missed.madeUpAt) })}</div>
    </div>
  )
}

export const SchedulesPage = () => {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useCronWords()
  const { message, modal } = App.useApp()
  const errorText = useErrorText()
  const mayPlan = useMay('run.schedule')
  const list = useList(listSchedules, ['paused'])
  const [edited, setEdited] = useState<Schedule | 'new'>()
  const fail = (error: Error) => void message.error(errorText(error))
  const pause = useMutation({
    mutationFn: ({ id, paused }: Schedule) => call(changeSchedule, { params: { id }, body: { paused: !paused } }),
    onSuccess: () => forget(listSchedules),
    onError: fail,
  })
  const fire = useMutation({
    mutationFn: ({ id }: Schedule) => call(fireSchedule, { params: { id } }),
    onSuccess: ({ begun }) => {
      forget(listSchedules, listRuns)
      void message.success(t('schedules.fired', { count: begun.length }))
    },
    onError: fail,
  })
  const remove = useMutation({
    mutationFn: ({ id }: Schedule) => call(removeSchedule, { params: { id } }),
    onSuccess: () => forget(listSchedules),
    onError: fail,
  })
  const acts = (schedule: Schedule) => (
    <div className="actions">
      <Button size="small" onClick={() => fire.mutate(schedule)} aria-label={t('schedules.fireOne', { title: schedule.title })}>
        {t('schedules.fire')}
      </Button>
      <Button size="small" onClick={() => setEdited(schedule)} aria-label={t('schedules.editOne', { title: schedule.title })}>
        {t('ui.edit')}
      </Button>
      <Button
        size="small"
        onClick={() => pause.mutate(schedule)}
        aria-label={t(schedule.paused ? 'schedules.resumeOne' : 'schedules.pauseOne', { title: schedule.title })}
      >
        {t(schedule.paused ? 'schedules.resume' : 'schedules.pause')}
      </Button>
      <Button
        size="small"
        danger
        aria-label={t('schedules.removeOne', { title: schedule.title })}
        onClick={() =>
          modal.confirm({
            title: t('schedules.removeTitle', { title: schedule.title }),
            content: t('schedules.removeText'),
            onOk: () => remove.mutateAsync(schedule).catch(() => undefined),
            okText: t('ui.confirm'),
            cancelText: t('ui.cancel'),
          })
        }
      >
        {t('schedules.remove')}
      </Button>
    </div>
  )
  const columns: readonly Column<Schedule>[] = [
    {
      key: 'title',
      title: t('schedules.subject'),
      sort: 'title',
      render: (schedule) => (
        <span className="cell-title">
          {schedule.subject === '*' || schedule.kind !== 'model' ? (
            <strong>{schedule.title}</strong>
          ) : (
            <Link to="/models/$id" params={{ id: schedule.subject }}>
              {schedule.title}
            </Link>
          )}
          <span className="soft">{t('schedules.by', { by: schedule.by, at: format.moment(schedule.at) })}</span>
        </span>
      ),
    },
    {
      key: 'when',
      title: t('schedules.when'),
      render: (schedule) => (
        <span className="cell-words">
          {words(schedule.cron)} {schedule.paused && <Pill tone="warning">{t('schedules.paused')}</Pill>}
        </span>
      ),
    },
    {
      key: 'next',
      title: t('schedules.next'),
      sort: 'next',
      render: (schedule) => <span className="number">{format.moment(schedule.nextAt)}</span>,
    },
    { key: 'last', title: t('schedules.last'), sort: 'last', render: (schedule) => <LastTime schedule={schedule} /> },
    { key: 'missed', title: t('schedules.missed'), from: 'lg', render: (schedule) => <Missed schedule={schedule} /> },
    ...(mayPlan ? [{ key: 'acts', title: t('ui.acts'), render: acts }] : []),
  ]
  return (
    <>
      <PageHeader title={t('nav.schedules')} text={t('schedules.text')}>
        <Link to="/run-settings" className="link-button plain">
          {t('runSettings.title')}
        </Link>
        <ExportButtons endpoint={exportSchedules} request={(format) => ({ params: { format }, query: list.query })} />
        {mayPlan && (
          <Button type="primary" icon={<PlusOutlined aria-hidden="true" />} onClick={() => setEdited('new')}>
            {t('schedules.new')}
          </Button>
        )}
      </PageHeader>
      <DataTable
        label={t('nav.schedules')}
        list={list}
        rowKey={(schedule) => schedule.id}
        searchLabel={t('schedules.search')}
        filters={[
          {
            name: 'paused',
            label: t('imports.state'),
            kind: 'one',
            options: [
              { value: 'false', label: t('schedules.active') },
              { value: 'true', label: t('schedules.paused') },
            ],
          },
        ]}
        columns={columns}
        empty={
          <StateMessage title={t('schedules.empty')} text={t('schedules.emptyText')}>
            {mayPlan && <Button onClick={() => setEdited('new')}>{t('schedules.new')}</Button>}
          </StateMessage>
        }
      />
      <ScheduleForm schedule={edited} onClose={() => setEdited(undefined)} />
    </>
  )
}
