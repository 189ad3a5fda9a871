import i18next from 'i18next'
import { useTranslation } from 'react-i18next'
import english from '../messages/workshop.en.json'
import chinese from '../messages/workshop.zh-CN.json'

// Words of pages that few visits open come with those pages.
i18next.addResourceBundle('zh-CN', 'workshop', chinese)
i18next.addResourceBundle('en', 'workshop', english)

/** The words of the workshop. */
export const useWords = () => useTranslation('workshop')
