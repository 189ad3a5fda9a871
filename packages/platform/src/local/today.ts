/** Today in China's civil time: the one place where commands read the clock. */
export const chinaToday = (): string => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date())
