import { defineMessages } from '@xiezhi/engine/message'

export const storeMessages = defineMessages({
  'store.folder-held': {
    zh: '数据文件夹 {dir} 正由另一个獬豸进程（进程号 {pid}）使用。请先在那边按 Ctrl-C 结束它，或用 XIEZHI_DATA 指定另一个文件夹。',
    en: 'The data folder {dir} is in use by another Xiezhi process ({pid}). End that one with Ctrl-C first, or name another folder with XIEZHI_DATA.',
  },
  'store.not-reachable': {
    zh: '连不上 XIEZHI_DATABASE_URL 所指的 PostgreSQL：{reason}。请检查地址、账号和网络，或去掉该变量改用内置数据库。',
    en: 'The PostgreSQL of XIEZHI_DATABASE_URL cannot be reached: {reason}. Check address, account and network, or unset the variable to use the embedded database.',
  },
  'store.not-openable': {
    zh: '数据文件夹 {dir} 中的数据库打不开：{reason}。若从备份恢复，请用 xiezhi restore。',
    en: 'The database in {dir} cannot be opened: {reason}. To bring back a backup use xiezhi restore.',
  },
  'store.embedded': {
    zh: '内置数据库（PGlite）：进程被强行结束不丢已确认的数据，但不保证断电不丢；正式使用请用 XIEZHI_DATABASE_URL 接入 PostgreSQL。',
    en: 'Embedded database (PGlite): a killed process loses nothing acknowledged; nothing is claimed for a power cut. For work in earnest set XIEZHI_DATABASE_URL to a PostgreSQL.',
  },
})
