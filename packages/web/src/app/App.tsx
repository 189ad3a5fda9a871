import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { ConfigProvider } from 'antd'
import english from 'antd/es/locale/en_US'
import chinese from 'antd/es/locale/zh_CN'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn'
import { useEffect, useLayoutEffect } from 'react'
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

export const App = () => {
  const scheme = useScheme()
  const { i18n } = useTranslation()
  // antd itself falls back on English, so both are here anyway.
  const locale = i18n.language === 'en' ? english : chinese
  useEffect(() => {
    dayjs.locale(i18n.language === 'en' ? 'en' : 'zh-cn')
  }, [i18n.language])
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
