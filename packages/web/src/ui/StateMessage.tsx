import type { ReactNode } from 'react'
import { Mark } from './Mark.tsx'

interface Props {
  readonly title: string
  readonly text?: ReactNode
  readonly level?: 1 | 2 | 3
  readonly children?: ReactNode
}

/** What a page or a panel says when it has nothing else to show, with the way on. */
export const StateMessage = ({ title, text, level = 2, children }: Props) => {
  const Heading = `h${level}` as const
  return (
    <div className="state-message">
      <Mark className="state-message-mark" />
      <Heading>{title}</Heading>
      {text && <p>{text}</p>}
      {children && <div className="actions centred">{children}</div>}
    </div>
  )
}
