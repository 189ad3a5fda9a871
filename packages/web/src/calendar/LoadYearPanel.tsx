import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { listYears, loadYear, readNotice, type YearRow, type yearTable } from '@xiezhi/platform/contract/limits'
import { listRuns } from '@xiezhi/platform/contract/models'
import { Alert, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { call, Refused } from '../app/http.ts'
import { forget } from '../app/query.ts'
import { Facts } from '../ui/Facts.tsx'
import { useErrorText } from '../ui/Failure.tsx'
import { writeDays } from '../ui/format.ts'
import { Panel } from '../ui/Panel.tsx'
import { useFormat } from '../ui/use-format.ts'
import { DaySpans } from './DaySpans.tsx'
import { monthsOf } from './months.ts'
import { YearMonths } from './YearMonths.tsx'

type Table = z.infer<typeof yearTable>
type Loaded = z.infer<typeof loadYear.response>

/** What followed from the table: the runs that were begun, and those that could not be. */
const Outcome = ({ loaded }: { readonly loaded: Loaded }) => {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <Alert
      type="success"
      showIcon
      title={t('calendar.loaded', { year: loaded.year.year })}
      description={
        <div className="stack">
          <p>
            {loaded.provisionalClues > 0
              ? t('calendar.provisionalClues', { count: loaded.provisionalClues })
              : t('calendar.noProvisionalClues')}
          </p>
          {loaded.runs.length > 0 && (
            <ul className="lines">
              {loaded.runs.map((run) => (
                <li key={run.id}>
                  <Link to="/runs/$id" params={{ id: run.id }}>
                    {t('runs.title', { model: run.model.title })}
                  </Link>{' '}
                  <span className="soft">{t('runs.asOf', { day: format.day(run.asOf) })}</span>
                </li>
              ))}
            </ul>
          )}
          {loaded.skipped.length > 0 && (
            <ul className="lines">
              {loaded.skipped.map(({ model, reason }) => (
                <li key={model.id}>
                  <Link to="/models/$id" params={{ id: model.id }}>
                    {model.title}
                  </Link>{' '}
                  <span className="soft">{t('calendar.skipped', { reason })}</span>
                </li>
              ))}
            </ul>
          )}
        </div>
      }
    />
  )
}

interface Entered {
  readonly source: string
  readonly notice: string
  readonly reason: string
}

const Preview = ({
  table,
  seq,
  onLoaded,
}: {
  readonly table: Table
  readonly seq: number
  readonly onLoaded: (loaded: Loaded) => void
}) => {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const load = useMutation({
    mutationFn: ({ source, notice, reason }: Entered) =>
      call(loadYear, {
        body: {
          ...table,
          source: source.trim(),
          ...(notice?.trim() ? { notice: notice.trim() } : { notice: undefined }),
          reason: reason.trim(),
          seq,
        },
      }),
    onSuccess: (loaded) => {
      forget(listYears, listRuns)
      onLoaded(loaded)
    },
    onError: (error) => {
      if (error instanceof Refused && error.problem.status === 409) forget(listYears)
    },
  })
  return (
    <div className="stack year-preview">
      <h3>{t('calendar.preview', { year: table.year })}</h3>
      <Facts
        facts={[
          { label: t('calendar.holidays'), value: <DaySpans days={table.holidays} year={table.year} />, wide: true },
          { label: t('calendar.makeup'), value: <DaySpans days={table.workdays} year={table.year} />, wide: true },
        ]}
      />
      <details>
        <summary>{t('calendar.previewMonths')}</summary>
        <YearMonths months={monthsOf(table)} />
      </details>
      {load.error && <Alert type="error" showIcon title={errorText(load.error)} />}
      <Form<Entered>
        layout="vertical"
        requiredMark={false}
        className="form-narrow"
        aria-label={t('calendar.confirm')}
        initialValues={{ source: table.source, notice: table.notice ?? '', reason: '' }}
        onFinish={load.mutate}
      >
        <Form.Item
          name="source"
          label={t('calendar.source')}
          rules={[{ required: true, whitespace: true, min: 2, max: 500, message: t('calendar.sourceMissing') }]}
        >
          <Input maxLength={500} />
        </Form.Item>
        <Form.Item name="notice" label={t('calendar.notice')}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item
          name="reason"
          label={t('calendar.reason')}
          rules={[{ required: true, whitespace: true, min: 2, message: t('limits.reasonMissing') }]}
        >
          <Input.TextArea rows={2} maxLength={1000} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={load.isPending}>
          {t('calendar.confirm')}
        </Button>
      </Form>
    </div>
  )
}

/** The notice is pasted, what was understood is shown for a person to check, and only then put in force. */
export const LoadYearPanel = ({ row, seq }: { readonly row: YearRow; readonly seq: number }) => {
  const { t, i18n } = useTranslation()
  const errorText = useErrorText()
  const [text, setText] = useState('')
  const [loaded, setLoaded] = useState<Loaded>()
  const read = useMutation({ mutationFn: () => call(readNotice, { body: { text, year: row.year } }), onMutate: () => setLoaded(undefined) })
  const table = loaded ? null : read.data?.table
  return (
    <Panel title={t(row.state === 'missing' ? 'calendar.load' : 'calendar.correct', { year: row.year })} className="no-print">
      <div className="stack">
        <div aria-live="polite">{loaded && <Outcome loaded={loaded} />}</div>
        <label htmlFor="notice-text">{t('calendar.paste')}</label>
        <Input.TextArea
          id="notice-text"
          rows={6}
          maxLength={20_000}
          value={text}
          placeholder={t('calendar.pasteHint')}
          onChange={(event) => setText(event.target.value)}
        />
        <div className="actions">
          <Button type={table ? 'default' : 'primary'} disabled={text.trim() === ''} loading={read.isPending} onClick={() => read.mutate()}>
            {t('calendar.read')}
          </Button>
        </div>
        <div aria-live="polite" className="stack">
          {read.error && <Alert type="error" showIcon title={errorText(read.error)} />}
          {!loaded && read.data && read.data.problems.length > 0 && (
            <Alert
              type={table ? 'warning' : 'error'}
              showIcon
              title={t(table ? 'calendar.problems' : 'calendar.notUnderstood')}
              description={
                <ul className="lines">
                  {read.data.problems.map((problem) => (
                    <li key={problem}>{writeDays(problem, i18n.language)}</li>
                  ))}
                </ul>
              }
            />
          )}
        </div>
        {table && (
          <Preview
            key={JSON.stringify(table)}
            table={table}
            seq={seq}
            onLoaded={(now) => {
              setLoaded(now)
              setText('')
              read.reset()
            }}
          />
        )}
      </div>
    </Panel>
  )
}
