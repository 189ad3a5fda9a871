import type { ReactNode } from 'react'

export interface Fact {
  readonly label: string
  readonly value: ReactNode
  readonly wide?: boolean
}

/** Labels and values, as many columns as there is room for. */
export const Facts = ({ facts }: { readonly facts: readonly Fact[] }) => (
  <dl className="facts">
    {facts.map((fact) => (
      <div key={fact.label} className={fact.wide ? 'fact fact-wide' : 'fact'}>
        <dt>{fact.label}</dt>
        <dd>{fact.value}</dd>
      </div>
    ))}
  </dl>
)
