import { Spin } from 'antd'
import { useTranslation } from 'react-i18next'

export const Loading = () => {
  const { t } = useTranslation()
  return (
    <div className="loading" role="status" aria-live="polite">
      <Spin />
      <span className="soft">{t('ui.loading')}</span>
    </div>
  )
}
