import { useMutation } from '@tanstack/react-query'
import { listAlerts } from '@xiezhi/platform/contract/alerts'
import { type ClueDetail, listClues } from '@xiezhi/platform/contract/clues'
import { getOverview } from '@xiezhi/platform/contract/overview'
import { App } from 'antd'
import { useTranslation } from 'react-i18next'
import { call, Refused } from '../app/http.ts'
import { forget, keyOf, queryClient } from '../app/query.ts'
import { BetterModel } from '../trials/BetterModel.tsx'
import { Panel } from '../ui/Panel.tsx'
import { Pill } from '../ui/Pill.tsx'
import { ActTimeline } from './ActTimeline.tsx'
import { type Desk, desks } from './desk.ts'
import { Transitions } from './Transitions.tsx'
import { handlingTone } from './tones.ts'

/** What may be done with the clue now, as its procedure says, and what was done. The page knows no state and no transition by name. */
export const Judgement = ({ clue, desk }: { readonly clue: ClueDetail; readonly desk: Desk }) => {
  const { get, act: endpoint } = desks[desk]
  const { t } = useTranslation()
  const { message } = App.useApp()
  const act = useMutation({
    mutationFn: (asked: { readonly transition: string; readonly fields: Record<string, string> }) =>
      call(endpoint, { params: { id: clue.id }, body: { ...asked, seq: clue.acts.length } }),
    onSuccess: (after) => {
      queryClient.setQueryData(keyOf(get, { params: { id: clue.id } }), after)
      forget(listClues, listAlerts, getOverview)
      message.success(t(desk === 'alert' ? 'alerts.acted' : 'clues.acted', { label: after.handling.label }))
    },
    onError: (error) => {
      // Someone else was quicker: show what they did.
      if (error instanceof Refused && error.problem.status === 409) forget(get)
    },
  })
  return (
    <Panel
      title={t(desk === 'alert' ? 'alerts.handle' : 'clues.judge')}
      extra={<Pill tone={handlingTone(clue.handling.state)}>{clue.handling.label}</Pill>}
      className="judgement"
    >
      <div className="stack">
        <Transitions title={t(desk === 'alert' ? 'alerts.handle' : 'clues.judge')} transitions={clue.transitions} act={act} />
        {desk === 'clue' && <BetterModel clue={clue} />}
        {desk === 'alert' && clue.acts.length === 0 ? <p className="soft">{t('alerts.noActs')}</p> : <ActTimeline acts={clue.acts} />}
      </div>
    </Panel>
  )
}
