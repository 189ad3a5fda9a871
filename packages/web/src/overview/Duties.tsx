import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useMay } from '../app/session.ts'
import { Panel } from '../ui/Panel.tsx'

/** The home page of whoever keeps the system and sees no data: nothing about data is said, since nothing of it is known here. */
export const Duties = () => {
  const { t } = useTranslation()
  const duties = [
    { to: '/users', name: 'users', may: useMay('user.manage') },
    { to: '/audit', name: 'audit', may: useMay('audit.read') },
  ] as const
  return (
    <Panel title={t('home.duties')}>
      <p className="soft">{t('home.dutiesText')}</p>
      <ul className="duties">
        {duties
          .filter(({ may }) => may)
          .map(({ to, name }) => (
            <li key={to}>
              <Link to={to}>{t(`nav.${name}`)}</Link>
              <p className="soft">{t(`home.duty.${name}`)}</p>
            </li>
          ))}
      </ul>
    </Panel>
  )
}
