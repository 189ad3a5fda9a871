import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { articleName } from '../ui/article.ts'
import type { SearchText } from '../ui/use-list.ts'
import type { Heading } from './outline.ts'

interface Props {
  readonly law: string
  readonly headings: readonly Heading[]
  readonly search: SearchText
}

const Reach = ({ heading }: { readonly heading: Heading }) => {
  const { i18n, t } = useTranslation()
  const { first, last } = heading
  if (!first || !last) return null
  const name = (one: typeof first) => articleName(one.article, one.sub, i18n.language)
  return (
    <span className="soft outline-reach">{first === last ? name(first) : t('law.reach', { first: name(first), last: name(last) })}</span>
  )
}

/** Contents: 编, 章, 节, each with the articles that it reaches over. */
export const Outline = ({ law, headings, search }: Props) => (
  <ol className="outline">
    {headings.map((heading) => (
      <li key={heading.anchor}>
        <Link to="/law/instruments/$law" params={{ law }} search={search} hash={heading.anchor} resetScroll={false}>
          {heading.text}
        </Link>
        <Reach heading={heading} />
        {heading.under.length > 0 && <Outline law={law} headings={heading.under} search={search} />}
      </li>
    ))}
  </ol>
)
