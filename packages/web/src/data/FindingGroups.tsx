import type { ImportPart } from '@xiezhi/platform/contract/imports'
import { useTranslation } from 'react-i18next'
import { formatCount } from '../ui/format.ts'
import { Pill } from '../ui/Pill.tsx'
import { ScrollTable } from '../ui/ScrollTable.tsx'

const tones = { E: 'danger', W: 'warning', I: 'info' } as const
const most = 8

/** What was found wrong, kind by kind with how often, and a few examples of each. */
export const FindingGroups = ({ part }: { readonly part: ImportPart }) => {
  const { t } = useTranslation()
  if (part.findingCounts.length === 0) return <p className="soft">{t('imports.noFindings')}</p>
  return (
    <div className="findings">
      <h3 className="sub-head">{t('imports.findings')}</h3>
      {part.findingCounts.map((group) => {
        const examples = part.inspection.findings.filter((finding) => finding.code === group.code).slice(0, most)
        return (
          <details key={group.code} open={group.level === 'E'}>
            <summary>
              <Pill tone={tones[group.level]}>{t(`imports.level.${group.level}`)}</Pill>
              <span>{group.title}</span>
              <span className="count number">{t('imports.times', { count: group.count, shown: formatCount(group.count) })}</span>
            </summary>
            <ScrollTable label={group.title}>
              <thead>
                <tr>
                  <th scope="col">{t('imports.row')}</th>
                  <th scope="col">{t('imports.column')}</th>
                  <th scope="col">{t('imports.value')}</th>
                  <th scope="col">{t('imports.message')}</th>
                </tr>
              </thead>
              <tbody>
                {examples.map((finding, place) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: examples never change places
                  <tr key={place}>
                    <td className="number">{finding.row ?? t('imports.wholeFile')}</td>
                    <td>{finding.column ?? '—'}</td>
                    <td>{finding.value ?? '—'}</td>
                    <td>{finding.message}</td>
                  </tr>
                ))}
              </tbody>
            </ScrollTable>
          </details>
        )
      })}
    </div>
  )
}
