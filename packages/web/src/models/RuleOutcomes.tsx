import { Link } from '@tanstack/react-router'
import type { Run } from '@xiezhi/platform/contract/models'
import { useTranslation } from 'react-i18next'
import { listOf } from '../clues/desk.ts'
import { formatCount } from '../ui/format.ts'
import { Panel } from '../ui/Panel.tsx'
import { Pill } from '../ui/Pill.tsx'
import { ScrollTable } from '../ui/ScrollTable.tsx'
import { ExclusionName } from './ExclusionName.tsx'

type Outcome = Run['rules'][number]

const Excluded = ({ outcome }: { readonly outcome: Outcome }) => {
  const { t } = useTranslation()
  const said = outcome.excluded.filter((exclusion) => exclusion.count > 0)
  if (said.length === 0 && outcome.untestedExclusions.length === 0 && outcome.byNameOnly === 0) return '—'
  return (
    <>
      {said.length > 0 && (
        <ul>
          {said.map((exclusion) => (
            <li key={exclusion.id}>
              <ExclusionName {...exclusion} /> <strong className="number">{formatCount(exclusion.count)}</strong>
            </li>
          ))}
        </ul>
      )}
      {outcome.byNameOnly > 0 && <div className="soft">{t('runs.byNameOnly', { shown: formatCount(outcome.byNameOnly) })}</div>}
      {outcome.untestedExclusions.length > 0 && (
        <div className="soft">
          {t('runs.untested', {
            what: outcome.untestedExclusions
              .map(({ title, lacks }) => (lacks.length > 0 ? t('runs.untestedFor', { title, what: lacks.join('、') }) : title))
              .join('、'),
          })}
        </div>
      )}
    </>
  )
}

/** What became of every rule: clues, what was left out and why, what could not be tested, what did not run for want of data. */
export const RuleOutcomes = ({ run }: { readonly run: Pick<Run, 'modelId' | 'rules' | 'counts' | 'patrol'> }) => {
  const { t } = useTranslation()
  return (
    <Panel title={t('runs.rules')} className="flush">
      <ScrollTable label={t('runs.rules')}>
        <thead>
          <tr>
            <th scope="col">{t('clues.rule')}</th>
            <th scope="col">{t('imports.state')}</th>
            <th scope="col" className="right">
              {t('nav.clues')}
            </th>
            <th scope="col" className="right">
              {t('runs.listed')}
            </th>
            <th scope="col">{t('runs.excluded')}</th>
            <th scope="col" className="right">
              {t('runs.notTested')}
            </th>
          </tr>
        </thead>
        <tbody>
          {run.rules.map((outcome, at) => (
            // Parts of one rule have one id.
            // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
            <tr key={at}>
              <th scope="row">
                <code>{outcome.rule}</code> {outcome.title}
              </th>
              <td>
                <Pill tone={outcome.state === 'ran' ? 'success' : 'warning'}>{t(`runs.${outcome.state}`)}</Pill>
                {outcome.lacks.length > 0 && <div className="soft">{t('models.lacks', { what: outcome.lacks.join('、') })}</div>}
              </td>
              <td className="right number">
                {outcome.clues > 0 && run.counts ? (
                  <Link
                    to={listOf(run.patrol)}
                    search={{ model: run.modelId, rule: outcome.rule }}
                    aria-label={t('runs.openClues', { title: outcome.title, count: outcome.clues })}
                  >
                    {formatCount(outcome.clues)}
                  </Link>
                ) : (
                  formatCount(outcome.clues)
                )}
                {outcome.later > 0 && <div className="soft">{t('runs.later', { shown: formatCount(outcome.later) })}</div>}
              </td>
              <td className="right number">{formatCount(outcome.listed)}</td>
              <td>
                <Excluded outcome={outcome} />
              </td>
              <td className="right number">
                {formatCount(outcome.notTested)}
                {outcome.unread.length > 0 && (
                  <div className="soft">
                    {t('runs.unread')}
                    {outcome.unread.map(({ what, rows }) => (
                      <div key={what}>
                        {what} {formatCount(rows)}
                      </div>
                    ))}
                  </div>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </ScrollTable>
    </Panel>
  )
}
