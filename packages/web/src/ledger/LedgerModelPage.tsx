import { Link, useParams } from '@tanstack/react-router'
import { exportLedgerModel, getLedgerModel, type LedgerModel } from '@xiezhi/platform/contract/ledger'
import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { useEndpoint } from '../app/query.ts'
import { useMay } from '../app/session.ts'
import { ShadowPanel } from '../trials/ShadowPanel.tsx'
import { Answered } from '../ui/Answered.tsx'
import { ExportButtons } from '../ui/ExportButtons.tsx'
import { Facts } from '../ui/Facts.tsx'
import { formatCount } from '../ui/format.ts'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Panel } from '../ui/Panel.tsx'
import { Pill } from '../ui/Pill.tsx'
import { ScrollTable } from '../ui/ScrollTable.tsx'
import { LedgerFlags } from './LedgerFlags.tsx'
import { OwnerPanel } from './OwnerPanel.tsx'
import { Precision, percent } from './Precision.tsx'
import { StatePanel } from './StatePanel.tsx'
import { VersionTable } from './VersionTable.tsx'
import './ledger.css'

const Warnings = ({ model }: { readonly model: LedgerModel }) => {
  const { t } = useTranslation()
  const { thresholds } = model
  return (
    <>
      {model.problem === 'changed' && (
        <Alert
          type="error"
          showIcon
          title={t('ledger.changedTitle', { version: model.version })}
          description={
            <>
              {t('ledger.changedText')}{' '}
              <Link to="/ledger/$id/compare" params={{ id: model.id }} search={{ from: model.version, to: 'now' }}>
                {t('ledger.seeChange')}
              </Link>
            </>
          }
        />
      )}
      {model.problem === 'gone' && <Alert type="warning" showIcon title={t('ledger.goneText')} />}
      {model.proposed && (
        <Alert
          type="error"
          showIcon
          title={t('ledger.proposedTitle')}
          description={t('ledger.proposedText', { quarters: model.weak.join('、'), below: thresholds.weakBelow })}
        />
      )}
      {model.declines.map(({ kind, from, to, before, after }) => (
        <Alert
          key={kind}
          type="warning"
          showIcon
          title={t(`ledger.decline.${kind}`, { from, to, before: percent(before), after: percent(after) })}
          description={t('ledger.declineText', { by: thresholds.declineBy, least: thresholds.leastJudged })}
        />
      ))}
    </>
  )
}

const Quarters = ({ model }: { readonly model: LedgerModel }) => {
  const { t } = useTranslation()
  return (
    <Panel title={t('ledger.quarters')}>
      {model.quarters.length === 0 ? (
        <p className="soft">{t('ledger.noQuarters')}</p>
      ) : (
        <ScrollTable label={t('ledger.quarters')}>
          <thead>
            <tr>
              <th scope="col">{t('ledger.quarter')}</th>
              <th scope="col" className="right">
                {t('ledger.founded')}
              </th>
              <th scope="col" className="right">
                {t('ledger.unfounded')}
              </th>
              <th scope="col">{t('ledger.precision')}</th>
            </tr>
          </thead>
          <tbody>
            {[...model.quarters].reverse().map((quarter) => (
              <tr key={quarter.name}>
                <th scope="row">{quarter.name}</th>
                <td className="right number">{formatCount(quarter.founded)}</td>
                <td className="right number">{formatCount(quarter.unfounded)}</td>
                <td>
                  <Precision precision={quarter.precision} />
                </td>
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      )}
    </Panel>
  )
}

const Detail = ({ model }: { readonly model: LedgerModel }) => {
  const { t } = useTranslation()
  const [first, second] = model.versionList
  const mayRun = useMay('model.run')
  return (
    <>
      <PageHeader
        title={model.title}
        above={<Link to="/ledger">{t('nav.ledger')}</Link>}
        beside={
          <>
            <Pill tone={model.byItself ? 'success' : 'neutral'}>{model.state.label}</Pill>
            <Pill>{t('models.versionNo', { version: model.version })}</Pill>
            {model.rolledBackFrom && <Pill tone="warning">{t('trials.rolledBack', { version: model.rolledBackFrom })}</Pill>}
            <LedgerFlags model={model} />
          </>
        }
        text={model.question}
      >
        {model.problem !== 'gone' && (
          <Link to="/models/$id" params={{ id: model.id }} className="link-button plain">
            {t('ledger.openModel')}
          </Link>
        )}
        {model.problem !== 'gone' && mayRun && (
          <Link to="/trials/new" search={{ model: model.id }} className="link-button plain">
            {t('trials.new')}
          </Link>
        )}
        {first && second && (
          <Link
            to="/ledger/$id/compare"
            params={{ id: model.id }}
            search={{ from: second.version, to: first.version }}
            className="link-button plain"
          >
            {t('ledger.compare')}
          </Link>
        )}
        <ExportButtons endpoint={exportLedgerModel} request={(format) => ({ params: { id: model.id, format } })} />
      </PageHeader>
      <Warnings model={model} />
      <Panel title={t('ledger.versions')}>
        <div className="stack">
          <p className="soft">{t('ledger.versionsText')}</p>
          <VersionTable model={model} />
        </div>
      </Panel>
      <div className="ledger-columns">
        <div className="stack">
          <Quarters model={model} />
          <Panel title={t('ledger.about')}>
            <Facts
              facts={[
                { label: t('ledger.point'), value: model.point?.title ?? '—', wide: true },
                { label: t('models.function'), value: model.functions.join('、') || '—', wide: true },
                {
                  label: t('ledger.systems'),
                  wide: true,
                  value:
                    model.systems.length === 0 ? (
                      '—'
                    ) : (
                      <ul className="ledger-systems">
                        {model.systems.map(({ no, title }) => (
                          <li key={no}>
                            <Link to="/ledger" search={{ system: String(no) }}>
                              {title}
                            </Link>
                          </li>
                        ))}
                      </ul>
                    ),
                },
                { label: t('ledger.origin'), value: model.origin.join('、') || '—', wide: true },
                { label: t('ledger.hash'), value: <code>{model.hash}</code>, wide: true },
              ]}
            />
          </Panel>
        </div>
        <div className="stack">
          <StatePanel model={model} />
          {model.problem !== 'gone' && <ShadowPanel model={model} />}
          <OwnerPanel model={model} />
        </div>
      </div>
    </>
  )
}

export const LedgerModelPage = () => {
  const { id = '' } = useParams({ strict: false })
  const query = useEndpoint(getLedgerModel, { params: { id } })
  return <Answered query={query}>{(model) => <Detail key={model.id} model={model} />}</Answered>
}
