import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'

interface Props {
  readonly title: string
  /** Small words above the title: where this is. */
  readonly above?: ReactNode
  /** Marks beside the title. */
  readonly beside?: ReactNode
  readonly text?: ReactNode
  readonly children?: ReactNode
}

/** The head of every page. It names the tab, and takes the focus when a page is opened so that a reader hears where they are. */
export const PageHeader = ({ title, above, beside, text, children }: Props) => {
  const { t } = useTranslation()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${title} · ${t('app.name')}`
  }, [title, t])
  useEffect(() => {
    if (document.activeElement === document.body || document.activeElement?.closest('nav')) heading.current?.focus({ preventScroll: true })
  }, [])
  return (
    <div className="page-header">
      <div className="page-header-words">
        {above && <div className="page-header-above">{above}</div>}
        <h1 ref={heading} tabIndex={-1}>
          {title}
          {beside && <span className="page-header-beside">{beside}</span>}
        </h1>
        {text && <p className="page-header-text">{text}</p>}
      </div>
      {children && <div className="actions page-header-actions">{children}</div>}
    </div>
  )
}
