import { Link } from '@tanstack/react-router'
import type { ClueDetail } from '@xiezhi/platform/contract/clues'
import { useTranslation } from 'react-i18next'
import { useMay } from '../app/session.ts'
import { ArticleLink } from '../law/LawParts.tsx'
import { ExclusionName } from '../models/ExclusionName.tsx'
import { articlePlace, citationText } from '../ui/article.ts'
import { Panel } from '../ui/Panel.tsx'
import { Pill, type Tone } from '../ui/Pill.tsx'
import { useFormat } from '../ui/use-format.ts'
import { stateTones } from './tones.ts'

type Basis = ClueDetail['basis'][number]

/** An article of the basis: its text on the day that counts, its version, and the way to its own page. */
const BasisArticle = ({ basis }: { readonly basis: Basis }) => {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const mayRead = useMay('law.read')
  const place = articlePlace(basis.article)
  const named = citationText(basis.law, basis.article, i18n.language)
  return (
    <li>
      <strong>
        {place && basis.instrument && mayRead ? (
          <ArticleLink law={basis.instrument} article={place.article} sub={place.sub} on={basis.on}>
            {named}
          </ArticleLink>
        ) : (
          named
        )}
      </strong>
      {basis.text && (
        <>
          <p className="soft basis-version">
            {t('clues.basisOn', { day: format.day(basis.on) })}
            {basis.version?.effectiveFrom && `${t('law.comma')}${t('law.effectiveFrom', { day: format.day(basis.version.effectiveFrom) })}`}{' '}
            {!basis.certain && <Pill tone="warning">{t('law.uncertain')}</Pill>}
          </p>
          <blockquote className="article-text">{basis.text}</blockquote>
        </>
      )}
    </li>
  )
}

/** The articles that the clue rests on, with their text where texts are loaded. */
export const BasisPanel = ({ clue }: { readonly clue: ClueDetail }) => {
  const { t } = useTranslation()
  return (
    <Panel title={t('clues.basis')}>
      <ul className="stack">
        {clue.basis.map((basis) => (
          <BasisArticle key={`${basis.law}#${basis.article}`} basis={basis} />
        ))}
      </ul>
      {clue.document && (
        <p className="suggested">
          <span className="soft">{t('clues.document')}</span> {clue.document}
        </p>
      )}
    </Panel>
  )
}

const tones: Record<ClueDetail['exclusions'][number]['result'], Tone> = {
  passed: 'success',
  untested: 'warning',
  not_applicable: 'neutral',
}

/** Which innocent explanations were looked for, and which could not be. */
export const ExclusionPanel = ({ exclusions }: Pick<ClueDetail, 'exclusions'>) => {
  const { t } = useTranslation()
  if (exclusions.length === 0) return null
  const untested = exclusions.filter((exclusion) => exclusion.result === 'untested').length
  return (
    <Panel
      title={t('clues.exclusions')}
      extra={untested > 0 && <span className="soft">{t('clues.untestedCount', { count: untested })}</span>}
    >
      <ul className="exclusions">
        {exclusions.map((exclusion) => (
          <li key={exclusion.id}>
            <span>
              <ExclusionName {...exclusion} />
              {exclusion.lacks.length > 0 && <div className="soft">{t('clues.exclusionLacks', { what: exclusion.lacks.join('、') })}</div>}
            </span>
            <Pill tone={tones[exclusion.result]}>{t(`exclusion.${exclusion.result}`)}</Pill>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

/** The runs that saw the clue. */
export const HistoryPanel = ({ runs }: Pick<ClueDetail, 'runs'>) => {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <Panel title={t('clues.history')}>
      <ol className="timeline">
        {runs.map((run) => (
          <li key={run.runId}>
            <p>
              <Pill tone={stateTones[run.state]}>{t(`clueState.${run.state}`)}</Pill>{' '}
              <Link to="/runs/$id" params={{ id: run.runId }}>
                {t('clues.runAsOf', { day: format.day(run.asOf) })}
              </Link>
            </p>
            <p className="soft number">{format.moment(run.at)}</p>
          </li>
        ))}
      </ol>
    </Panel>
  )
}
