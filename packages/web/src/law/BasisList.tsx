import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../app/session.ts'
import { articlePlace, basisText } from '../ui/article.ts'
import { ArticleLink, LawLink } from './LawParts.tsx'

/** The articles that a model or a rule names (`行政强制法#53`), each the way to its own page. */
export const BasisList = ({ basis }: { readonly basis: readonly string[] }) => {
  const { i18n } = useTranslation()
  const mayRead = useMay('law.read')
  return basis.map((one, at) => {
    const [law = '', article] = one.split('#')
    const place = article ? articlePlace(article) : undefined
    const named = basisText(one, i18n.language)
    return (
      <Fragment key={one}>
        {at > 0 && '；'}
        {!mayRead ? (
          named
        ) : place ? (
          <ArticleLink law={law} article={place.article} sub={place.sub}>
            {named}
          </ArticleLink>
        ) : article ? (
          named
        ) : (
          <LawLink law={law} />
        )}
      </Fragment>
    )
  })
}
