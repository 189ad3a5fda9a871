import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { getPackage, installPackage, listPackages, type Need, type PackedModel, tryPackage } from '@xiezhi/platform/contract/packages'
import { Alert, App, Button, Checkbox, Modal } from 'antd'
import { useState } from 'react'
import { call } from '../app/http.ts'
import { forget } from '../app/query.ts'
import { useMay } from '../app/session.ts'
import { Facts } from '../ui/Facts.tsx'
import { useErrorText } from '../ui/Failure.tsx'
import { Panel } from '../ui/Panel.tsx'
import { Pill, type Tone } from '../ui/Pill.tsx'
import { useWords } from './words.ts'

const tones: Readonly<Record<PackedModel['state'], Tone>> = {
  new: 'info',
  newer: 'info',
  older: 'warning',
  here: 'success',
  changed: 'danger',
  own: 'neutral',
}

/** What is missing, a line for each dataset. */
export const Lacking = ({ needs }: { readonly needs: readonly Need[] }) => {
  const { t } = useWords()
  const datasets = [...new Set(needs.map(({ dataset }) => dataset))]
  return (
    <ul className="plain">
      {datasets.map((dataset) => {
        const of = needs.filter((need) => need.dataset === dataset)
        const whole = of.some(({ field }) => field === null)
        const fields = whole ? t('model.whole') : [...new Set(of.flatMap(({ field }) => field ?? []))].join('、')
        return (
          <li key={dataset}>
            {t('model.lacksIn', { title: of[0]?.title, source: of[0]?.source || '—', fields })}
            {of.some(({ unknown }) => unknown) && <Pill tone="warning">{t('model.unknown')}</Pill>}
          </li>
        )
      })}
    </ul>
  )
}

/** What it reads of the office's own data; where each field comes from stands on the dataset's page. */
const Mapped = ({ datasets }: { readonly datasets: PackedModel['mapped'] }) => {
  const { t } = useWords()
  return (
    <ul className="plain">
      {datasets.map(({ dataset, title, fields, needed }) => (
        <li key={dataset}>
          <Link to="/data/$id" params={{ id: dataset }}>
            {title}
          </Link>{' '}
          <span className="soft">{needed > 0 ? t('model.mappedFields', { fields, needed }) : t('model.mappedWhole')}</span>
        </li>
      ))}
    </ul>
  )
}

/** What is much the same, or serves the same point, and why it is said so. */
const Alike = ({ models }: { readonly models: PackedModel['alike'] }) => {
  const { t } = useWords()
  if (models.length === 0) return t('model.alikeNone')
  return (
    <ul className="plain">
      {models.map((one) => (
        <li key={`${one.from} ${one.packageId} ${one.id}`}>
          {one.packageId ? (
            <Link to="/packages/$id" params={{ id: one.packageId }}>
              {one.title}
            </Link>
          ) : (
            <Link to="/ledger/$id" params={{ id: one.id }}>
              {one.title}
            </Link>
          )}{' '}
          <Pill tone={one.percent >= 80 ? 'warning' : 'neutral'}>{t('model.alikeAt', { percent: one.percent })}</Pill>{' '}
          <span className="soft">
            {t(`model.from_${one.from}`)}
            {one.reasons.length > 0 && `；${one.reasons.join('；')}`}
          </span>
        </li>
      ))}
    </ul>
  )
}

const Cases = ({ model }: { readonly model: PackedModel }) => {
  const { t } = useWords()
  const { trial } = model
  if (!trial) return <span className="soft">{t('model.casesNone', { count: model.cases })}</span>
  if (trial.failed.length === 0) return <Pill tone="success">{t('model.casesPassed', { count: trial.passed })}</Pill>
  return (
    <>
      <Pill tone="danger">{t('model.casesFailed', { failed: trial.failed.length, passed: trial.passed })}</Pill>
      <ul className="plain">
        {trial.failed.slice(0, 5).map(({ title, problem }) => (
          <li key={title}>
            {title}：{problem}
          </li>
        ))}
      </ul>
    </>
  )
}

interface Props {
  readonly packageId: string
  readonly model: PackedModel
  /** The signer is accepted. */
  readonly trusted: boolean
}

/** One model of a package: what stands in its way here, its cases, and the act of installing it. */
export const PackedModelPanel = ({ packageId, model, trusted }: Props) => {
  const { t } = useWords()
  const { message } = App.useApp()
  const errorText = useErrorText()
  const [mayTry, mayInstall] = [useMay('model.write'), useMay('model.govern')]
  const [asked, setAsked] = useState(false)
  const [alike, setAlike] = useState(false)
  const request = { params: { id: packageId } }
  const attempt = useMutation({
    mutationFn: () => call(tryPackage, { ...request, body: { model: model.id } }),
    onSuccess: () => forget(getPackage),
    onError: (error) => void message.error(errorText(error), 8),
  })
  const install = useMutation({
    mutationFn: () => call(installPackage, { ...request, body: { model: model.id, alike } }),
    onSuccess: () => {
      forget(getPackage, listPackages)
      setAsked(false)
      void message.success(t('model.installed', { title: model.title }))
    },
  })
  const twin = model.alike.find(({ percent, from }) => percent >= 80 && from !== 'package')
  const lacking = model.rules.flatMap(({ lacks }) => lacks)
  const runnable = model.rules.filter(({ lacks }) => lacks.length === 0).length
  const installable = (model.state === 'new' || model.state === 'newer') && model.sound && model.findings.length === 0
  return (
    <Panel
      title={`${model.title} ${model.version}`}
      extra={
        <>
          <Pill tone={tones[model.state]}>{t(`model.${model.state}`, { version: model.hereVersion })}</Pill>
          {mayTry && model.findings.length === 0 && (
            <Button size="small" loading={attempt.isPending} onClick={() => attempt.mutate()}>
              {t('model.try')}
            </Button>
          )}
          {mayInstall && installable && (
            <Button size="small" type="primary" disabled={!trusted || model.standardsFirst.length > 0} onClick={() => setAsked(true)}>
              {t('model.install')}
            </Button>
          )}
          {model.state === 'here' && (
            <Link to="/ledger/$id" params={{ id: model.id }}>
              {t('model.open')}
            </Link>
          )}
        </>
      }
    >
      {model.standardsFirst.length > 0 && (
        <Alert type="info" showIcon title={t('model.standardsFirst', { standards: model.standardsFirst.join('、') })} />
      )}
      {!model.sound && <Alert type="error" showIcon title={t('model.unsound')} />}
      {model.findings.length > 0 && (
        <Alert
          type="error"
          showIcon
          title={t('model.findings')}
          description={model.findings.slice(0, 5).map((text) => <p key={text}>{text}</p>)}
        />
      )}
      <Facts
        facts={[
          { label: t('model.runnable'), value: t('model.runnableOf', { runnable, rules: model.rules.length }) },
          { label: t('model.cases'), value: <Cases model={model} /> },
          { label: t('model.alike'), value: <Alike models={model.alike} />, wide: true },
          {
            label: t('model.mapped'),
            value: model.mapped.length === 0 ? t('model.mappedNone') : <Mapped datasets={model.mapped} />,
            wide: true,
          },
          {
            label: t('model.lacks'),
            value: lacking.length === 0 ? t('model.lacksNone') : <Lacking needs={lacking} />,
            wide: true,
          },
          ...(model.parameters.length > 0
            ? [
                {
                  label: t('model.parameters'),
                  value: model.parameters
                    .map(({ label, own, fits }) => t(fits ? 'model.parameterKept' : 'model.parameterMisfit', { label, value: own }))
                    .join('；'),
                  wide: true,
                },
              ]
            : []),
          ...(model.otherPieces.length > 0
            ? [{ label: t('model.pieces'), value: t('model.piecesText', { pieces: model.otherPieces.join('、') }), wide: true }]
            : []),
        ]}
      />
      <Modal
        open={asked}
        title={t('model.installTitle', { title: model.title, version: model.version })}
        okText={t('model.install')}
        cancelText={t('model.cancel')}
        confirmLoading={install.isPending}
        onOk={() => install.mutate()}
        onCancel={() => setAsked(false)}
      >
        <p>{t('model.installText')}</p>
        {twin && (
          <Checkbox checked={alike} onChange={(event) => setAlike(event.target.checked)}>
            {t('model.installAlike', { title: twin.title, percent: twin.percent })}
          </Checkbox>
        )}
        {install.error && <Alert type="error" showIcon title={errorText(install.error)} />}
      </Modal>
    </Panel>
  )
}
