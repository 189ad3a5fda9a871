import { getTrialClue, type TrialClueDetail } from '@xiezhi/platform/contract/trials'
import { Drawer } from 'antd'
import { useTranslation } from 'react-i18next'
import { useEndpoint } from '../app/query.ts'
import { Answered } from '../ui/Answered.tsx'
import { Facts } from '../ui/Facts.tsx'
import { ScrollTable } from '../ui/ScrollTable.tsx'
import { useFormat } from '../ui/use-format.ts'
import { useSearchText } from '../ui/use-list.ts'
import { LiveClue } from './TrialParts.tsx'

const Finding = ({ clue }: { readonly clue: TrialClueDetail }) => {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <div className="stack">
      <p>{clue.reason}</p>
      <Facts
        facts={[
          { label: t('clues.rule'), value: `${clue.rule.id} ${clue.rule.title}` },
          { label: t('clues.due'), value: format.day(clue.dueDate) },
          { label: t('clues.overdue'), value: clue.daysOverdue ?? '—' },
          { label: t('clues.amount'), value: format.money(clue.amount) },
          { label: t('clues.score'), value: clue.score },
          { label: t('trials.live'), value: <LiveClue clue={clue} /> },
          { label: t('trials.basis'), value: clue.basis.map(({ law, article }) => `${law}#${article}`).join('、') || '—', wide: true },
        ]}
      />
      {clue.calculations.some(({ steps }) => steps.length > 0) && (
        <section>
          <h3>{t('trials.counting')}</h3>
          <ul>{clue.calculations.flatMap(({ name, steps }) => steps.map((step) => <li key={`${name} ${step}`}>{step}</li>))}</ul>
        </section>
      )}
      {clue.exclusions.length > 0 && (
        <section>
          <h3>{t('trials.exclusions')}</h3>
          <ul>
            {clue.exclusions.map(({ id, title, result, lacks }) => (
              <li key={id}>
                {id} {title} <span className="soft">{t(result === 'untested' ? 'trials.untested' : 'trials.passed')}</span>
                {lacks.length > 0 && <div className="soft">{t('clues.exclusionLacks', { what: lacks.join('、') })}</div>}
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h3>{t('trials.rows')}</h3>
        <p className="soft">{t('trials.rowsText')}</p>
        <ScrollTable label={t('trials.rows')}>
          <thead>
            <tr>
              <th scope="col">{t('trials.dataset')}</th>
              <th scope="col">{t('trials.file')}</th>
              <th scope="col" className="right">
                {t('trials.rowNo')}
              </th>
            </tr>
          </thead>
          <tbody>
            {clue.evidence.map(({ dataset, datasetTitle, file, sheet, rowNo }) => (
              <tr key={`${dataset} ${file} ${sheet} ${rowNo}`}>
                <td>{datasetTitle}</td>
                <td>
                  {file}
                  {sheet && ` · ${sheet}`}
                </td>
                <td className="right number">{rowNo}</td>
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      </section>
    </div>
  )
}

/** One finding, opened by the address. */
export const TrialClueDrawer = ({ trialId }: { readonly trialId: string }) => {
  const { t } = useTranslation()
  const [search, change] = useSearchText()
  const { clue = '' } = search
  const query = useEndpoint(getTrialClue, { params: { id: trialId, clue } }, { enabled: clue !== '' })
  return (
    <Drawer
      open={clue !== ''}
      size={640}
      title={query.data?.title ?? t('trials.finding')}
      onClose={() => change({ filters: { clue: undefined } })}
      destroyOnHidden
    >
      <Answered query={query}>{(one) => <Finding clue={one} />}</Answered>
    </Drawer>
  )
}
