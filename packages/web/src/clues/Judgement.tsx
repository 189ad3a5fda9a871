import { useMutation } from '@tanstack/react-query'
import { actOnClue, type ClueDetail, getClue, listClues } from '@xiezhi/platform/contract/clues'
import { getOverview } from '@xiezhi/platform/contract/overview'
import { Alert, App, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, Refused } from '../app/http.ts'
import { forget, keyOf, queryClient } from '../app/query.ts'
import { BetterModel } from '../trials/BetterModel.tsx'
import { useErrorText } from '../ui/Failure.tsx'
import { Panel } from '../ui/Panel.tsx'
import { Pill } from '../ui/Pill.tsx'
import { ActForm, type Transition } from './ActForm.tsx'
import { ActTimeline } from './ActTimeline.tsx'
import { handlingTone } from './tones.ts'

/** What may be done with the clue now, as its procedure says, and what was done. The page knows no state and no transition by name. */
export const Judgement = ({ clue }: { readonly clue: ClueDetail }) => {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const errorText = useErrorText()
  const [chosen, setChosen] = useState<Transition>()
  const act = useMutation({
    mutationFn: (fields: Record<string, string>) =>
      call(actOnClue, { params: { id: clue.id }, body: { transition: chosen?.id ?? '', fields, seq: clue.acts.length } }),
    onSuccess: (after) => {
      queryClient.setQueryData(keyOf(getClue, { params: { id: clue.id } }), after)
      forget(listClues, getOverview)
      setChosen(undefined)
      message.success(t('clues.acted', { label: after.handling.label }))
    },
    onError: (error) => {
      // Someone else was quicker: show what they did.
      if (error instanceof Refused && error.problem.status === 409) forget(getClue)
    },
  })
  return (
    <Panel
      title={t('clues.judge')}
      extra={<Pill tone={handlingTone(clue.handling.state)}>{clue.handling.label}</Pill>}
      className="judgement"
    >
      <div className="stack">
        {clue.transitions.length > 0 && (
          <fieldset className="actions no-print choices">
            <legend className="visually-hidden">{t('clues.judge')}</legend>
            {clue.transitions.map((transition) => (
              <Button
                key={transition.id}
                type={chosen?.id === transition.id ? 'primary' : 'default'}
                aria-expanded={chosen?.id === transition.id}
                onClick={() => {
                  act.reset()
                  setChosen(chosen?.id === transition.id ? undefined : transition)
                }}
              >
                {transition.label}
              </Button>
            ))}
          </fieldset>
        )}
        <div aria-live="assertive">{act.error && <Alert type="error" showIcon title={errorText(act.error)} />}</div>
        {chosen && (
          <ActForm key={chosen.id} transition={chosen} busy={act.isPending} onAct={act.mutate} onCancel={() => setChosen(undefined)} />
        )}
        <BetterModel clue={clue} />
        <ActTimeline acts={clue.acts} />
      </div>
    </Panel>
  )
}
