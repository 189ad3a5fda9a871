import { HistoryOutlined, RedoOutlined, ShareAltOutlined, UndoOutlined } from '@ant-design/icons'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import {
  checkDraft,
  type Draft,
  type DraftSummary,
  getDraft,
  getLanguage,
  listDrafts,
  type ModelFiles,
} from '@xiezhi/platform/contract/workshop'
import { Alert, App, Button, Tabs } from 'antd'
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { call } from '../app/http.ts'
import { forget, keyOf, queryClient, useEndpoint } from '../app/query.ts'
import { useMay } from '../app/session.ts'
import { Answered } from '../ui/Answered.tsx'
import { useErrorText } from '../ui/Failure.tsx'
import { Markdown } from '../ui/Markdown.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Pill } from '../ui/Pill.tsx'
import { useSearchText } from '../ui/use-list.ts'
import { CaseDialog, type CaseRow } from './CaseDialog.tsx'
import { CasesTab } from './CasesTab.tsx'
import { CodeField } from './CodeField.tsx'
import { focusSoon } from './focus.ts'
import { HistoryDrawer } from './HistoryDrawer.tsx'
import { readText, wordOf } from './model-text.ts'
import { PictureTab } from './PictureTab.tsx'
import { PublishDialog } from './PublishDialog.tsx'
import { problemsOf } from './problems.ts'
import { ShareDialog } from './ShareDialog.tsx'
import { TextTab } from './TextTab.tsx'
import { TryTab } from './TryTab.tsx'
import { useEditor } from './use-editor.ts'
import { useWords } from './words.ts'
import '../models/models.css'
import './workshop.css'

const tabs = ['picture', 'text', 'cases', 'try', 'readme'] as const

const Work = ({
  draft,
  language,
}: {
  readonly draft: Draft
  readonly language: Parameters<typeof readText>[1] & Awaited<ReturnType<typeof call<typeof getLanguage>>>
}) => {
  const { t } = useWords()
  const { message } = App.useApp()
  const errorText = useErrorText()
  const mayPublish = useMay('model.govern')
  const [search, change] = useSearchText()
  const editor = useEditor(draft.id, draft)
  const [facts, setFacts] = useState<DraftSummary>(draft)
  const [dialog, setDialog] = useState<'share' | 'history' | 'publish'>()
  const [row, setRow] = useState<CaseRow>()
  /** Where in the text to go when it is opened. */
  const [place, setPlace] = useState<number>()
  const { text } = editor
  // Checked a moment after the last letter.
  const [asked, setAsked] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text), 250)
    return () => clearTimeout(timer)
  }, [text])
  const check = useQuery({
    queryKey: ['workshop check', asked],
    queryFn: ({ signal }) => {
      const files: ModelFiles = { 'model.yml': asked }
      return call(checkDraft, { body: { files } }, signal)
    },
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })
  const isChecked = asked === text && !check.isPlaceholderData && check.data !== undefined
  const model = useMemo(() => readText(text, language), [text, language])
  const problems = useMemo(
    () => (isChecked || asked === text ? problemsOf(text, check.data?.findings ?? []) : []),
    [text, asked, isChecked, check.data],
  )
  const steady = useDeferredValue(problems)
  const { undo, redo } = editor
  const frame = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const wanted = event.altKey && !event.ctrlKey ? tabs[Number(/^Digit([1-5])$/.exec(event.code)?.[1] ?? 0) - 1] : undefined
      if (wanted) {
        event.preventDefault()
        setPlace(undefined)
        change({ filters: { tab: wanted === 'picture' ? undefined : wanted } })
        focusSoon(() => frame.current?.querySelector<HTMLElement>(`[role=tabpanel][id$="-panel-${wanted}"]`))
        return
      }
      if (!(event.ctrlKey || event.metaKey) || event.defaultPrevented) return
      const key = event.key.toLowerCase()
      if (key === 'z' && !event.shiftKey) undo()
      else if (key === 'y' || (key === 'z' && event.shiftKey)) redo()
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', pressed)
    return () => window.removeEventListener('keydown', pressed)
  }, [undo, redo, change])
  const tab = tabs.find((name) => name === search.tab) ?? 'picture'
  const open = (name: string): void => change({ filters: { tab: name === 'picture' ? undefined : name } })
  const saving = t(`saving.${editor.saving}`)
  const body = () => {
    if (tab === 'text') return <TextTab at={place} editor={editor} model={model} language={language} check={check.data} problems={steady} />
    if (tab === 'cases') return <CasesTab editor={editor} />
    if (tab === 'try') return <TryTab id={draft.id} text={text} onCase={setRow} />
    if (tab === 'readme')
      return (
        <div className="readme">
          <CodeField
            label={t('tab.readme')}
            language="text"
            value={editor.files['README.md'] ?? ''}
            onChange={(readme) => editor.change('README.md', readme, 'typed')}
            onUndo={editor.undo}
            onRedo={editor.redo}
          />
          <Markdown text={editor.files['README.md'] ?? ''} />
        </div>
      )
    return model ? (
      <PictureTab
        editor={editor}
        model={model}
        language={language}
        check={check.data}
        isChecked={isChecked}
        problems={steady}
        onCase={setRow}
        onText={(offset) => {
          setPlace(offset)
          open('text')
        }}
      />
    ) : (
      <Alert
        type="warning"
        showIcon
        title={t('picture.unreadable')}
        action={
          <Button size="small" onClick={() => open('text')}>
            {t('picture.toText')}
          </Button>
        }
      />
    )
  }
  return (
    <div className="workshop">
      <PageHeader
        title={wordOf(model?.head.title) || facts.title}
        above={<Link to="/workshop">{t('list.title')}</Link>}
        beside={
          <>
            {model && <Pill>{t('page.version', { version: wordOf(model.head.version) })}</Pill>}
            <Pill tone={editor.saving === 'conflict' || editor.saving === 'failed' ? 'danger' : 'neutral'}>
              <span role="status">{saving}</span>
            </Pill>
          </>
        }
        text={wordOf(model?.head.question)}
      >
        <Button icon={<UndoOutlined aria-hidden="true" />} onClick={editor.undo} disabled={!editor.canUndo}>
          {t('page.undo')}
        </Button>
        <Button icon={<RedoOutlined aria-hidden="true" />} onClick={editor.redo} disabled={!editor.canRedo}>
          {t('page.redo')}
        </Button>
        <Button icon={<HistoryOutlined aria-hidden="true" />} onClick={() => void editor.keep().finally(() => setDialog('history'))}>
          {t('page.history')}
        </Button>
        {facts.mine && (
          <Button icon={<ShareAltOutlined aria-hidden="true" />} onClick={() => setDialog('share')}>
            {t('page.share')}
          </Button>
        )}
        {mayPublish && (
          <Button type="primary" onClick={() => setDialog('publish')}>
            {t('page.publish')}
          </Button>
        )}
      </PageHeader>
      {(editor.saving === 'conflict' || editor.saving === 'failed') && (
        <Alert
          type="error"
          showIcon
          title={errorText(editor.error)}
          action={
            editor.saving === 'conflict' ? (
              <Button
                size="small"
                onClick={() => void queryClient.resetQueries({ queryKey: keyOf(getDraft, { params: { id: draft.id } }) })}
              >
                {t('page.latest')}
              </Button>
            ) : (
              <Button size="small" onClick={() => void editor.keep().catch(() => undefined)}>
                {t('page.again')}
              </Button>
            )
          }
        />
      )}
      <div className="panel model-tabs" ref={frame}>
        <Tabs
          activeKey={tab}
          onChange={(name) => {
            setPlace(undefined)
            open(name)
          }}
          destroyOnHidden
          items={tabs.map((key) => ({ key, label: t(`tab.${key}`), children: key === tab ? body() : null }))}
        />
      </div>
      <CaseDialog
        row={row}
        files={editor.files}
        onClose={() => setRow(undefined)}
        onMade={(made, notes) => {
          setRow(undefined)
          editor.put({ ...editor.files, ...made })
          if (notes.length > 0) message.warning(notes.join(' '), 8)
          else message.success(t('case.made'))
        }}
      />
      <ShareDialog
        draft={facts}
        open={dialog === 'share'}
        onClose={() => setDialog(undefined)}
        onShared={(shared) => {
          setFacts(shared)
          setDialog(undefined)
          forget(listDrafts)
          message.success(t('share.done'))
        }}
      />
      <HistoryDrawer
        id={draft.id}
        edition={editor.edition}
        open={dialog === 'history'}
        onClose={() => setDialog(undefined)}
        onBack={(files) => {
          editor.put(files)
          setDialog(undefined)
        }}
      />
      <PublishDialog id={draft.id} editor={editor} open={dialog === 'publish'} onClose={() => setDialog(undefined)} />
    </div>
  )
}

/** A model in the making: picture, text, cases, a try on real data, and its README; all of one set of files. */
export const DraftPage = () => {
  const { id = '' } = useParams({ strict: false })
  const [opened] = useState(() => Date.now())
  // What is being written is never replaced behind a person's back: the draft is read when the page is opened.
  const draft = useQuery({
    queryKey: keyOf(getDraft, { params: { id } }),
    queryFn: ({ signal }) => call(getDraft, { params: { id } }, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
  const language = useEndpoint(getLanguage)
  return (
    <Answered query={draft}>
      {(found) => (
        <Answered query={language}>
          {(known) => <Work key={`${found.id} ${found.edition} ${opened}`} draft={found} language={known} />}
        </Answered>
      )}
    </Answered>
  )
}
