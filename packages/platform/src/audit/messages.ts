import { defineMessages } from '@xiezhi/engine/message'

/** Per action its label, and the sentence that its values fill. */
export const auditMessages = defineMessages({
  'audit.platform.first-start': { zh: '首次启动', en: 'First start' },
  'audit.platform.first-start.detail': { zh: '建立机关“{organisation}”', en: 'Office “{organisation}” set up' },
  'audit.platform.restore': { zh: '恢复备份', en: 'Backup restored' },
  'audit.platform.restore.detail': { zh: '由 {made} 所作备份恢复', en: 'From the backup made {made}' },
  'audit.session.sign-in': { zh: '登录', en: 'Sign-in' },
  'audit.session.sign-in.detail': { zh: '账号 {account}', en: 'Account {account}' },
  'audit.session.refused': { zh: '登录失败', en: 'Sign-in refused' },
  'audit.session.refused.detail': { zh: '账号 {account}', en: 'Account {account}' },
  'audit.session.locked': { zh: '登录受限', en: 'Sign-in locked' },
  'audit.session.locked.detail': { zh: '账号 {account} 失败次数过多', en: 'Account {account}: too many failures' },
  'audit.session.sign-out': { zh: '退出登录', en: 'Sign-out' },
  'audit.session.sign-out.detail': { zh: '', en: '' },
  'audit.session.change-password': { zh: '修改密码', en: 'Password changed' },
  'audit.session.change-password.detail': { zh: '本人修改，其他会话已结束', en: 'By the person; other sessions ended' },
  'audit.user.create': { zh: '开立账号', en: 'Account opened' },
  'audit.user.create.detail': { zh: '账号 {account}（{name}），角色 {roles}', en: 'Account {account} ({name}), roles {roles}' },
  'audit.user.change': { zh: '变更账号', en: 'Account changed' },
  'audit.user.change.detail': {
    zh: '账号 {account}（{name}），角色 {roles}，停用：{disabled}',
    en: 'Account {account} ({name}), roles {roles}, disabled: {disabled}',
  },
  'audit.user.reset-password': { zh: '重置密码', en: 'Password reset' },
  'audit.user.reset-password.detail': { zh: '账号 {account}', en: 'Account {account}' },
  'audit.user.list': { zh: '查看账号', en: 'Accounts looked at' },
  'audit.user.list.detail': { zh: '', en: '' },
  'audit.audit.list': { zh: '查看日志', en: 'Log looked at' },
  'audit.audit.list.detail': { zh: '第 {page} 页', en: 'Page {page}' },
  'audit.audit.export': { zh: '导出日志', en: 'Log exported' },
  'audit.audit.export.detail': { zh: '{count} 条', en: '{count} entries' },
  'audit.audit.verify': { zh: '核验日志', en: 'Log verified' },
  'audit.audit.verify.detail': { zh: '{entries} 条，完整：{intact}', en: '{entries} entries, intact: {intact}' },
  'audit.import.upload': { zh: '上传文件', en: 'File uploaded' },
  'audit.import.upload.detail': { zh: '{file}（{bytes} 字节）', en: '{file} ({bytes} bytes)' },
  'audit.import.publish': { zh: '发布批次', en: 'Batches published' },
  'audit.import.publish.detail': { zh: '{file}：入库 {taken} 行，隔离 {refused} 行', en: '{file}: {taken} rows taken, {refused} refused' },
  'audit.import.refuse': { zh: '文件未入库', en: 'File refused' },
  'audit.import.refuse.detail': { zh: '{file}', en: '{file}' },
  'audit.import.cancel': { zh: '取消入库', en: 'Import cancelled' },
  'audit.import.cancel.detail': { zh: '{file}', en: '{file}' },
  'audit.quarantine.read': { zh: '查看隔离数据', en: 'Quarantine looked at' },
  'audit.quarantine.read.detail': { zh: '{file}，第 {page} 页', en: '{file}, page {page}' },
  'audit.quarantine.export': { zh: '导出隔离数据', en: 'Quarantine exported' },
  'audit.quarantine.export.detail': { zh: '{file}，{count} 行', en: '{file}, {count} rows' },
  'audit.rows.read': { zh: '查看数据', en: 'Rows looked at' },
  'audit.rows.read.detail': { zh: '{dataset}，第 {page} 页，检索“{q}”', en: '{dataset}, page {page}, search “{q}”' },
  'audit.rows.export': { zh: '导出数据', en: 'Rows exported' },
  'audit.rows.export.detail': { zh: '{dataset}，{count} 行（{format}）', en: '{dataset}, {count} rows ({format})' },
  'audit.run.start': { zh: '运行模型', en: 'Model started' },
  'audit.run.start.detail': { zh: '{model}，截至 {asOf}', en: '{model}, as of {asOf}' },
  'audit.run.publish': { zh: '产出线索', en: 'Clues published' },
  'audit.run.publish.detail': {
    zh: '{model}：新增 {fresh}，持续 {persisting}，消失 {vanished}，复现 {returned}',
    en: '{model}: {fresh} new, {persisting} persisting, {vanished} vanished, {returned} returned',
  },
  'audit.run.cancel': { zh: '取消运行', en: 'Run cancelled' },
  'audit.run.cancel.detail': { zh: '{model}', en: '{model}' },
  'audit.clue.list': { zh: '查看线索列表', en: 'Clue list looked at' },
  'audit.clue.list.detail': { zh: '第 {page} 页，检索“{q}”', en: 'Page {page}, search “{q}”' },
  'audit.clue.read': { zh: '查看线索', en: 'Clue looked at' },
  'audit.clue.read.detail': { zh: '{no} {title}', en: '{no} {title}' },
  'audit.clue.export': { zh: '导出线索', en: 'Clues exported' },
  'audit.clue.export.detail': { zh: '{count} 条（{format}）', en: '{count} clues ({format})' },
  'audit.limit.adjust': { zh: '调整期限', en: 'Limit adjusted' },
  'audit.limit.adjust.detail': { zh: '{title}：{from} 改为 {to}。理由：{reason}', en: '{title}: {from} to {to}. Reason: {reason}' },
  'audit.limit.restore': { zh: '恢复期限', en: 'Limit restored' },
  'audit.limit.restore.detail': {
    zh: '{title}：{from} 恢复为目录所载 {to}。理由：{reason}',
    en: '{title}: {from} back to {to} of the catalogue. Reason: {reason}',
  },
  'audit.limit.export': { zh: '导出期限', en: 'Limits exported' },
  'audit.limit.export.detail': { zh: '{count} 条（{format}）', en: '{count} limits ({format})' },
  'audit.calendar.follow': { zh: '目录的放假安排更新', en: 'Calendar of the catalogue changed' },
  'audit.calendar.follow.detail': { zh: '重算 {runs} 个模型', en: '{runs} models run again' },
  'audit.calendar.load': { zh: '启用放假安排', en: 'Calendar put in force' },
  'audit.calendar.load.detail': {
    zh: '{year}年：放假 {holidays} 日、调休上班 {workdays} 日，重算 {runs} 个模型。理由：{reason}',
    en: '{year}: {holidays} days off, {workdays} worked, {runs} models run again. Reason: {reason}',
  },
  'audit.matter.act': { zh: '办理线索', en: 'Clue handled' },
  'audit.matter.act.detail': { zh: '{no}：{transition}', en: '{no}: {transition}' },
  'audit.law.load': { zh: '载入法规文本', en: 'Statutes handed in' },
  'audit.law.load.detail': { zh: '{label}（{files} 个文件）', en: '{label} ({files} files)' },
  'audit.law.publish': { zh: '法规文本入库', en: 'Statutes published' },
  'audit.law.publish.detail': {
    zh: '{label}：{versions} 个版本，{articles} 条，未读取 {refused} 个文件',
    en: '{label}: {versions} versions, {articles} articles, {refused} files not read',
  },
  'audit.law.refuse': { zh: '法规文本未入库', en: 'Statutes refused' },
  'audit.law.refuse.detail': { zh: '{label}', en: '{label}' },
  'audit.law.cancel': { zh: '取消载入法规文本', en: 'Load of statutes cancelled' },
  'audit.law.cancel.detail': { zh: '{label}', en: '{label}' },
  'audit.law.review': { zh: '复核新版本的影响', en: 'Effect of a new version reviewed' },
  'audit.law.review.detail': { zh: '{law}（{version}）：{note}', en: '{law} ({version}): {note}' },
})

/** Heads of the exported log. */
export const auditColumns = defineMessages({
  'audit.title': { zh: '操作日志', en: 'Audit log' },
  'audit.column.seq': { zh: '序号', en: 'No.' },
  'audit.column.at': { zh: '时间', en: 'Time' },
  'audit.column.actor': { zh: '操作人', en: 'Actor' },
  'audit.column.action': { zh: '操作', en: 'Action' },
  'audit.column.object': { zh: '对象', en: 'Object' },
  'audit.column.detail': { zh: '内容', en: 'Detail' },
  'audit.column.address': { zh: '地址', en: 'Address' },
  'audit.column.hash': { zh: '校验值（SM3）', en: 'Hash (SM3)' },
})

type Codes = keyof typeof auditMessages
/** What can be in the log: each has a label and a sentence above. */
export type AuditAction = {
  [C in Codes]: C extends `audit.${infer A}` ? (`audit.${A}.detail` extends Codes ? A : never) : never
}[Codes]

export const auditActions: readonly string[] = Object.keys(auditMessages)
  .filter((code) => !code.endsWith('.detail'))
  .map((code) => code.slice('audit.'.length))
