import type { ReactNode } from 'react'

export type Tone = 'danger' | 'warning' | 'info' | 'success' | 'neutral'

export const Pill = ({ tone = 'neutral', children }: { readonly tone?: Tone; readonly children: ReactNode }) => (
  <span className={`pill pill-${tone}`}>{children}</span>
)
