import { defineMessages } from '@xiezhi/engine/message'

export const storeMessages = defineMessages({
  'keys.missing': {
    zh: '找不到密钥（{where}），而数据文件夹里已有用密钥处理过的数据。请放回原来的密钥（备份里有），不能另生成：否则同一人的号码会变成不同的代号，已封存的也打不开。',
    en: 'The keys are missing ({where}), and there are data made with them. Put the old keys back (a backup has them); new ones would give the same person other tokens and open nothing that is sealed.',
  },
  'keys.unreadable': {
    zh: '密钥读不出（{where}）：应是 keys.json 那样的 JSON。首次使用可先不设密钥变量启动一次，用生成的 keys.json 的内容。',
    en: 'The keys can’t be read ({where}): they must be JSON like that of keys.json. To make some, start once without these variables and take what keys.json has.',
  },
  'keys.program': {
    zh: 'XIEZHI_KEYS_COMMAND 的程序没有给出密钥：{reason}。请单独运行它看看。',
    en: 'The program of XIEZHI_KEYS_COMMAND gave no keys: {reason}. Try it by itself.',
  },
  'keys.other': {
    zh: '密钥（{where}）不是这个数据文件夹的密钥，未启动。请换回原来的密钥；数据没有改动。',
    en: 'These keys ({where}) are not those of this data folder; nothing was started or changed. Give the old ones back.',
  },
  'keys.seal-gone': {
    zh: '密钥（{where}）里缺少仍在使用的封存密钥，未启动。换封存密钥时旧的要留到重新封存完成。',
    en: 'A seal that is still in use is missing among the keys ({where}); nothing was started. Keep the old one until all is sealed anew.',
  },
  'keys.under-way': {
    zh: '上一次更换还没有完成，完成后再换。',
    en: 'The last change is still under way; change again when it is over.',
  },
  'keys.no-new-seal': {
    zh: '{where} 给出的密钥里没有新的封存密钥。请先在 seals 的最后加上一个（原来的留着），再点更换。',
    en: '{where} gives no new seal. Add one at the end of its seals, keep the old ones, and try again.',
  },
  'keys.restart': {
    zh: '密钥在 XIEZHI_KEYS 里，不重启读不到新的。请在其 seals 的最后加上新的封存密钥（原来的留着），重启后会自动重新封存。',
    en: 'The keys are in XIEZHI_KEYS, which is read only at a start. Add a seal at the end of its seals, keep the old ones, and restart: all is sealed anew by itself.',
  },
  'keys.stage.lake': { zh: '把掩码移出数据文件', en: 'Moving masks out of the data files' },
  'keys.stage.vault': { zh: '重新封存号码', en: 'Sealing numbers anew' },
  'keys.stage.quarantine': { zh: '重新封存隔离行', en: 'Sealing quarantined rows anew' },
  'keys.stage.database_link': { zh: '重新封存数据库密码', en: 'Sealing passwords of databases anew' },
  'keys.stage.raw': { zh: '重新封存原件', en: 'Sealing originals anew' },
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
  'store.disk-full': {
    zh: '数据库所在的磁盘空间不足（数据文件夹 {dir}），未启动。已确认的数据都在；请腾出空间后再启动。',
    en: 'The disk of the database is full (data folder {dir}); nothing was started. All that was acknowledged is there; make room and start again.',
  },
  'store.embedded': {
    zh: '内置数据库（PGlite）：进程被强行结束不丢已确认的数据，但不保证断电不丢；正式使用请用 XIEZHI_DATABASE_URL 接入 PostgreSQL。',
    en: 'Embedded database (PGlite): a killed process loses nothing acknowledged; nothing is claimed for a power cut. For work in earnest set XIEZHI_DATABASE_URL to a PostgreSQL.',
  },
})
