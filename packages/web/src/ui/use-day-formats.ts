import { useTranslation } from 'react-i18next'

/** How days are typed into a field, beside the way in which the field shows them. */
const typed = ['YYYY-MM-DD', 'YYYY-M-D', 'YYYY/MM/DD', 'YYYY/M/D', 'YYYY.MM.DD', 'YYYY.M.D', 'YYYYMMDD', 'YYYY年MM月DD日']

/** Formats of a field for days: the first is shown, each of them is read. What a field does not read it drops at Enter, and the day before it stands. */
export const useDayFormats = (): string[] => [useTranslation().t('ui.dayPicker'), ...typed]
