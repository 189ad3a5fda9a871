import { useTranslation } from 'react-i18next'

const known = ['text', 'int', 'decimal', 'date', 'datetime', 'bool', 'text[]'] as const

/** The name of a column's type, for people. */
export const useTypeName = () => {
  const { t } = useTranslation()
  return (type: string): string => {
    const found = known.find((name) => name === type)
    return found ? t(`type.${found}`) : type
  }
}
