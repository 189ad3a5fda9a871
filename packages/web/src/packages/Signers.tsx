import { useMutation } from '@tanstack/react-query'
import { endSigner, listPackages, listSigners } from '@xiezhi/platform/contract/packages'
import { App, Button } from 'antd'
import { call } from '../app/http.ts'
import { forget, useEndpoint } from '../app/query.ts'
import { useMay } from '../app/session.ts'
import { Answered } from '../ui/Answered.tsx'
import { CopyButton } from '../ui/CopyButton.tsx'
import { useErrorText } from '../ui/Failure.tsx'
import { Panel } from '../ui/Panel.tsx'
import { ScrollTable } from '../ui/ScrollTable.tsx'
import { useFormat } from '../ui/use-format.ts'
import { useWords } from './words.ts'

/** This office's own fingerprint, and whose signatures it accepts. */
export const Signers = () => {
  const { t } = useWords()
  const format = useFormat()
  const { modal, message } = App.useApp()
  const errorText = useErrorText()
  const mayEnd = useMay('model.govern')
  const signers = useEndpoint(listSigners)
  const end = useMutation({
    mutationFn: (fingerprint: string) => call(endSigner, { body: { fingerprint } }),
    onSuccess: () => forget(listSigners, listPackages),
    onError: (error) => void message.error(errorText(error)),
  })
  const ask = (fingerprint: string, name: string) =>
    modal.confirm({
      title: t('signers.endTitle', { name }),
      content: t('signers.endText'),
      okText: t('signers.end'),
      okButtonProps: { danger: true },
      cancelText: t('signers.cancel'),
      onOk: () => end.mutateAsync(fingerprint).catch(() => undefined),
    })
  return (
    <Answered query={signers}>
      {({ own, items }) => (
        <div className="stack">
          <Panel title={t('signers.own')}>
            <p>
              <code className="number">{own}</code> <CopyButton text={own} label={t('signers.own')} />
            </p>
            <p className="soft">{t('signers.ownText')}</p>
          </Panel>
          <Panel title={t('list.signers')}>
            {items.length === 0 ? (
              <p className="soft">{t('signers.none')}</p>
            ) : (
              <ScrollTable label={t('list.signers')}>
                <thead>
                  <tr>
                    <th scope="col">{t('signers.name')}</th>
                    <th scope="col">{t('signers.fingerprint')}</th>
                    <th scope="col">{t('signers.note')}</th>
                    <th scope="col">{t('signers.accepted')}</th>
                    <th scope="col">{t('signers.ended')}</th>
                  </tr>
                </thead>
                <tbody>
                  {items.map((one) => (
                    <tr key={`${one.fingerprint} ${one.acceptedAt}`}>
                      <th scope="row">{one.name}</th>
                      <td>
                        <code>{one.fingerprint}</code>
                      </td>
                      <td>{one.note}</td>
                      <td className="number">
                        {one.acceptedBy} · {format.moment(one.acceptedAt)}
                      </td>
                      <td className="number">
                        {one.endedAt ? (
                          `${one.endedBy} · ${format.moment(one.endedAt)}`
                        ) : mayEnd ? (
                          <Button
                            size="small"
                            danger
                            aria-label={t('signers.endOne', { name: one.name })}
                            onClick={() => ask(one.fingerprint, one.name)}
                          >
                            {t('signers.end')}
                          </Button>
                        ) : (
                          '—'
                        )}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </ScrollTable>
            )}
          </Panel>
        </div>
      )}
    </Answered>
  )
}
