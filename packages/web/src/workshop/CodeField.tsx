import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  completionKeymap,
  startCompletion,
} from '@codemirror/autocomplete'
import { defaultKeymap } from '@codemirror/commands'
import { yaml } from '@codemirror/lang-yaml'
import { bracketMatching, syntaxHighlighting } from '@codemirror/language'
import { type Diagnostic, lintGutter, setDiagnostics } from '@codemirror/lint'
import { Compartment, EditorState, type Extension } from '@codemirror/state'
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view'
import { classHighlighter } from '@lezer/highlight'
import { useEffect, useRef } from 'react'
import { useWords } from './words.ts'

export interface Offer {
  /** What is written. */
  readonly name: string
  /** What it is called by people. */
  readonly label: string
  readonly kind: 'column' | 'parameter' | 'function' | 'table' | 'word'
  /** Which table, or how it is written. */
  readonly note?: string
}

export interface Problem {
  readonly from: number
  readonly to: number
  readonly level: 'error' | 'warning'
  readonly message: string
}

interface Props {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly language?: 'yaml' | 'text' | 'expression'
  /** What may be written at a place. */
  readonly offers?: (offset: number) => readonly Offer[]
  readonly problems?: readonly Problem[]
  readonly onUndo?: () => void
  readonly onRedo?: () => void
  readonly describedBy?: string | undefined
  readonly invalid?: boolean
  /** Where to go when it is shown; another number goes there again. */
  readonly goTo?: { readonly offset: number; readonly nth: number } | undefined
}

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.nonce ?? ''
const types = { column: 'property', parameter: 'variable', function: 'function', table: 'class', word: 'keyword' } as const
const mostOffers = 60
const does = (act: (() => void) | undefined): boolean => {
  act?.()
  return true
}

/** People look for a column by its name or by what it is called; what begins so goes first. */
const complete =
  (offers: () => (offset: number) => readonly Offer[]) =>
  (context: CompletionContext): CompletionResult | null => {
    const word = context.matchBefore(/[\p{L}\p{N}_$.]+/u)
    if (!word && !context.explicit) return null
    const typed = (word?.text ?? '').replace(/^other\./, '').toLowerCase()
    const prefix = word?.text.startsWith('other.') ? 6 : 0
    const rank = ({ name, label }: Offer): number => {
      const [own, told] = [name.toLowerCase(), label.toLowerCase()]
      if (own.startsWith(typed) || told.startsWith(typed)) return 0
      return own.includes(typed) || told.includes(typed) ? 1 : 2
    }
    const options = offers()(context.pos)
      .map((offer) => ({ offer, rank: rank(offer) }))
      .filter((one) => one.rank < 2)
      .sort((a, b) => a.rank - b.rank)
      .slice(0, mostOffers)
      .map(
        ({ offer }): Completion => ({
          label: offer.name,
          detail: offer.label,
          type: types[offer.kind],
          ...(offer.note ? { info: offer.note } : {}),
          ...(offer.kind === 'function' ? { apply: `${offer.name}(` } : {}),
        }),
      )
    return options.length === 0 ? null : { from: (word?.from ?? context.pos) + prefix, options, filter: false }
  }

const multi = (language: Props['language']): Extension[] =>
  language === 'expression' ? [] : [lineNumbers(), highlightActiveLine(), ...(language === 'yaml' ? [yaml(), lintGutter()] : [])]

/** A text that is written with completion, and with mistakes marked at their place. Tab goes on to the next field. */
export const CodeField = ({
  label,
  value,
  onChange,
  language = 'expression',
  offers,
  problems,
  onUndo,
  onRedo,
  describedBy,
  invalid,
  goTo,
}: Props) => {
  const { t } = useWords()
  const place = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView>(null)
  const attributes = useRef(new Compartment())
  const last = useRef({ onChange, offers, onUndo, onRedo })
  last.current = { onChange, offers, onUndo, onRedo }
  const first = useRef(value)

  useEffect(() => {
    if (!place.current) return undefined
    const made = new EditorView({
      parent: place.current,
      state: EditorState.create({
        doc: first.current,
        extensions: [
          EditorView.cspNonce.of(nonce),
          EditorView.lineWrapping,
          drawSelection(),
          bracketMatching(),
          syntaxHighlighting(classHighlighter),
          ...multi(language),
          autocompletion({
            override: [complete(() => last.current.offers ?? (() => []))],
            icons: false,
            tooltipClass: () => 'code-offers',
          }),
          keymap.of([
            { key: 'Mod-z', run: () => does(last.current.onUndo), preventDefault: true },
            { key: 'Mod-y', run: () => does(last.current.onRedo), preventDefault: true },
            { key: 'Mod-Shift-z', run: () => does(last.current.onRedo), preventDefault: true },
            { key: 'Alt-/', run: startCompletion },
            ...completionKeymap,
            ...defaultKeymap,
          ]),
          attributes.current.of([]),
          EditorState.phrases.of({ Completions: t('code.offers'), Diagnostics: t('code.problems') }),
          EditorView.updateListener.of((update) => {
            if (
              update.docChanged &&
              update.transactions.some((one) => one.isUserEvent('input') || one.isUserEvent('delete') || one.isUserEvent('move'))
            )
              last.current.onChange(update.state.doc.toString())
          }),
        ],
      }),
    })
    view.current = made
    return () => made.destroy()
  }, [language, t])

  useEffect(() => {
    view.current?.dispatch({
      effects: attributes.current.reconfigure(
        EditorView.contentAttributes.of({
          'aria-label': label,
          ...(describedBy ? { 'aria-describedby': describedBy } : {}),
          'aria-invalid': invalid ? 'true' : 'false',
        }),
      ),
    })
  }, [label, describedBy, invalid])

  useEffect(() => {
    const editor = view.current
    if (!editor) return
    const old = editor.state.doc.toString()
    if (old === value) return
    // Only what differs is put in, so that the cursor stays where it was.
    let from = 0
    while (from < old.length && from < value.length && old[from] === value[from]) from++
    let end = 0
    while (end < old.length - from && end < value.length - from && old.at(-1 - end) === value.at(-1 - end)) end++
    editor.dispatch({ changes: { from, to: old.length - end, insert: value.slice(from, value.length - end) } })
  }, [value])

  useEffect(() => {
    const editor = view.current
    if (!editor) return
    const size = editor.state.doc.length
    const found = (problems ?? []).map(({ from, to, level, message }): Diagnostic => {
      const start = Math.max(0, Math.min(from, size))
      return { from: start, to: Math.max(start, Math.min(Math.max(to, from + 1), size)), severity: level, message }
    })
    editor.dispatch(setDiagnostics(editor.state, found))
  }, [problems])

  useEffect(() => {
    const editor = view.current
    if (!editor || !goTo) return
    const at = Math.min(goTo.offset, editor.state.doc.length)
    editor.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: 'center' }) })
    editor.focus()
  }, [goTo])

  return <div ref={place} className={`code-field code-field-${language}`} />
}
