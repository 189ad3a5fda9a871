import { useMutation } from '@tanstack/react-query'
import { listBatches } from '@xiezhi/platform/contract/data'
import {
  type DatabaseLink,
  listDatabases,
  listPulls,
  pullDatabase,
  removeDatabase,
  rereadDatabase,
} from '@xiezhi/platform/contract/databases'
import { listImports } from '@xiezhi/platform/contract/imports'
import { getScorecard } from '@xiezhi/platform/contract/quality'
import { listSchedules, type Schedule } from '@xiezhi/platform/contract/schedules'
import { getSource, type Source } from '@xiezhi/platform/contract/sources'
import { App, Button, Form, Input } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../app/http.ts'
import { forget, useEndpoint } from '../app/query.ts'
import { useMay } from '../app/session.ts'
import { ScheduleForm } from '../schedules/ScheduleForm.tsx'
import { useCronWords } from '../schedules/use-cron-words.ts'
import { useErrorText } from '../ui/Failure.tsx'
import { FormDialog } from '../ui/FormDialog.tsx'
import { isUnderWay } from '../ui/JobState.tsx'
import { Panel } from '../ui/Panel.tsx'
import { Pill } from '../ui/Pill.tsx'
import { ScrollTable } from '../ui/ScrollTable.tsx'
import { useFormat } from '../ui/use-format.ts'
import { DatabaseForm } from './DatabaseForm.tsx'
import { DatabasePulls, markText, PullResult } from './DatabasePulls.tsx'
import { LetLeave, ReadWhole } from './WholeReading.tsx'
import './databases.css'

/** When it is read by itself, and what was missed. */
const When = ({ schedule, whole }: { readonly schedule: Schedule | undefined; readonly whole?: boolean }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useCronWords()
  if (!schedule) return whole ? null : <span className="soft">{t('databases.byHand')}</span>
  const { missed, skipped } = schedule
  return (
    <div className="cell-words">
      {whole && <Pill tone="info">{t('databases.whole')}</Pill>} {words(schedule.cron)}{' '}
      {schedule.paused && <Pill tone="warning">{t('schedules.paused')}</Pill>}
      {schedule.nextAt && <div className="soft">{t('databases.next', { at: format.moment(schedule.nextAt) })}</div>}
      {missed && (
        <div>
          <Pill tone="warning">{t('schedules.missedCount', { count: missed.count })}</Pill>{' '}
          <span className="soft">
            {t('schedules.missedText', { from: format.moment(missed.first), madeUp: format.moment(missed.madeUpAt) })}
          </span>
        </div>
      )}
      {skipped.map(({ title, reason }) => (
        <div key={title} className="danger">
          {reason}
        </div>
      ))}
    </div>
  )
}

/** Asks why everything is to be read once more. */
const Reread = ({
  source,
  link,
  onClose,
}: {
  readonly source: string
  readonly link: DatabaseLink | undefined
  readonly onClose: () => void
}) => {
  const { t } = useTranslation()
  const [form] = Form.useForm<{ reason: string }>()
  const reread = useMutation({
    mutationFn: ({ reason }: { readonly reason: string }) =>
      call(rereadDatabase, { params: { id: source, link: link?.id ?? '' }, body: { reason } }),
    onSuccess: () => {
      forget(listDatabases)
      form.resetFields()
      onClose()
    },
  })
  return (
    <FormDialog
      open={link !== undefined}
      title={t('databases.rereadTitle', { name: link?.name ?? '' })}
      okText={t('ui.confirm')}
      form={form}
      save={reread}
      onClose={onClose}
      name="reread"
      lead={<p>{t('databases.rereadText')}</p>}
    >
      <Form.Item
        name="reason"
        label={t('databases.reason')}
        rules={[{ required: true, whitespace: true, max: 500, message: t('databases.reasonMissing') }]}
      >
        <Input.TextArea rows={2} />
      </Form.Item>
    </FormDialog>
  )
}

/** Databases that a source is read from, each with how far it has been read, how it went and when it is next. */
export const Databases = ({ source }: { readonly source: Source }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const { message, modal } = App.useApp()
  const errorText = useErrorText()
  const mayPlan = useMay('run.schedule')
  const [edited, setEdited] = useState<DatabaseLink | 'new'>()
  const [history, setHistory] = useState<DatabaseLink>()
  const [again, setAgain] = useState<DatabaseLink>()
  const [planned, setPlanned] = useState<{
    readonly link: DatabaseLink
    readonly schedule: Schedule | 'new'
    readonly kind: 'database' | 'database-whole'
  }>()
  const { data } = useEndpoint(
    listDatabases,
    { params: { id: source.id }, query: { size: 100 } },
    {
      again: (answer) =>
        answer?.items.some(({ lastPull }) => isUnderWay(lastPull?.state) || isUnderWay(lastPull?.importState ?? undefined)) ? 1000 : false,
    },
  )
  const busy = (data?.items ?? []).some(({ lastPull }) => isUnderWay(lastPull?.state) || isUnderWay(lastPull?.importState ?? undefined))
  useEffect(() => {
    // What a reading brought is told by the rest of the page too.
    if (!busy) forget(getSource, listBatches, listImports, getScorecard)
  }, [busy])
  const schedules =
    useEndpoint(listSchedules, { query: { kind: 'database', size: 200 } }, { enabled: (data?.total ?? 0) > 0 }).data?.items ?? []
  const wholes =
    useEndpoint(listSchedules, { query: { kind: 'database-whole', size: 200 } }, { enabled: (data?.total ?? 0) > 0 }).data?.items ?? []
  const fail = (error: Error) => void message.error(errorText(error))
  const pull = useMutation({
    mutationFn: (link: string) => call(pullDatabase, { params: { id: source.id, link }, query: {} }),
    onSuccess: () => forget(listDatabases, listPulls, listImports),
    onError: fail,
  })
  const remove = useMutation({
    mutationFn: (link: string) => call(removeDatabase, { params: { id: source.id, link } }),
    onSuccess: () => forget(listDatabases, listSchedules),
    onError: fail,
  })
  if (!data) return null
  const acts = (link: DatabaseLink) => {
    const schedule = schedules.find(({ subject }) => subject === link.id)
    return (
      <div className="actions">
        {!source.stopped && (
          <Button size="small" type="primary" loading={pull.isPending && pull.variables === link.id} onClick={() => pull.mutate(link.id)}>
            {t('databases.pull')}
          </Button>
        )}
        {!source.stopped && (
          <ReadWhole
            source={source.id}
            link={link}
            onPlan={
              mayPlan
                ? () => setPlanned({ link, schedule: wholes.find(({ subject }) => subject === link.id) ?? 'new', kind: 'database-whole' })
                : undefined
            }
          />
        )}
        <Button size="small" aria-label={t('databases.historyOf', { name: link.name })} onClick={() => setHistory(link)}>
          {t('databases.history')}
        </Button>
        {mayPlan && (
          <Button
            size="small"
            aria-label={t('databases.planOf', { name: link.name })}
            onClick={() => setPlanned({ link, schedule: schedule ?? 'new', kind: 'database' })}
          >
            {t('databases.plan')}
          </Button>
        )}
        <Button size="small" aria-label={t('databases.editOf', { name: link.name })} onClick={() => setEdited(link)}>
          {t('ui.edit')}
        </Button>
        {link.mark !== null && (
          <Button size="small" aria-label={t('databases.rereadOf', { name: link.name })} onClick={() => setAgain(link)}>
            {t('databases.reread')}
          </Button>
        )}
        <Button
          size="small"
          danger
          aria-label={t('databases.removeOf', { name: link.name })}
          onClick={() =>
            modal.confirm({
              title: t('databases.removeTitle', { name: link.name }),
              content: t('databases.removeText'),
              okText: t('ui.confirm'),
              cancelText: t('ui.cancel'),
              onOk: () => remove.mutate(link.id),
            })
          }
        >
          {t('databases.remove')}
        </Button>
      </div>
    )
  }
  const open = data.addresses.length > 0
  return (
    <Panel
      title={t('databases.title')}
      className={data.total > 0 ? 'flush' : ''}
      extra={
        open &&
        !source.stopped && (
          <Button size="small" onClick={() => setEdited('new')}>
            {t('databases.new')}
          </Button>
        )
      }
    >
      {data.total === 0 && <p>{t(open ? 'databases.text' : 'databases.closed')}</p>}
      {data.total > 0 && (
        <ScrollTable label={t('databases.title')} className="databases">
          <thead>
            <tr>
              <th scope="col">{t('databases.name')}</th>
              <th scope="col">{t('databases.lastPull')}</th>
              <th scope="col">{t('databases.when')}</th>
              <th scope="col">{t('ui.acts')}</th>
            </tr>
          </thead>
          <tbody>
            {data.items.map((link) => (
              <tr key={link.id}>
                <th scope="row">
                  <div className="cell-words">
                    {link.name} {!link.allowed && <Pill tone="danger">{t('databases.notAllowed')}</Pill>}
                    <div className="soft">
                      {link.engine === 'postgres' ? 'PostgreSQL' : 'MySQL / MariaDB'} · {link.host}:{link.port}/{link.database}
                    </div>
                    <div className="soft">{link.table ?? t('databases.aQuery')}</div>
                    {link.markColumn && (
                      <div className="soft">
                        {link.mark === null
                          ? t('databases.fromBeginning', { column: link.markColumn })
                          : t('databases.markAt', { column: link.markColumn, mark: markText(link.mark) })}
                      </div>
                    )}
                  </div>
                </th>
                <td>
                  {link.lastPull ? (
                    <>
                      <span className="number">{format.moment(link.lastPull.askedAt)}</span>
                      <PullResult pull={link.lastPull} />
                      {link.failures > 1 && <Pill tone="danger">{t('databases.failures', { count: link.failures })}</Pill>}
                    </>
                  ) : (
                    <span className="soft">{t('databases.never')}</span>
                  )}
                  <LetLeave source={source.id} link={link} />
                </td>
                <td>
                  <When schedule={schedules.find(({ subject }) => subject === link.id)} />
                  <When whole schedule={wholes.find(({ subject }) => subject === link.id)} />
                </td>
                <td>{acts(link)}</td>
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      )}
      <DatabaseForm source={source.id} link={edited} addresses={data.addresses} onClose={() => setEdited(undefined)} />
      <DatabasePulls source={source.id} link={history} onClose={() => setHistory(undefined)} />
      <Reread source={source.id} link={again} onClose={() => setAgain(undefined)} />
      <ScheduleForm
        schedule={planned?.schedule}
        {...(planned
          ? {
              only: {
                kind: planned.kind,
                id: planned.link.id,
                title: `${source.name} · ${planned.link.name}${planned.kind === 'database' ? '' : t('databases.wholeSuffix')}`,
              },
            }
          : {})}
        onClose={() => setPlanned(undefined)}
      />
    </Panel>
  )
}
