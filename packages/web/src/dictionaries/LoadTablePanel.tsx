import { InboxOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import {
  type DictionaryDetail,
  type DictionaryEntryView,
  getDictionary,
  listCodes,
  listDictionaries,
  loadTable,
  readTable,
} from '@xiezhi/platform/contract/dictionaries'
import { Alert, Button, Form, Input, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { call } from '../app/http.ts'
import { forget } from '../app/query.ts'
import { sendFiles } from '../app/send-files.ts'
import { ImpactNote } from '../impact/ImpactNote.tsx'
import { useErrorText } from '../ui/Failure.tsx'
import { formatCount } from '../ui/format.ts'
import { Panel } from '../ui/Panel.tsx'
import { Pill } from '../ui/Pill.tsx'
import { ScrollTable } from '../ui/ScrollTable.tsx'
import { useDayOrYear } from './use-day-or-year.ts'
import '../data/data.css'

type Read = z.output<typeof readTable.response>
type Mode = 'whole' | 'part'
const tones = { added: 'success', changed: 'warning', gone: 'danger' } as const

const Difference = ({ read }: { readonly read: Read }) => {
  const { t } = useTranslation()
  const dayOrYear = useDayOrYear()
  const { added, changed, gone, codes, examples } = read.difference
  const span = (one: DictionaryEntryView): string =>
    one.from === null && one.to === null ? '' : `（${one.from ? dayOrYear(one.from) : '…'}—${one.to ? dayOrYear(one.to) : '…'}）`
  const said = (one: DictionaryEntryView | null): string =>
    one
      ? `${one.name}${span(one)}${one.successor ? ` → ${one.successor}` : ''}${one.also.length > 0 ? ` · ${one.also.join('、')}` : ''}`
      : '—'
  return (
    <div className="stack">
      <p role="status">
        {t('dictionaries.difference', {
          added: formatCount(added),
          changed: formatCount(changed),
          gone: formatCount(gone),
          codes: formatCount(codes),
        })}
      </p>
      {examples.length > 0 && (
        <div className="dictionary-difference">
          <ScrollTable label={t('dictionaries.differenceTable')}>
            <thead>
              <tr>
                <th scope="col">{t('dictionaries.code')}</th>
                <th scope="col">{t('dictionaries.what')}</th>
                <th scope="col">{t('dictionaries.before')}</th>
                <th scope="col">{t('dictionaries.after')}</th>
              </tr>
            </thead>
            <tbody>
              {examples.map(({ what, before, after }) => (
                <tr key={`${what} ${(after ?? before)?.code} ${(after ?? before)?.from}`}>
                  <td>
                    <code>{(after ?? before)?.code}</code>
                  </td>
                  <td className="nowrap">
                    <Pill tone={tones[what]}>{t(`dictionaries.${what}`)}</Pill>
                  </td>
                  <td>{said(before)}</td>
                  <td>{said(after)}</td>
                </tr>
              ))}
            </tbody>
          </ScrollTable>
        </div>
      )}
    </div>
  )
}

/** A newer table: chosen, its difference looked at, and put in force with its source and a reason. */
export const LoadTablePanel = ({ dictionary }: { readonly dictionary: DictionaryDetail }) => {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const [mode, setMode] = useState<Mode>('part')
  const [file, setFile] = useState<File>()
  const read = useMutation({
    mutationFn: (asked: { file: File; mode: Mode }) =>
      sendFiles(readTable, [{ name: asked.file.name, file: asked.file }], {
        request: { params: { id: dictionary.id }, query: { mode: asked.mode } },
      }),
  })
  const load = useMutation({
    mutationFn: ({ source, reason }: { source: string; reason: string }) =>
      call(loadTable, {
        params: { id: dictionary.id },
        body: { mode, entries: read.data?.entries ?? [], source: source.trim(), reason: reason.trim(), seq: dictionary.seq },
      }),
    onSuccess: () => forget(getDictionary, listDictionaries, listCodes),
  })
  const look = (chosen: File | undefined, how: Mode) => {
    setMode(how)
    if (!chosen) return
    setFile(chosen)
    load.reset()
    read.mutate({ file: chosen, mode: how })
  }
  const difference = read.data?.difference
  const ready = read.data && read.data.problems.length === 0 && difference && difference.added + difference.changed + difference.gone > 0
  return (
    <Panel title={t('dictionaries.loadTitle')}>
      <div className="stack">
        <p className="soft">{t('dictionaries.loadText')}</p>
        <Radio.Group
          value={mode}
          aria-label={t('dictionaries.mode')}
          onChange={(event) => look(file, event.target.value === 'whole' ? 'whole' : 'part')}
          options={[
            { value: 'part', label: t('dictionaries.modePart') },
            { value: 'whole', label: t('dictionaries.modeWhole') },
          ]}
        />
        <label
          className="drop"
          onDragOver={(event) => event.preventDefault()}
          onDrop={(event) => {
            event.preventDefault()
            look(event.dataTransfer.files[0], mode)
          }}
        >
          <InboxOutlined aria-hidden="true" />
          <span className="drop-main">{file ? file.name : t('dictionaries.drop')}</span>
          <span className="soft">{read.isPending ? t('ui.loading') : t('dictionaries.dropText')}</span>
          <input
            type="file"
            accept=".csv,.txt,.xlsx,.xls"
            className="visually-hidden"
            onChange={(event) => {
              look(event.target.files?.[0], mode)
              event.target.value = ''
            }}
          />
        </label>
        {read.error && <Alert type="error" showIcon title={errorText(read.error)} />}
        {read.data && read.data.problems.length > 0 && (
          <Alert
            type="error"
            showIcon
            title={t('dictionaries.problems')}
            description={
              <ul className="lines">
                {read.data.problems.map((problem) => (
                  <li key={problem}>{problem}</li>
                ))}
              </ul>
            }
          />
        )}
        {read.data && read.data.problems.length === 0 && <Difference read={read.data} />}
        {ready && (
          <>
            <ImpactNote change={{ kind: 'dictionary', dictionary: dictionary.id, mode, entries: read.data?.entries ?? [] }} />
            {load.error && <Alert type="error" showIcon title={errorText(load.error)} />}
            <Form<{ source: string; reason: string }> layout="vertical" requiredMark={false} className="form-narrow" onFinish={load.mutate}>
              <Form.Item
                name="source"
                label={t('dictionaries.source')}
                rules={[{ required: true, whitespace: true, min: 2, message: t('dictionaries.sourceMissing') }]}
              >
                <Input maxLength={500} placeholder={t('dictionaries.sourceExample')} />
              </Form.Item>
              <Form.Item
                name="reason"
                label={t('dictionaries.reason')}
                rules={[{ required: true, whitespace: true, min: 2, message: t('limits.reasonMissing') }]}
              >
                <Input.TextArea rows={2} maxLength={500} />
              </Form.Item>
              <Button type="primary" htmlType="submit" loading={load.isPending}>
                {t('dictionaries.confirm')}
              </Button>
            </Form>
          </>
        )}
      </div>
    </Panel>
  )
}
