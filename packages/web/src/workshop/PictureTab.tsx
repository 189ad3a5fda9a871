import { useQuery } from '@tanstack/react-query'
import { type Language, type ModelCheck, type ModelFiles, previewStep } from '@xiezhi/platform/contract/workshop'
import { Button, Grid } from 'antd'
import { type KeyboardEvent as ReactKeyboardEvent, useEffect, useRef, useState } from 'react'
import { call } from '../app/http.ts'
import { queryClient } from '../app/query.ts'
import Board from './Board.tsx'
import { boxesOf } from './boxes.ts'
import type { CaseRow } from './CaseDialog.tsx'
import type { Problem } from './CodeField.tsx'
import { focusFirst, focusSoon, hasOpen } from './focus.ts'
import { Inspector } from './Inspector.tsx'
import { KeysHelp } from './KeysHelp.tsx'
import { addExclusion, addIndicator, addInput, addPiece, addRule, addStep, connect, copyPart, moveStep, removePart } from './model-edit.ts'
import type { TextModel } from './model-text.ts'
import { columnsOf } from './offers.ts'
import { Palette, type Part } from './Palette.tsx'
import { PreviewPanel } from './PreviewPanel.tsx'
import { Refused } from './Refused.tsx'
import { ProblemList } from './TextTab.tsx'
import type { Editor } from './use-editor.ts'
import { useWords } from './words.ts'
import { writeOut } from './yaml-edit.ts'
import { NotEditable, rangeOf } from './yaml-read.ts'

interface Props {
  readonly editor: Editor
  readonly model: TextModel
  readonly language: Language
  readonly check: ModelCheck | undefined
  /** Whether what was checked is what stands there now. */
  readonly isChecked: boolean
  readonly problems: readonly Problem[]
  readonly onCase: (row: CaseRow) => void
  /** To the text; at a place of it where one is named. */
  readonly onText: (offset?: number) => void
}

/** The model as a picture: parts to choose from, boxes and lines, a form for the chosen one, and its rows below. */
export const PictureTab = ({ editor, model, language, check, isChecked, problems, onCase, onText }: Props) => {
  const { t } = useWords()
  const { text } = editor
  const [selected, setSelected] = useState<string>()
  const search = useRef<HTMLInputElement>(null)
  const frame = useRef<HTMLDivElement>(null)
  const rows = useRef<HTMLElement>(null)
  /** Where the form stands: what was added is filled in next. */
  const form = useRef<HTMLDivElement>(null)
  const narrow = Grid.useBreakpoint().md === false
  const boxes = boxesOf(model, language, { input: t('board.input'), rule: t('board.rule'), exclusion: t('board.exclusion') })
  const wrong = new Set(
    [
      ...model.steps.map(({ id, index }) => ({ id, path: ['steps', index] })),
      ...model.rules.map(({ id, index }) => ({ id, path: ['rules', index] })),
      ...model.exclusions.map(({ id, index }) => ({ id, path: ['exclusions', index] })),
    ].flatMap(({ id, path }) => {
      const range = rangeOf(text, path)
      return range && problems.some(({ from, level }) => level === 'error' && from >= range.from && from <= range.to) ? [id] : []
    }),
  )
  const [refused, setRefused] = useState<NotEditable>()
  /** Where the cursor goes once the picture is drawn anew: into the form, or to the box that is chosen. */
  const [focus, setFocus] = useState<{ readonly to: 'form' | 'box'; readonly nth: number }>({ to: 'form', nth: 0 })
  const go = (to: 'form' | 'box'): void => setFocus(({ nth }) => ({ to, nth: nth + 1 }))
  const chosen = useRef(selected)
  chosen.current = selected
  useEffect(() => {
    if (focus.nth === 0) return undefined
    if (focus.to === 'form') {
      focusFirst(form.current, 'button')
      return undefined
    }
    return focusSoon(() => {
      const box = chosen.current === undefined ? '[data-box]' : `[data-box="${CSS.escape(chosen.current)}"]`
      return frame.current?.querySelector<HTMLElement>(box) ?? search.current
    })
  }, [focus])
  const edit = (make: () => { readonly text: string; readonly id?: string | undefined }, kind = ''): boolean => {
    try {
      const made = make()
      setRefused(undefined)
      editor.change('model.yml', made.text, kind)
      if (made.id !== undefined) setSelected(made.id)
      return true
    } catch (error) {
      if (!(error instanceof NotEditable)) throw error
      setRefused(error)
      return false
    }
  }
  const isTable = (id: string | undefined): boolean => boxes.some((box) => box.id === id && (box.kind === 'input' || box.kind === 'step'))
  const table = isTable(selected) ? selected : undefined
  /** Something new is filled in next. */
  const begin = (make: Parameters<typeof edit>[0]): void => {
    if (edit(make)) go('form')
  }
  const add = (part: Part, onto: string | undefined): void => {
    const behind = isTable(onto) ? onto : table
    if (part.kind === 'dataset') edit(() => ({ text: addInput(text, model, part.name), id: part.name }))
    else if (part.kind === 'piece') begin(() => addPiece(text, language, part.name, behind))
    else if (part.kind === 'operator') begin(() => addStep(text, language, part.name, behind))
    else if (part.name === 'exclusion') begin(() => addExclusion(text, model, t('board.newExclusion')))
    else if (part.name === 'indicator') begin(() => addIndicator(text, model, table, t('board.newIndicator')))
    else
      begin(() =>
        addRule(
          text,
          model,
          table,
          check?.tables.find(({ id }) => id === selected),
          t('board.newRule'),
        ),
      )
  }
  const remove = (id: string): void => {
    const at = boxes.findIndex((box) => box.id === id)
    if (!edit(() => ({ text: removePart(text, model, id) }))) return
    setSelected((boxes[at - 1] ?? boxes[at + 1])?.id)
    go('box')
  }

  const shown = selected !== undefined && isTable(selected) ? selected : model.rules.find(({ id }) => id === selected)?.fields.from
  const step = typeof shown === 'string' ? shown : undefined
  const known = step !== undefined && (check?.tables.some(({ id, sound }) => id === step && sound) ?? false)
  const key = ['workshop preview', text, step ?? ''] as const
  const preview = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => {
      const files: ModelFiles = { 'model.yml': text }
      return call(previewStep, { body: { files, step: step ?? '' } }, signal)
    },
    enabled: known && isChecked,
    retry: false,
    staleTime: 60_000,
  })
  const counts = useRef<{ text: string; rows: Map<string, number> }>({ text: '', rows: new Map() })
  if (counts.current.text !== text) counts.current = { text, rows: new Map() }
  for (const one of preview.data?.counts ?? []) counts.current.rows.set(one.step, one.rows)

  const before = new Set(
    model.steps
      .find(({ id }) => id === step)
      ?.reads.slice(0, 1)
      .flatMap((read) => columnsOf(read, check?.tables ?? [], language).map(({ name }) => name)),
  )
  const own = check?.tables.find(({ id }) => id === step)?.columns ?? []
  const fresh = new Set(before.size === 0 ? [] : own.flatMap(({ name }) => (before.has(name) ? [] : [name])))

  // The keys of the page: a search for parts, from anywhere but a field.
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const inField =
        event.target instanceof HTMLElement && (event.target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName))
      if (event.key !== '+' || inField || event.ctrlKey || event.metaKey || event.altKey) return
      event.preventDefault()
      search.current?.focus()
      search.current?.select()
    }
    window.addEventListener('keydown', pressed)
    return () => window.removeEventListener('keydown', pressed)
  }, [])
  /** Out of a form or the search, back to the box. */
  const leave = (event: ReactKeyboardEvent): void => {
    if (event.key !== 'Escape' || event.nativeEvent.isComposing || hasOpen(event.target)) return
    event.preventDefault()
    event.stopPropagation()
    go('box')
  }

  return (
    <div className="stack" ref={frame}>
      <div className="picture-bar">
        <Button
          size="small"
          onClick={() => {
            setSelected(undefined)
            go('form')
          }}
        >
          {t('board.model')}
        </Button>
        <KeysHelp />
      </div>
      {refused && (
        <Refused
          refused={refused}
          onClose={() => setRefused(undefined)}
          onText={() => onText(refused.at)}
          onWriteOut={() => edit(() => ({ text: writeOut(text, refused.subject) }))}
        />
      )}
      <div className={narrow ? 'picture picture-narrow' : 'picture'}>
        {!narrow && <Palette language={language} search={search} onAdd={(part) => add(part, undefined)} onLeave={leave} />}
        <Board
          boxes={boxes}
          counts={counts.current.rows}
          wrong={wrong}
          selected={selected}
          onSelect={setSelected}
          onModel={() => {
            setSelected(undefined)
            go('form')
          }}
          onOpen={(id) => {
            setSelected(id)
            go('form')
          }}
          onRows={(id) => {
            setSelected(id)
            const found = ['tbody button[tabindex="0"]', '.table-scroll', 'input'].flatMap((at) => [
              ...(rows.current?.querySelectorAll<HTMLElement>(at) ?? []),
            ])
            found[0]?.focus()
          }}
          onConnect={(from, to) =>
            edit(() => ({ text: connect(text, language, from, to, check?.tables.find(({ id }) => id === from)?.primary) }))
          }
          onDropPart={add}
          onRemove={remove}
          onMove={(id, by) => edit(() => ({ text: moveStep(text, model, language, id, by) }))}
        />
        <div ref={form} className="picture-form" onKeyDownCapture={leave}>
          <Inspector
            text={text}
            model={model}
            language={language}
            check={check}
            problems={problems}
            selected={selected}
            onEdit={(kind, make, id) => edit(() => ({ text: make(), id }), kind)}
            onCopy={(id) => begin(() => copyPart(text, model, id))}
            onRemove={remove}
            onUndo={editor.undo}
            onRedo={editor.redo}
          />
        </div>
      </div>
      <ProblemList text={text} problems={problems} onGo={onText} />
      <section className="preview-frame" aria-label={t('preview.label')} ref={rows}>
        <PreviewPanel
          preview={known ? preview.data : undefined}
          error={preview.error}
          waiting={preview.isFetching}
          fresh={fresh}
          left={model.steps.find(({ id }) => id === step)?.reads[0]}
          onStop={() => void queryClient.cancelQueries({ queryKey: key })}
          onCase={(from, rid) => onCase({ table: from, rid })}
        />
      </section>
    </div>
  )
}
