import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import type packages from '../messages/packages.zh-CN.json'
import type workshop from '../messages/workshop.zh-CN.json'
import chinese from '../messages/zh-CN.json'

export const languages = ['zh-CN', 'en'] as const
export type Language = (typeof languages)[number]

const key = 'xiezhi.language'
const known = (text: string | null): Language => languages.find((language) => language === text) ?? 'zh-CN'

export const currentLanguage = (): Language => known(i18next.language)

/** English comes in only when it is asked for. */
const load = async (language: Language): Promise<void> => {
  if (i18next.hasResourceBundle(language, 'translation')) return
  const english = await import('../messages/en.json')
  i18next.addResourceBundle(language, 'translation', english.default)
}

export const chooseLanguage = async (language: Language): Promise<void> => {
  await load(language)
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
  localStorage.setItem(key, language)
}

export const startLanguage = async (): Promise<void> => {
  await i18next.use(initReactI18next).init({
    lng: 'zh-CN',
    fallbackLng: 'zh-CN',
    resources: { 'zh-CN': { translation: chinese } },
    interpolation: { escapeValue: false },
    returnNull: false,
  })
  await chooseLanguage(known(localStorage.getItem(key)))
}

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof chinese; workshop: typeof workshop; packages: typeof packages }
    enableSelector: false
  }
}
