import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { ConfigProvider } from 'antd'
import type { Locale } from 'antd/es/locale'
import chinese from 'antd/es/locale/zh_CN'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn'
import { useEffect, useLayoutEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { antdTheme } from '../ui/antd-theme.ts'
import { dark, light, paint } from '../ui/palette.ts'
import { useScheme } from './preferences.ts'
import { queryClient } from './query.ts'
import { router } from './routes.tsx'

// Browsers hide the attribute from scripts and style sheets; the property stays.
const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.nonce ?? ''
// Outside <body> itself antd leaves the page's scrolling alone: locking it needs a style element that the content policy refuses.
const overlays = () => document.getElementById('overlays') ?? document.body
const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches

const useAntdLocale = (language: string): Locale => {
  const [locale, setLocale] = useState<Locale>(chinese)
  useEffect(() => {
    if (language === 'en') void import('antd/es/locale/en_US').then((english) => setLocale(english.default))
    else setLocale(chinese)
    dayjs.locale(language === 'en' ? 'en' : 'zh-cn')
  }, [language])
  return locale
}

export const App = () => {
  const scheme = useScheme()
  const { i18n } = useTranslation()
  const locale = useAntdLocale(i18n.language)
  const palette = scheme === 'dark' ? dark : light
  useLayoutEffect(() => {
    paint(palette, document.documentElement)
    document.documentElement.dataset.scheme = scheme
    document.querySelector('meta[name="theme-color"]')?.setAttribute('content', palette.header)
  }, [palette, scheme])
  return (
    <ConfigProvider
      csp={{ nonce }}
      locale={locale}
      theme={antdTheme(palette, scheme === 'dark', still)}
      button={{ autoInsertSpace: false }}
      componentSize="middle"
      getPopupContainer={overlays}
    >
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </ConfigProvider>
  )
}
