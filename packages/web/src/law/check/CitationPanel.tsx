import type { CheckedCitation, TextCheck } from '@xiezhi/platform/contract/law-check'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { chineseNumber } from '../../ui/article.ts'
import { Panel } from '../../ui/Panel.tsx'
import { Pill } from '../../ui/Pill.tsx'
import { useFormat } from '../../ui/use-format.ts'
import { ArticleLink, LawLink } from '../LawParts.tsx'
import { bookTitle } from '../law-names.ts'
import { TwoTexts } from '../TwoTexts.tsx'
import { FaultLine } from './Faults.tsx'
import { type Place, placeText } from './findings.ts'

type OnDay = CheckedCitation['onDecision']

/** The article on the day of the act and on the day of the decision. */
const Texts = ({ citation, check }: { readonly citation: CheckedCitation; readonly check: TextCheck }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const { onAct, onDecision } = citation
  const head = (label: string, day: string | null, found: NonNullable<OnDay>) => (
    <>
      <strong>{day ? t('check.textOn', { label, day: format.day(day) }) : label}</strong>
      <span className="soft">{found.versionDate ? t('law.versionOf', { day: format.day(found.versionDate) }) : t('law.undated')}</span>
      {!found.certain && <Pill tone="warning">{t('law.uncertain')}</Pill>}
    </>
  )
  const sides = [
    onAct && { key: 'act', head: head(t('check.actDate'), check.actDate, onAct), text: onAct.text },
    onDecision && { key: 'decision', head: head(t('check.decisionDate'), check.decisionDate, onDecision), text: onDecision.text },
  ].filter((side) => side !== null)
  if (sides.length === 0) return null
  return <TwoTexts sides={sides} sameNote={t('check.sameText')} />
}

const One = ({ citation, check }: { readonly citation: CheckedCitation; readonly check: TextCheck }) => {
  const { t, i18n } = useTranslation()
  const place = placeText(citation, chineseNumber, i18n.language)
  return (
    <section className="checked-citation">
      <h3>
        {citation.law && citation.article !== null ? (
          <ArticleLink law={citation.law} article={citation.article} sub={citation.sub} on={check.decisionDate}>
            {bookTitle(citation.law)}
            {place}
          </ArticleLink>
        ) : citation.law ? (
          <LawLink law={citation.law} />
        ) : (
          citation.raw
        )}
      </h3>
      {citation.faults.length === 0 ? (
        <p>
          <Pill tone="success">{t('check.noFault')}</Pill>
        </p>
      ) : (
        <ul className="faults">
          {citation.faults.map((fault) => (
            <FaultLine key={`${fault.kind}${fault.rule}${fault.explanation}`} fault={fault} on={check.decisionDate} />
          ))}
        </ul>
      )}
      <Texts citation={citation} check={check} />
    </section>
  )
}

interface Props {
  readonly place: Place
  readonly at: number
  readonly total: number
  readonly check: TextCheck
  /** The way back to the place in the text, where the panel does not stand beside it. */
  readonly onBack?: () => void
}

/** The chosen place of the text: which articles it cites, what is wrong with them, what they say. */
export const CitationPanel = ({ place, at, total, check, onBack }: Props) => {
  const { t } = useTranslation()
  return (
    <div aria-live="polite">
      <Panel
        title={t('check.chosen')}
        extra={
          <span className="actions">
            <span className="soft number">{t('check.chosenAt', { at: at + 1, total })}</span>
            {onBack && (
              <Button size="small" className="no-print" onClick={onBack}>
                {t('check.back')}
              </Button>
            )}
          </span>
        }
      >
        <div className="stack">
          <p className="soft">{t('check.asWritten', { raw: check.text.slice(place.start, place.end) })}</p>
          {place.citations.map((citation) => (
            <One
              key={`${citation.start}-${citation.law}-${citation.article}-${citation.sub}-${citation.paragraph}-${citation.item}`}
              citation={citation}
              check={check}
            />
          ))}
        </div>
      </Panel>
    </div>
  )
}
