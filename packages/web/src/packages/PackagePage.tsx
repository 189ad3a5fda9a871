import { useMutation } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { deletePackage, getPackage, listPackages } from '@xiezhi/platform/contract/packages'
import { App, Button } from 'antd'
import { call } from '../app/http.ts'
import { forget, useEndpoint } from '../app/query.ts'
import { useMay } from '../app/session.ts'
import { Answered } from '../ui/Answered.tsx'
import { Facts } from '../ui/Facts.tsx'
import { useErrorText } from '../ui/Failure.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Panel } from '../ui/Panel.tsx'
import { Pill } from '../ui/Pill.tsx'
import { useFormat } from '../ui/use-format.ts'
import { AcceptSigner } from './AcceptSigner.tsx'
import { PackedModelPanel } from './PackedModelPanel.tsx'
import { PackedStandards } from './PackedStandards.tsx'
import { SignerMark } from './SignerMark.tsx'
import { useWords } from './words.ts'

/** A package that came in: who signed it, and how each of its models stands here. */
export const PackagePage = () => {
  const { t } = useWords()
  const format = useFormat()
  const { id } = useParams({ strict: false })
  const { modal, message } = App.useApp()
  const errorText = useErrorText()
  const navigate = useNavigate()
  const mayRemove = useMay('model.write')
  const query = useEndpoint(getPackage, { params: { id: id ?? '' } })
  const remove = useMutation({
    mutationFn: () => call(deletePackage, { params: { id: id ?? '' } }),
    onSuccess: () => {
      forget(listPackages)
      void navigate({ to: '/packages' })
    },
    onError: (error) => void message.error(errorText(error)),
  })
  return (
    <Answered query={query}>
      {(one) => (
        <div className="stack">
          <PageHeader
            above={<Link to="/packages">{t('page.above')}</Link>}
            title={one.models.map(({ title }) => title).join('、')}
            beside={<SignerMark signer={one.signer} />}
            text={one.name}
          >
            {mayRemove && (
              <Button
                onClick={() =>
                  modal.confirm({
                    title: t('page.removeTitle', { name: one.name }),
                    content: t('page.removeText'),
                    okText: t('page.remove'),
                    okButtonProps: { danger: true },
                    cancelText: t('page.cancel'),
                    onOk: () => remove.mutateAsync().catch(() => undefined),
                  })
                }
              >
                {t('page.remove')}
              </Button>
            )}
          </PageHeader>
          {one.signer.name === null && <AcceptSigner one={one} />}
          <Panel title={t('page.office')} extra={<Pill tone="success">{t('page.signed')}</Pill>}>
            <Facts
              facts={[
                { label: t('page.office'), value: one.office },
                { label: t('page.made'), value: format.moment(one.madeAt) },
                { label: t('page.serial'), value: one.serial },
                { label: t('page.received'), value: `${one.receivedBy} · ${format.moment(one.receivedAt)}` },
                { label: t('page.licence'), value: one.licence },
                ...(one.note ? [{ label: t('page.note'), value: one.note, wide: true }] : []),
                { label: t('page.fingerprint'), value: <code>{one.signer.fingerprint}</code>, wide: true },
                { label: t('page.sha256'), value: <code className="break">{one.sha256}</code>, wide: true },
              ]}
            />
          </Panel>
          {one.standards.length > 0 && <PackedStandards packageId={one.id} standards={one.standards} trusted={one.signer.name !== null} />}
          {one.contents.map((model) => (
            <PackedModelPanel key={model.id} packageId={one.id} model={model} trusted={one.signer.name !== null} />
          ))}
        </div>
      )}
    </Answered>
  )
}
