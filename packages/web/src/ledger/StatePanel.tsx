import { useMutation } from '@tanstack/react-query'
import { actOnModel, getLedgerModel, type LedgerModel, listLedger } from '@xiezhi/platform/contract/ledger'
import { Alert, App, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, Refused } from '../app/http.ts'
import { forget, keyOf, queryClient } from '../app/query.ts'
import { useMay } from '../app/session.ts'
import { ActForm, type Transition } from '../clues/ActForm.tsx'
import { ActTimeline } from '../clues/ActTimeline.tsx'
import { useErrorText } from '../ui/Failure.tsx'
import { Panel } from '../ui/Panel.tsx'
import { Pill } from '../ui/Pill.tsx'

/** Where a model stands, how it came there, and what may be done with it. The page knows no state by name. */
export const StatePanel = ({ model }: { readonly model: LedgerModel }) => {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const errorText = useErrorText()
  const mayGovern = useMay('model.govern')
  const [chosen, setChosen] = useState<Transition>()
  const act = useMutation({
    mutationFn: (fields: Record<string, string>) =>
      call(actOnModel, { params: { id: model.id }, body: { transition: chosen?.id ?? '', fields, seq: model.acts.length } }),
    onSuccess: (after) => {
      queryClient.setQueryData(keyOf(getLedgerModel, { params: { id: model.id } }), after)
      forget(listLedger)
      setChosen(undefined)
      message.success(t('ledger.moved', { label: after.state.label }))
    },
    onError: (error) => {
      if (error instanceof Refused && error.problem.status === 409) forget(getLedgerModel)
    },
  })
  return (
    <Panel title={t('ledger.state')} extra={<Pill tone={model.byItself ? 'success' : 'neutral'}>{model.state.label}</Pill>}>
      <div className="stack">
        <p className="soft">{t(model.byItself ? 'ledger.byItself' : 'ledger.notByItself')}</p>
        {mayGovern && model.transitions.length > 0 && (
          <fieldset className="actions no-print choices">
            <legend className="visually-hidden">{t('ledger.state')}</legend>
            {model.transitions.map((transition) => (
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
        {model.acts.length > 0 ? <ActTimeline acts={model.acts} /> : <p className="soft">{t('ledger.noActs')}</p>}
      </div>
    </Panel>
  )
}
