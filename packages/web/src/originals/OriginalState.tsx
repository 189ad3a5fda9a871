import type { Original, OriginalState as State } from '@xiezhi/platform/contract/originals'
import { useTranslation } from 'react-i18next'
import { Pill, type Tone } from '../ui/Pill.tsx'
import { useFormat } from '../ui/use-format.ts'

const tones: Readonly<Record<State, Tone>> = {
  'no-term': 'neutral',
  term: 'success',
  held: 'warning',
  shared: 'warning',
  due: 'info',
  destroying: 'info',
  destroyed: 'neutral',
}

export const OriginalState = ({ original }: { readonly original: Original }) => {
  const { t } = useTranslation()
  return <Pill tone={tones[original.state]}>{t(`originals.state.${original.state}`)}</Pill>
}

/** What is to become of it, or became, in a sentence. */
export const useFate = (): ((original: Original) => string) => {
  const { t } = useTranslation()
  const format = useFormat()
  return ({ state, until, days, openClues, source, destroyedAt, rows, refused }) =>
    t(`originals.fate.${state === 'no-term' && source === null ? 'no-source' : state}`, {
      until: until ? format.day(until) : '',
      days,
      clues: openClues,
      at: format.moment(destroyedAt),
      rows,
      refused,
    })
}
