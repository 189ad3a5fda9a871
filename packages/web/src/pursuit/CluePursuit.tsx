import { Link } from '@tanstack/react-router'
import type { ClueDetail } from '@xiezhi/platform/contract/clues'
import { useTranslation } from 'react-i18next'
import { useMay } from '../app/session.ts'
import { Panel } from '../ui/Panel.tsx'
import { pursuitLinks } from './links.ts'
import './pursuit.css'

/** From a clue to everything known about its agency, its party, its numbers. */
export const CluePursuit = ({ clue }: { readonly clue: ClueDetail }) => {
  const { t } = useTranslation()
  const mayRead = useMay('data.read')
  const links = pursuitLinks(clue)
  if (!mayRead || links.length === 0) return null
  return (
    <Panel title={t('nav.pursuit')} className="no-print">
      <ul className="pursuit-targets">
        {links.map(({ kind, key, label }) => (
          <li key={`${kind} ${key}`}>
            <Link to="/pursuit" search={{ kind, key }} className="link-button plain">
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
