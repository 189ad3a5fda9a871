import { defineMessages } from '@xiezhi/engine/message'

/** What `backup`, `restore` and `audit verify` say. */
export const folderMessages = defineMessages({
  'backup.command': {
    zh: '把数据文件夹备份为一个文件（先结束服务器）',
    en: 'back up the data folder into one file (end the server first)',
  },
  'backup.file': { zh: '备份文件，例如 xiezhi-2026-11-22.tgz', en: 'the backup file, for example xiezhi-2026-11-22.tgz' },
  'backup.no-data': {
    zh: '{dir} 中没有数据可备份。请用 XIEZHI_DATA 指出数据文件夹。',
    en: 'There are no data in {dir}. Name the data folder with XIEZHI_DATA.',
  },
  'backup.exists': { zh: '文件 {file} 已存在，请换一个名字。', en: 'The file {file} exists; choose another name.' },
  'backup.done': {
    zh: '已备份到 {file}：{rows} 行记录，{files} 个文件。其中含有密钥，能打开全部封存的号码，请单独妥善保管。',
    en: 'Backed up to {file}: {rows} records, {files} files. It holds the keys that open every sealed number: keep it safe.',
  },
  'restore.command': { zh: '从备份文件恢复到空的数据文件夹', en: 'restore a backup into an empty data folder' },
  'restore.not-empty': {
    zh: '{dir} 中已有数据，不会覆盖。请先移走，或用 XIEZHI_DATA 指定一个空文件夹。',
    en: '{dir} holds data, which are not overwritten. Move them away, or name an empty folder with XIEZHI_DATA.',
  },
  'restore.store-not-empty': {
    zh: 'XIEZHI_DATABASE_URL 所指的数据库中已有数据，不会覆盖。',
    en: 'The database of XIEZHI_DATABASE_URL holds data, which are not overwritten.',
  },
  'restore.no-file': { zh: '没有文件 {file}。', en: 'There is no file {file}.' },
  'restore.damaged': {
    zh: '{file} 不是完好的备份文件：{reason}。数据文件夹未改动。',
    en: '{file} is not a sound backup: {reason}. The data folder is untouched.',
  },
  'restore.newer': {
    zh: '{file} 由更新的版本所作（{migration}），请先升级獬豸。',
    en: '{file} was made by a newer version ({migration}); upgrade Xiezhi first.',
  },
  'restore.done': {
    zh: '已恢复到 {dir}：{rows} 行记录，{files} 个文件；操作日志完整。所有人需重新登录。',
    en: 'Restored to {dir}: {rows} records, {files} files; the log is intact. Everybody signs in anew.',
  },
  'audit.command': { zh: '操作日志', en: 'the audit log' },
  'audit.verify-command': {
    zh: '从头核验操作日志和办理记录的哈希链',
    en: 'recompute the hash chains of the log and of the acts from the start',
  },
  'audit.intact': {
    zh: '完整：日志 {entries} 条，办理记录 {acts} 条。最后一条的校验值：{head}',
    en: 'Intact: {entries} entries, {acts} acts. Head: {head}',
  },
  'audit.broken': { zh: '日志不完整：第 {seq} 条起与记录不符，共 {entries} 条。', en: 'The log is broken from entry {seq} of {entries}.' },
  'audit.acts-broken': { zh: '办理记录不完整：{matters}', en: 'Acts are broken in {matters}' },
})
