import { getEdition, type ModelFiles, saveDraft } from '@xiezhi/platform/contract/workshop'
import { useCallback, useEffect, useReducer, useRef, useState } from 'react'
import { call, Refused } from '../app/http.ts'

/** The files of a draft as they are being changed: undone and done again, and kept on the server by themselves. */
interface State {
  readonly past: readonly ModelFiles[]
  readonly now: ModelFiles
  readonly future: readonly ModelFiles[]
  /** Changes of one kind that follow at once are one to undo. */
  readonly kind: string
  readonly at: number
}
type Act =
  | { readonly do: 'change'; readonly files: ModelFiles; readonly kind: string; readonly at: number }
  | { readonly do: 'undo' | 'redo' }
  | { readonly do: 'earlier'; readonly files: ModelFiles }

const mostUndone = 300
const together = 1500

function reduce(state: State, act: Act): State {
  if (act.do === 'change') {
    const joined = act.kind !== '' && act.kind === state.kind && act.at - state.at < together
    return {
      past: joined ? state.past : [...state.past.slice(-mostUndone), state.now],
      now: act.files,
      future: [],
      kind: act.kind,
      at: act.at,
    }
  }
  if (act.do === 'earlier') return { past: [], now: act.files, future: [state.now, ...state.future], kind: '', at: 0 }
  const [from, to] = act.do === 'undo' ? [state.past, state.future] : [state.future, state.past]
  if (act.do === 'undo') {
    const before = from.at(-1)
    return before ? { ...state, past: from.slice(0, -1), now: before, future: [state.now, ...to], kind: '' } : state
  }
  const [next, ...rest] = from
  return next ? { ...state, past: [...to, state.now], now: next, future: rest, kind: '' } : state
}

export type Saving = 'saved' | 'saving' | 'waiting' | 'conflict' | 'failed'

export interface Editor {
  readonly files: ModelFiles
  readonly text: string
  readonly edition: number
  readonly saving: Saving
  readonly error: unknown
  readonly canUndo: boolean
  readonly canRedo: boolean
  change(path: string, text: string, kind?: string): void
  put(files: ModelFiles): void
  undo(): void
  redo(): void
  /** Keeps now what is not kept yet; the edition that is there then. */
  keep(): Promise<number>
}

const pause = 900

export function useEditor(id: string, first: { readonly edition: number; readonly files: ModelFiles }): Editor {
  const [state, act] = useReducer(reduce, { past: [], now: first.files, future: [], kind: '', at: 0 })
  const [saving, setSaving] = useState<Saving>('saved')
  const [error, setError] = useState<unknown>()
  const [edition, setEdition] = useState(first.edition)
  /** How far back in what was kept before this visit one has gone. */
  const [back, setBack] = useState(first.edition)
  const kept = useRef(first.files)
  const now = useRef(first.files)
  now.current = state.now
  const number = useRef(first.edition)
  const line = useRef<Promise<unknown>>(Promise.resolve())

  const keep = useCallback((): Promise<number> => {
    const work = line.current
      .catch(() => undefined)
      .then(async () => {
        if (now.current === kept.current) return number.current
        const files = now.current
        setSaving('saving')
        try {
          const saved = await call(saveDraft, { params: { id }, body: { edition: number.current, files } })
          kept.current = files
          number.current = saved.edition
          setEdition(saved.edition)
          setSaving(now.current === files ? 'saved' : 'waiting')
          setError(undefined)
          return saved.edition
        } catch (thrown) {
          setSaving(thrown instanceof Refused && thrown.problem.code === 'workshop.changed' ? 'conflict' : 'failed')
          setError(thrown)
          throw thrown
        }
      })
    line.current = work
    return work
  }, [id])

  const stuck = saving === 'conflict'
  useEffect(() => {
    if (state.now === kept.current || stuck) return undefined
    setSaving('waiting')
    const timer = setTimeout(() => void keep().catch(() => undefined), pause)
    return () => clearTimeout(timer)
  }, [state.now, keep, stuck])

  useEffect(() => {
    const leaving = (event: BeforeUnloadEvent) => {
      if (now.current !== kept.current) event.preventDefault()
    }
    window.addEventListener('beforeunload', leaving)
    return () => {
      window.removeEventListener('beforeunload', leaving)
      void keep().catch(() => undefined)
    }
  }, [keep])

  return {
    files: state.now,
    text: state.now['model.yml'] ?? '',
    edition,
    saving,
    error,
    canUndo: state.past.length > 0 || back > 1,
    canRedo: state.future.length > 0,
    change: (path, text, kind = '') => {
      if (state.now[path] !== text)
        act({ do: 'change', files: { ...state.now, [path]: text }, kind: kind && `${path} ${kind}`, at: Date.now() })
    },
    put: (files) => act({ do: 'change', files, kind: '', at: 0 }),
    undo: () => {
      if (state.past.length > 0) act({ do: 'undo' })
      else if (back > 1)
        void call(getEdition, { params: { id, edition: back - 1 } })
          .then((found) => {
            setBack(back - 1)
            act({ do: 'earlier', files: found.files })
          })
          .catch(() => setBack(1))
    },
    redo: () => act({ do: 'redo' }),
    keep,
  }
}
