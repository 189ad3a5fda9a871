import { useMutation } from '@tanstack/react-query'
import { getDataset, listDatasets } from '@xiezhi/platform/contract/data'
import {
  checkStandard,
  type DraftFieldView,
  getStandard,
  installStandard,
  listStandards,
  type StandardDraftView,
  standardDraft,
  standardFolder,
  tryStandard,
} from '@xiezhi/platform/contract/standards'
import { Alert, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../app/http.ts'
import { forget } from '../app/query.ts'
import { sendFiles } from '../app/send-files.ts'
import { ColumnPreview } from '../data/ColumnPreview.tsx'
import { ImpactNote } from '../impact/ImpactNote.tsx'
import { CodeBlock } from '../ui/CodeBlock.tsx'
import { ExportButton } from '../ui/ExportButton.tsx'
import { useErrorText } from '../ui/Failure.tsx'
import { Panel } from '../ui/Panel.tsx'
import { ScrollTable } from '../ui/ScrollTable.tsx'
import { FieldEditor, type Told } from './FieldEditor.tsx'

interface Props {
  readonly begun: StandardDraftView
  readonly told: ReadonlyMap<string, Told>
  /** The file that it was proposed from; it is tried on it. */
  readonly file: File | undefined
  /** The version that it changes; 0: it is new. */
  readonly version: number
  readonly onInstalled: (id: string) => void
}

/** Fields keep their place and their reasons while their names are typed over. */
interface Row {
  readonly place: number
  readonly field: DraftFieldView
  readonly told: Told | undefined
}

const newField = (id: string, label: string): DraftFieldView => ({
  column: '',
  id,
  label,
  type: 'varchar(200)',
  kind: null,
  required: 'N',
  sensitivity: 'none',
  event: false,
  aliases: [],
  codes: [],
  dictionary: null,
})

export const DraftEditor = ({ begun, told, file, version, onInstalled }: Props) => {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const [about, setAbout] = useState({ id: begun.id, label: begun.label, purpose: begun.purpose, source: begun.source })
  const [rows, setRows] = useState<readonly Row[]>(() => begun.fields.map((field, place) => ({ place, field, told: told.get(field.id) })))
  const placesOf = (ids: readonly string[]): ReadonlySet<number> =>
    new Set(begun.fields.flatMap((field, place) => (ids.includes(field.id) ? [place] : [])))
  const [key, setKey] = useState<ReadonlySet<number>>(() => placesOf(begun.naturalKey))
  const [marks, setMarks] = useState<ReadonlySet<number>>(() => placesOf(begun.marks))
  const [trial, setTrial] = useState<File | undefined>(file)

  const idsOf = (places: ReadonlySet<number>): string[] => rows.filter(({ place }) => places.has(place)).map(({ field }) => field.id)
  const draft: StandardDraftView = { ...about, naturalKey: idsOf(key), marks: idsOf(marks), fields: rows.map(({ field }) => field) }
  const shape = standardDraft.safeParse(draft)
  const [issue] = shape.success ? [] : shape.error.issues
  const unready = issue
    ? issue.path[0] === 'fields' && typeof issue.path[1] === 'number'
      ? t('standards.fieldWrong', { field: rows[issue.path[1]]?.field.label ?? '' })
      : t('standards.aboutWrong')
    : undefined

  const check = useMutation({
    mutationFn: async () => {
      const checked = await call(checkStandard, { body: { draft } })
      const tried =
        checked.problems.length === 0 && trial
          ? await sendFiles(tryStandard, [{ name: trial.name, file: trial }], { said: { draft: JSON.stringify(draft) } })
          : undefined
      return { ...checked, tried }
    },
  })
  const install = useMutation({
    mutationFn: ({ reason }: { reason: string }) => call(installStandard, { body: { draft, version, reason: reason.trim() } }),
    onSuccess: (installed) => {
      forget(listStandards, getStandard, listDatasets, getDataset)
      onInstalled(installed.id)
    },
  })
  const edited = (change: () => void) => {
    check.reset()
    install.reset()
    change()
  }
  const toggled = (places: ReadonlySet<number>, place: number, is: boolean): ReadonlySet<number> => {
    const next = new Set(places)
    if (is) next.add(place)
    else next.delete(place)
    return next
  }
  const say = (what: Partial<typeof about>) => edited(() => setAbout({ ...about, ...what }))
  const ready = check.data?.problems.length === 0

  return (
    <>
      <Panel title={t('standards.about')}>
        <div className="draft-about">
          {(['label', 'id', 'source', 'purpose'] as const).map((name) => (
            <label key={name} htmlFor={`draft-${name}`}>
              <span>{t(`standards.about_${name}`)}</span>
              <Input
                id={`draft-${name}`}
                value={about[name]}
                maxLength={name === 'purpose' ? 500 : 200}
                disabled={name === 'id' && version > 0}
                placeholder={t(`standards.aboutText_${name}`)}
                onChange={(event) => say({ [name]: name === 'id' ? event.target.value.trim().toLowerCase() : event.target.value })}
              />
            </label>
          ))}
        </div>
      </Panel>
      <Panel title={t('standards.fields', { count: rows.length })} className="flush">
        <p className="draft-lead soft">{t('standards.fieldsText')}</p>
        <ScrollTable label={t('standards.fieldTable')}>
          <thead>
            <tr>
              <th scope="col">{t('standards.column')}</th>
              <th scope="col">{t('standards.name')}</th>
              <th scope="col">{t('standards.what')}</th>
              <th scope="col">{t('data.required')}</th>
              <th scope="col">{t('data.sensitivity')}</th>
              <th scope="col">{t('standards.role')}</th>
              <th scope="col">{t('data.aliases')}</th>
              <th scope="col">{t('standards.leaveOut')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <FieldEditor
                key={row.place}
                field={row.field}
                told={row.told}
                inKey={key.has(row.place)}
                isMark={marks.has(row.place)}
                onChange={(field) => edited(() => setRows(rows.map((one) => (one.place === row.place ? { ...one, field } : one))))}
                onKey={(is) => edited(() => setKey(toggled(key, row.place, is)))}
                onMark={(is) => edited(() => setMarks(toggled(marks, row.place, is)))}
                onRemove={() => edited(() => setRows(rows.filter((one) => one.place !== row.place)))}
              />
            ))}
          </tbody>
        </ScrollTable>
        <div className="draft-foot">
          <Button
            onClick={() => {
              const place = Math.max(-1, ...rows.map((row) => row.place)) + 1
              edited(() =>
                setRows([
                  ...rows,
                  { place, field: newField(`field_${place + 1}`, t('standards.newField', { number: place + 1 })), told: undefined },
                ]),
              )
            }}
          >
            {t('standards.addField')}
          </Button>
        </div>
      </Panel>
      <Panel title={t('standards.checkTitle')}>
        <div className="stack">
          <p className="soft">{key.size === 0 ? t('standards.noKey') : t('standards.checkText')}</p>
          {version > 0 && (
            <label className="draft-trial">
              <span>{t('standards.trialFile')}</span>
              <input type="file" onChange={(event) => edited(() => setTrial(event.target.files?.[0]))} />
            </label>
          )}
          {unready && <Alert type="info" showIcon title={unready} />}
          <div className="actions">
            <Button
              type={ready ? 'default' : 'primary'}
              disabled={unready !== undefined}
              loading={check.isPending}
              onClick={() => check.mutate()}
            >
              {t(trial ? 'standards.checkAndTry' : 'standards.check')}
            </Button>
            {ready && (
              <ExportButton endpoint={standardFolder} request={{ body: { draft } }}>
                {t('standards.folder')}
              </ExportButton>
            )}
          </div>
          {check.error && <Alert type="error" showIcon title={errorText(check.error)} />}
          {check.data && check.data.problems.length > 0 && (
            <Alert
              type="error"
              showIcon
              title={t('standards.problems')}
              description={
                <ul className="lines">
                  {check.data.problems.map((problem) => (
                    <li key={problem}>{problem}</li>
                  ))}
                </ul>
              }
            />
          )}
          {ready && (
            <details>
              <summary>{t('standards.yaml')}</summary>
              <CodeBlock language="yaml" text={check.data?.yaml ?? ''} label={t('standards.yaml')} />
            </details>
          )}
        </div>
      </Panel>
      {check.data?.tried && (
        <>
          {check.data.tried.preview.refused > 0 && <Alert type="warning" showIcon title={t('standards.refusedSome')} />}
          <ColumnPreview preview={check.data.tried.preview} waiting={check.isPending} />
        </>
      )}
      {ready && (
        <Panel title={t('standards.install')}>
          <div className="stack">
            <p className="soft">{t('standards.installText')}</p>
            {version > 0 && !install.data && <ImpactNote change={{ kind: 'standard', dataset: draft.id, draft }} />}
            {install.error && <Alert type="error" showIcon title={errorText(install.error)} />}
            {install.data && <Alert type="success" showIcon title={t('standards.installed', { version: install.data.version })} />}
            <Form<{ reason: string }> layout="vertical" requiredMark={false} className="form-narrow" onFinish={install.mutate}>
              <Form.Item
                name="reason"
                label={t('dictionaries.reason')}
                rules={[{ required: true, whitespace: true, min: 2, message: t('limits.reasonMissing') }]}
              >
                <Input.TextArea rows={2} maxLength={500} />
              </Form.Item>
              <Button type="primary" htmlType="submit" loading={install.isPending}>
                {t(version === 0 ? 'standards.installNew' : 'standards.installNext')}
              </Button>
            </Form>
          </div>
        </Panel>
      )}
    </>
  )
}
