import i18next from 'i18next'
import { useTranslation } from 'react-i18next'
import english from '../messages/packages.en.json'
import chinese from '../messages/packages.zh-CN.json'

// Words of pages that few visits open come with those pages.
i18next.addResourceBundle('zh-CN', 'packages', chinese)
i18next.addResourceBundle('en', 'packages', english)

export const useWords = () => useTranslation('packages')
