import { Link } from '@tanstack/react-router'
import type { TextCheck } from '@xiezhi/platform/contract/law-check'
import { Alert, Grid } from 'antd'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../app/session.ts'
import { Panel } from '../../ui/Panel.tsx'
import { CitationPanel } from './CitationPanel.tsx'
import { FaultLine } from './Faults.tsx'
import { FollowingLimits } from './FollowingLimits.tsx'
import { FoundValues } from './FoundValues.tsx'
import { faultCount, placesOf } from './findings.ts'
import { MarkedText } from './MarkedText.tsx'

/** What the check says at a glance. */
const Summary = ({ check }: { readonly check: TextCheck }) => {
  const { t } = useTranslation()
  const mayLoad = useMay('law.load')
  const faults = faultCount(check)
  return (
    <div className="stack" role="status">
      {faults > 0 ? (
        <Alert type="warning" showIcon title={t('check.faults', { count: faults, citations: check.citations.length })} />
      ) : check.citations.length > 0 ? (
        <Alert
          type="success"
          showIcon
          title={t('check.faultless', { count: check.citations.length })}
          description={t('check.faultlessText')}
        />
      ) : (
        <Alert type="info" showIcon title={t('check.noCitations')} />
      )}
      {!check.textsLoaded && (
        <Alert
          type="info"
          showIcon
          title={t('check.noTexts')}
          description={t('check.noTextsText')}
          action={
            mayLoad && (
              <Link to="/law/loads" className="link-button plain">
                {t('law.load')}
              </Link>
            )
          }
        />
      )}
    </div>
  )
}

export const CheckResult = ({ check, refreshing }: { readonly check: TextCheck; readonly refreshing: boolean }) => {
  const { t } = useTranslation()
  const places = useMemo(() => placesOf(check.citations), [check])
  const [chosen, setChosen] = useState<number | undefined>(() => {
    const first = places.findIndex((place) => place.faults > 0)
    return first >= 0 ? first : places.length > 0 ? 0 : undefined
  })
  const place = chosen === undefined ? undefined : places[chosen]
  const side = useRef<HTMLDivElement>(null)
  const beside = Grid.useBreakpoint().xl !== false
  const choose = (at: number, pressed: boolean) => {
    setChosen(at)
    // Where the panel stands below the text, what was pressed must bring it into view.
    if (pressed && !beside) requestAnimationFrame(() => side.current?.scrollIntoView({ block: 'start' }))
  }
  const back = () => {
    const mark = document.querySelector<HTMLElement>(`[data-place="${chosen}"]`)
    mark?.scrollIntoView({ block: 'center' })
    mark?.focus({ preventScroll: true })
  }
  return (
    <div className={refreshing ? 'stack refreshing' : 'stack'}>
      <Summary check={check} />
      {check.general.length > 0 && (
        <Panel title={t('check.general')}>
          <ul className="faults">
            {check.general.map((fault) => (
              <FaultLine key={`${fault.kind}${fault.rule}`} fault={fault} />
            ))}
          </ul>
        </Panel>
      )}
      <div className="check-columns">
        <MarkedText check={check} places={places} chosen={chosen} onChoose={choose} />
        <div className="check-side" ref={side}>
          {place && chosen !== undefined && (
            <CitationPanel place={place} at={chosen} total={places.length} check={check} {...(beside ? {} : { onBack: back })} />
          )}
        </div>
      </div>
      <FollowingLimits limits={check.limits} />
      <FoundValues check={check} />
    </div>
  )
}
