import { DownOutlined, UpOutlined } from '@ant-design/icons'
import type { TextCheck } from '@xiezhi/platform/contract/law-check'
import { Button, Checkbox } from 'antd'
import { type KeyboardEvent, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Panel } from '../../ui/Panel.tsx'
import { type Piece, stretchesOf } from '../marks.ts'
import { type Place, stepPlace } from './findings.ts'

type Kind = 'amount' | 'date'

const Pieces = ({ pieces }: { readonly pieces: readonly Piece<Kind>[] }) =>
  pieces.map((piece) =>
    piece.kinds.length === 0 ? (
      <span key={piece.start}>{piece.text}</span>
    ) : (
      <mark key={piece.start} className={`found ${piece.kinds.map((kind) => `found-${kind}`).join(' ')}`}>
        {piece.text}
      </mark>
    ),
  )

const Legend = () => {
  const { t } = useTranslation()
  return (
    <ul className="legend" aria-label={t('check.legend')}>
      <li>
        <span className="cite-mark">{t('check.legendCitation')}</span>
      </li>
      <li>
        <span className="cite-mark cite-fault">{t('check.legendFault')}</span>
      </li>
      <li>
        <mark className="found found-amount">{t('check.legendAmount')}</mark>
      </li>
      <li>
        <mark className="found found-date">{t('check.legendDate')}</mark>
      </li>
    </ul>
  )
}

interface Props {
  readonly check: TextCheck
  readonly places: readonly Place[]
  readonly chosen: number | undefined
  /** `pressed`: by hand, and not in passing. */
  readonly onChoose: (place: number, pressed: boolean) => void
}

/** The text as it was given, with what was read in it marked. Citations are buttons: Tab reaches them, arrows step from one to the next. */
export const MarkedText = ({ check, places, chosen, onChoose }: Props) => {
  const { t } = useTranslation()
  const [onlyFaults, setOnlyFaults] = useState(false)
  const words = useRef<HTMLDivElement>(null)
  const stretches = useMemo(
    () =>
      stretchesOf<Kind>(check.text, places, [
        ...check.amounts.map(({ start, end }) => ({ start, end, kind: 'amount' as const })),
        ...check.dates.map(({ start, end }) => ({ start, end, kind: 'date' as const })),
      ]),
    [check, places],
  )
  const go = (at: number | undefined) => {
    if (at === undefined) return
    onChoose(at, false)
    const mark = words.current?.querySelector<HTMLElement>(`[data-place="${at}"]`)
    mark?.focus({ preventScroll: true })
    mark?.scrollIntoView({ block: 'nearest' })
  }
  const key = (event: KeyboardEvent, at: number) => {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      onChoose(at, true)
      return
    }
    const by =
      event.key === 'ArrowDown' || event.key === 'ArrowRight' ? 1 : event.key === 'ArrowUp' || event.key === 'ArrowLeft' ? -1 : undefined
    if (by === undefined) return
    event.preventDefault()
    go(stepPlace(places, at, by, onlyFaults))
  }
  const withFaults = places.filter((place) => place.faults > 0).length
  return (
    <Panel
      title={t('check.marked')}
      className="marked-panel"
      extra={
        places.length > 0 && (
          <div className="actions no-print">
            {withFaults > 0 && withFaults < places.length && (
              <Checkbox checked={onlyFaults} onChange={(event) => setOnlyFaults(event.target.checked)}>
                {t('check.onlyFaults')}
              </Checkbox>
            )}
            <Button
              size="small"
              icon={<UpOutlined aria-hidden="true" />}
              aria-label={t('check.previous')}
              title={t('check.previous')}
              onClick={() => go(stepPlace(places, chosen, -1, onlyFaults))}
            />
            <Button
              size="small"
              icon={<DownOutlined aria-hidden="true" />}
              aria-label={t('check.next')}
              title={t('check.next')}
              onClick={() => go(stepPlace(places, chosen, 1, onlyFaults))}
            />
          </div>
        )
      }
    >
      <Legend />
      <div className="marked-text" ref={words}>
        {stretches.map((stretch) => {
          const { group } = stretch
          const place = group === undefined ? undefined : places[group]
          if (group === undefined || !place) return <Pieces key={stretch.start} pieces={stretch.pieces} />
          return (
            // biome-ignore lint/a11y/useSemanticElements: a button element is one box; a citation must break over lines as its letters do
            <span
              role="button"
              tabIndex={0}
              key={stretch.start}
              data-place={group}
              className={`cite-mark ${place.faults > 0 ? `cite-fault cite-${place.worst}` : ''} ${group === chosen ? 'cite-chosen' : ''}`}
              aria-pressed={group === chosen}
              onClick={() => onChoose(group, true)}
              onKeyDown={(event) => key(event, group)}
            >
              <Pieces pieces={stretch.pieces} />
              {place.faults > 0 && <span className="visually-hidden">{t('check.markFaults', { count: place.faults })}</span>}
            </span>
          )
        })}
      </div>
    </Panel>
  )
}
