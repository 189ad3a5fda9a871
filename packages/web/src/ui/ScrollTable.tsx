import type { ReactNode } from 'react'

interface Props {
  readonly label: string
  readonly className?: string
  readonly children: ReactNode
}

/** A plain table in a frame that scrolls sideways where there is no room, by keyboard too. */
export const ScrollTable = ({ label, className, children }: Props) => (
  // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields; a section would be one landmark more on every page
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1)
  <div className="table-scroll" role="group" aria-label={label} tabIndex={0}>
    <table className={`plain-table ${className ?? ''}`}>{children}</table>
  </div>
)
