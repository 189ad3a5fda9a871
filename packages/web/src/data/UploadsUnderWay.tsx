import { CloudUploadOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { underWay } from './upload-queue.ts'
import { useUploads } from './uploads.ts'

/** In the header while files are on their way: leaving the page does not stop them. */
export const UploadsUnderWay = () => {
  const { t } = useTranslation()
  const count = underWay(useUploads())
  if (count === 0) return null
  return (
    <Link to="/imports" className="uploads-under-way">
      <CloudUploadOutlined aria-hidden="true" /> {t('imports.underWay', { count })}
    </Link>
  )
}
