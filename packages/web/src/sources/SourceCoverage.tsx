import { Link } from '@tanstack/react-router'
import { getSourceCoverage } from '@xiezhi/platform/contract/coverage'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useEndpoint } from '../app/query.ts'
import { useMay } from '../app/session.ts'
import { Answered } from '../ui/Answered.tsx'
import { Panel } from '../ui/Panel.tsx'
import { Pill } from '../ui/Pill.tsx'
import { ScrollTable } from '../ui/ScrollTable.tsx'
import { useFormat } from '../ui/use-format.ts'
import { StateCoverage, type Stating } from './StateCoverage.tsx'
import './coverage.css'

/** From when to when a source's data reach: what was stated, and else what the rows let one guess. */
export const SourceCoverage = ({ source }: { readonly source: string }) => {
  const { t } = useTranslation()
  const format = useFormat()
  const mayState = useMay('data.import')
  const query = useEndpoint(getSourceCoverage, { params: { id: source } })
  const [asked, setAsked] = useState<Stating>()
  return (
    <Panel title={t('coverage.title')} className="flush">
      <p className="panel-lead soft">{t('coverage.text')}</p>
      <Answered query={query}>
        {({ items }) => (
          <ScrollTable label={t('coverage.title')}>
            <thead>
              <tr>
                <th scope="col">{t('data.dataset')}</th>
                <th scope="col">{t('coverage.stated')}</th>
                <th scope="col">{t('coverage.found')}</th>
                <th scope="col">{t('coverage.note')}</th>
                {mayState && <th scope="col">{t('ui.acts')}</th>}
              </tr>
            </thead>
            <tbody>
              {items.map(({ dataset, title, found, stated }) => (
                <tr key={dataset}>
                  <th scope="row">
                    <Link to="/data/$id" params={{ id: dataset }}>
                      {title}
                    </Link>
                  </th>
                  <td className="number">{stated ? format.span(stated) : <Pill>{t('coverage.notStated')}</Pill>}</td>
                  <td className="number">{format.span(found)}</td>
                  <td>
                    {stated ? (
                      <>
                        {stated.note}
                        <div className="soft number">
                          {stated.by} · {format.moment(stated.at)}
                        </div>
                      </>
                    ) : (
                      '—'
                    )}
                  </td>
                  {mayState && (
                    <td>
                      <Button
                        size="small"
                        aria-label={t('coverage.stateOne', { title })}
                        onClick={() =>
                          setAsked({
                            of: { source, dataset },
                            title,
                            from: stated?.from ?? null,
                            to: stated?.to ?? null,
                            stated: stated !== null,
                          })
                        }
                      >
                        {t(stated ? 'ui.edit' : 'coverage.state')}
                      </Button>
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </ScrollTable>
        )}
      </Answered>
      {asked && <StateCoverage asked={asked} onClose={() => setAsked(undefined)} />}
    </Panel>
  )
}
