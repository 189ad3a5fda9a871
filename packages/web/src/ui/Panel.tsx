import { type ReactNode, useId } from 'react'

interface Props {
  readonly title: ReactNode
  readonly extra?: ReactNode
  readonly children: ReactNode
  readonly className?: string
  readonly id?: string
}

export const Panel = ({ title, extra, children, className, id }: Props) => {
  const heading = useId()
  return (
    <section className={`panel ${className ?? ''}`} aria-labelledby={heading} id={id}>
      <div className="panel-head">
        <h2 id={heading}>{title}</h2>
        {extra && <div className="panel-extra">{extra}</div>}
      </div>
      <div className="panel-body">{children}</div>
    </section>
  )
}
