import { useMutation } from '@tanstack/react-query'
import { actOnModel, getLedgerModel, type LedgerModel, listLedger } from '@xiezhi/platform/contract/ledger'
import { App } from 'antd'
import { useTranslation } from 'react-i18next'
import { call, Refused } from '../app/http.ts'
import { forget, keyOf, queryClient } from '../app/query.ts'
import { useMay } from '../app/session.ts'
import { ActTimeline } from '../clues/ActTimeline.tsx'
import { Transitions } from '../clues/Transitions.tsx'
import { Panel } from '../ui/Panel.tsx'
import { Pill } from '../ui/Pill.tsx'

/** Where a model stands, how it came there, and what may be done with it. The page knows no state by name. */
export const StatePanel = ({ model }: { readonly model: LedgerModel }) => {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const mayGovern = useMay('model.govern')
  const act = useMutation({
    mutationFn: (asked: { readonly transition: string; readonly fields: Record<string, string> }) =>
      call(actOnModel, { params: { id: model.id }, body: { ...asked, seq: model.acts.length } }),
    onSuccess: (after) => {
      queryClient.setQueryData(keyOf(getLedgerModel, { params: { id: model.id } }), after)
      forget(listLedger)
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
        <Transitions title={t('ledger.state')} transitions={mayGovern ? model.transitions : []} act={act} />
        {model.acts.length > 0 ? <ActTimeline acts={model.acts} /> : <p className="soft">{t('ledger.noActs')}</p>}
      </div>
    </Panel>
  )
}
