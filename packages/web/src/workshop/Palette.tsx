import type { Language } from '@xiezhi/platform/contract/workshop'
import { Input } from 'antd'
import { type KeyboardEvent, type Ref, useState } from 'react'
import { useWords } from './words.ts'

/** What a drag carries. */
export const carried = 'application/x-xiezhi-part'
export type Part = { readonly kind: 'dataset' | 'operator' | 'piece' | 'result'; readonly name: string }
const kinds = ['dataset', 'operator', 'piece', 'result'] as const
export const readPart = (text: string): Part | undefined => {
  const found = /^([a-z]+):([a-z0-9_-]+)$/.exec(text)
  const kind = kinds.find((known) => known === found?.[1])
  return found && kind ? { kind, name: found[2] ?? '' } : undefined
}

interface Props {
  readonly language: Language
  readonly search: Ref<HTMLInputElement>
  readonly onAdd: (part: Part) => void
  readonly onLeave: (event: KeyboardEvent) => void
}

/** Datasets and kinds of steps, to be dragged onto the picture or put behind the chosen box with a press. */
export const Palette = ({ language, search, onAdd, onLeave }: Props) => {
  const { t } = useWords()
  const [typed, setTyped] = useState('')
  const wanted = typed.trim().toLowerCase()
  const finds = (...words: readonly string[]): boolean => words.some((word) => word.toLowerCase().includes(wanted))
  const operators = language.operators.filter(({ name, label, text }) => finds(name, label, text))
  const datasets = language.datasets.filter(({ id, label }) => finds(id, label)).sort((a, b) => Number(b.here) - Number(a.here))
  const pieces = language.pieces.filter(({ id, title }) => finds(id, title))
  const results = (['rule', 'exclusion', 'indicator'] as const).filter((name) => finds(name, t(`palette.${name}`)))
  const all = [
    ...operators.map(({ name, label }) => ({ part: { kind: 'operator', name } as const, names: [name, label] })),
    ...datasets.map(({ id, label }) => ({ part: { kind: 'dataset', name: id } as const, names: [id, label] })),
    ...pieces.map(({ id, title }) => ({ part: { kind: 'piece', name: id } as const, names: [id, title] })),
    ...results.map((name) => ({ part: { kind: 'result', name } as const, names: [name, t(`palette.${name}`)] })),
  ]
  // What is called just so, else what comes first: Enter adds it.
  const first = (all.find(({ names }) => names.some((name) => name.toLowerCase() === wanted)) ?? all[0])?.part
  const item = (part: Part, title: string, note: string) => (
    <li key={part.name}>
      <button
        type="button"
        className="palette-item"
        draggable
        {...(note && { title: note })}
        onDragStart={(event) => {
          event.dataTransfer.setData(carried, `${part.kind}:${part.name}`)
          event.dataTransfer.effectAllowed = 'copy'
        }}
        onClick={() => onAdd(part)}
      >
        {title}
      </button>
    </li>
  )
  return (
    <section className="palette" aria-label={t('palette.label')}>
      <Input
        ref={(field) => {
          const node = field?.input ?? null
          if (typeof search === 'function') search(node)
          else if (search) search.current = node
        }}
        aria-label={t('palette.search')}
        placeholder={t('palette.search')}
        value={typed}
        allowClear
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={onLeave}
        onPressEnter={(event) => {
          if (!first || wanted === '' || event.nativeEvent.isComposing) return
          onAdd(first)
          // One dataset is often followed by another: the words are selected, so that the next ones replace them.
          event.currentTarget.select()
        }}
      />
      {all.length === 0 && <p className="soft">{t('palette.none')}</p>}
      <h2>{t('palette.operators')}</h2>
      <ul>{operators.map(({ name, label, text }) => item({ kind: 'operator', name }, label, text))}</ul>
      <h2>{t('palette.datasets')}</h2>
      <ul className="palette-long">
        {datasets.map(({ id, label, here }) => item({ kind: 'dataset', name: id }, label, here ? id : t('palette.notHere')))}
      </ul>
      <h2>{t('palette.pieces')}</h2>
      <ul className="palette-long">
        {pieces.map(({ id, title, adds }) => item({ kind: 'piece', name: id }, title, t(`palette.adds.${adds}`)))}
      </ul>
      <h2>{t('palette.results')}</h2>
      <ul>{results.map((name) => item({ kind: 'result', name }, t(`palette.${name}`), ''))}</ul>
    </section>
  )
}
