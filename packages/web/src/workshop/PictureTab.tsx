import { useQuery } from '@tanstack/react-query'
import { type Language, type ModelCheck, type ModelFiles, previewStep } from '@xiezhi/platform/contract/workshop'
import { Grid } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { call } from '../app/http.ts'
import { queryClient } from '../app/query.ts'
import Board from './Board.tsx'
import { boxesOf } from './boxes.ts'
import type { CaseRow } from './CaseDialog.tsx'
import type { Problem } from './CodeField.tsx'
import { Inspector } from './Inspector.tsx'
import { addExclusion, addInput, addRule, addStep, connect, moveStep, removePart, type TextModel } from './model-text.ts'
import { columnsOf } from './offers.ts'
import { Palette, type Part } from './Palette.tsx'
import { PreviewPanel } from './PreviewPanel.tsx'
import { ProblemList } from './TextTab.tsx'
import type { Editor } from './use-editor.ts'
import { useWords } from './words.ts'
import { NotEditable, rangeOf } from './yaml-edit.ts'

interface Props {
  readonly editor: Editor
  readonly model: TextModel
  readonly language: Language
  readonly check: ModelCheck | undefined
  /** Whether what was checked is what stands there now. */
  readonly isChecked: boolean
  readonly problems: readonly Problem[]
  readonly onCase: (row: CaseRow) => void
  readonly onText: () => void
}

/** The model as a picture: parts to choose from, boxes and lines, a form for the chosen one, and its rows below. */
export const PictureTab = ({ editor, model, language, check, isChecked, problems, onCase, onText }: Props) => {
  const { t } = useWords()
  const { text } = editor
  const [selected, setSelected] = useState<string>()
  const search = useRef<HTMLInputElement>(null)
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
  const edit = (make: () => { readonly text: string; readonly id?: string | undefined }, kind = ''): void => {
    try {
      const made = make()
      editor.change('model.yml', made.text, kind)
      if (made.id !== undefined) setSelected(made.id)
    } catch (error) {
      if (!(error instanceof NotEditable)) throw error
    }
  }
  const isTable = (id: string | undefined): boolean => boxes.some((box) => box.id === id && (box.kind === 'input' || box.kind === 'step'))
  const add = (part: Part, onto: string | undefined): void => {
    const behind = isTable(onto) ? onto : isTable(selected) ? selected : undefined
    edit(() =>
      part.kind === 'dataset' ? { text: addInput(text, model, part.name), id: part.name } : addStep(text, language, part.name, behind),
    )
    if (part.kind === 'operator') form.current?.focus()
  }
  const remove = (id: string): void => {
    const at = boxes.findIndex((box) => box.id === id)
    edit(() => ({ text: removePart(text, model, id) }))
    setSelected(boxes[at - 1]?.id)
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
    }
    window.addEventListener('keydown', pressed)
    return () => window.removeEventListener('keydown', pressed)
  }, [])

  return (
    <div className="stack">
      <div className={narrow ? 'picture picture-narrow' : 'picture'}>
        {!narrow && (
          <Palette
            language={language}
            search={search}
            onAdd={(part) => add(part, undefined)}
            onRule={() =>
              edit(() =>
                addRule(
                  text,
                  model,
                  isTable(selected) ? selected : undefined,
                  check?.tables.find(({ id }) => id === selected),
                  t('board.newRule'),
                ),
              )
            }
            onExclusion={() => {
              edit(() => addExclusion(text, model, t('board.newExclusion')))
              form.current?.focus()
            }}
          />
        )}
        <Board
          boxes={boxes}
          counts={counts.current.rows}
          wrong={wrong}
          selected={selected}
          onSelect={setSelected}
          onConnect={(from, to) =>
            edit(() => ({ text: connect(text, language, from, to, check?.tables.find(({ id }) => id === from)?.primary) }))
          }
          onDropPart={add}
          onRemove={remove}
          onMove={(id, by) => edit(() => ({ text: moveStep(text, model, id, by) }))}
        />
        <div ref={form} tabIndex={-1} className="picture-form">
          <Inspector
            text={text}
            model={model}
            language={language}
            check={check}
            problems={problems}
            selected={selected}
            onEdit={(made, kind) => editor.change('model.yml', made, kind)}
            onSelect={setSelected}
            onRemove={remove}
            onUndo={editor.undo}
            onRedo={editor.redo}
          />
        </div>
      </div>
      <ProblemList text={text} problems={problems} onGo={onText} />
      <section className="preview-frame" aria-label={t('preview.label')}>
        <PreviewPanel
          preview={known ? preview.data : undefined}
          error={preview.error}
          waiting={preview.isFetching}
          fresh={fresh}
          left={model.steps.find(({ id }) => id === step)?.reads[0]}
          onStop={() => void queryClient.cancelQueries({ queryKey: key })}
          onCase={(table, rid) => onCase({ table, rid })}
        />
      </section>
    </div>
  )
}
