import type { Language } from '@xiezhi/platform/contract/workshop'
import { Input } from 'antd'
import { type Ref, useState } from 'react'
import { useWords } from './words.ts'

/** What a drag carries. */
export const carried = 'application/x-xiezhi-part'
export type Part = { readonly kind: 'dataset' | 'operator'; readonly name: string }
export const readPart = (text: string): Part | undefined => {
  const found = /^(dataset|operator):([a-z_]+)$/.exec(text)
  return found ? { kind: found[1] === 'dataset' ? 'dataset' : 'operator', name: found[2] ?? '' } : undefined
}

interface Props {
  readonly language: Language
  readonly search: Ref<HTMLInputElement>
  readonly onAdd: (part: Part) => void
  readonly onRule: () => void
  readonly onExclusion: () => void
}

/** Datasets and kinds of steps, to be dragged onto the picture or put behind the chosen box with a press. */
export const Palette = ({ language, search, onAdd, onRule, onExclusion }: Props) => {
  const { t } = useWords()
  const [typed, setTyped] = useState('')
  const wanted = typed.trim().toLowerCase()
  const finds = (...words: readonly string[]): boolean => words.some((word) => word.toLowerCase().includes(wanted))
  const operators = language.operators.filter(({ name, label, text }) => finds(name, label, text))
  const datasets = language.datasets.filter(({ id, label }) => finds(id, label)).sort((a, b) => Number(b.here) - Number(a.here))
  const first: Part | undefined = operators[0]
    ? { kind: 'operator', name: operators[0].name }
    : datasets[0]
      ? { kind: 'dataset', name: datasets[0].id }
      : undefined
  const item = (part: Part, title: string, note: string) => (
    <li key={part.name}>
      <button
        type="button"
        className="palette-item"
        draggable
        title={note}
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
        onPressEnter={() => {
          if (first && wanted !== '') onAdd(first)
        }}
      />
      <h2>{t('palette.operators')}</h2>
      <ul>{operators.map(({ name, label, text }) => item({ kind: 'operator', name }, label, text))}</ul>
      <h2>{t('palette.datasets')}</h2>
      <ul className="palette-long">
        {datasets.map(({ id, label, here }) => item({ kind: 'dataset', name: id }, label, here ? id : t('palette.notHere')))}
      </ul>
      <h2>{t('palette.results')}</h2>
      <ul>
        <li>
          <button type="button" className="palette-item" onClick={onRule}>
            {t('palette.rule')}
          </button>
        </li>
        <li>
          <button type="button" className="palette-item" onClick={onExclusion}>
            {t('palette.exclusion')}
          </button>
        </li>
      </ul>
    </section>
  )
}
