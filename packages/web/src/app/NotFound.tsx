import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { StateMessage } from '../ui/StateMessage.tsx'

export const NotFound = () => {
  const { t } = useTranslation()
  return (
    <main className="lonely" id="main">
      <StateMessage title={t('app.notFound')} text={t('app.notFoundText')} level={1}>
        <Link to="/">{t('app.toHome')}</Link>
      </StateMessage>
    </main>
  )
}
