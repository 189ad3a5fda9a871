const chinaClock = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'medium' })
/** A moment as people in China read it in a table: `2026-11-02 10:00:00`. */
export const chinaMoment = (iso: string): string => chinaClock.format(new Date(iso))
/** The day that it is then in China. */
export const chinaDay = (iso: string): string => chinaMoment(iso).slice(0, 10)
