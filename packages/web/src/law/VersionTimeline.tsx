import { Link } from '@tanstack/react-router'
import type { LawVersion } from '@xiezhi/platform/contract/law'
import { useTranslation } from 'react-i18next'
import { Pill } from '../ui/Pill.tsx'
import type { SearchText } from '../ui/use-list.ts'
import { useVersionDays, useVersionName, VersionState } from './LawParts.tsx'

interface Props {
  readonly law: string
  readonly list: readonly LawVersion[]
  readonly chosen: LawVersion | undefined
  readonly search: SearchText
}

/** The versions of an instrument down a line, the newest first; the one that is shown is marked. */
export const VersionTimeline = ({ law, list, chosen, search }: Props) => {
  const { t } = useTranslation()
  const name = useVersionName()
  const days = useVersionDays()
  return (
    <ol className="timeline version-line">
      {list.map((version) => {
        const shown = version.id === chosen?.id
        return (
          <li key={version.id} className={`version-${version.state}`} {...(shown ? { 'aria-current': 'true' as const } : {})}>
            <p className="version-name">
              {version.loaded && !shown ? (
                <Link to="/law/instruments/$law" params={{ law }} search={{ ...search, version: version.id }} resetScroll={false}>
                  {name(version)}
                </Link>
              ) : (
                <strong>{name(version)}</strong>
              )}
              <VersionState version={version} />
              {!version.loaded && <Pill>{t('law.notLoaded')}</Pill>}
            </p>
            <p className="soft">
              {[
                version.effectiveFrom || version.endedOn ? days(version) : undefined,
                version.articles !== null ? t('law.articleCount', { count: version.articles }) : undefined,
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
            {version.number && <p className="soft">{version.number}</p>}
            {version.source && version.effectiveFrom && <p className="soft">{t('law.daySource', { source: version.source })}</p>}
            {version.aside && <p className="version-aside">{t('law.aside', { reason: version.aside })}</p>}
            {version.loaded && chosen?.loaded && !shown && (
              <Link
                to="/law/instruments/$law/compare"
                params={{ law }}
                search={
                  list.indexOf(version) > list.indexOf(chosen) ? { from: version.id, to: chosen.id } : { from: chosen.id, to: version.id }
                }
              >
                {t('law.compareWith')}
              </Link>
            )}
          </li>
        )
      })}
    </ol>
  )
}
