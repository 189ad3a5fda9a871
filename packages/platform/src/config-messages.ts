import { defineMessages } from '@xiezhi/engine/message'

/** What the terminal says when the server starts and ends. */
export const configMessages = defineMessages({
  'config.port': {
    zh: 'XIEZHI_PORT 应是 0 到 65535 的整数，现为“{value}”。',
    en: 'XIEZHI_PORT must be a whole number from 0 to 65535, not “{value}”.',
  },
  'config.databases': {
    zh: 'XIEZHI_DATABASES 应是用逗号分开的主机，可带端口，例如 10.1.2.3:5432,db.example.cn；现为“{value}”。',
    en: 'XIEZHI_DATABASES lists hosts by commas, with a port or without, e.g. 10.1.2.3:5432,db.example.cn; not “{value}”.',
  },
  'config.memory': {
    zh: 'XIEZHI_MEMORY 应是 1 到 1024 的整数（GB），现为“{value}”。',
    en: 'XIEZHI_MEMORY must be a whole number of gigabytes from 1 to 1024, not “{value}”.',
  },
  'config.keys-twice': {
    zh: 'XIEZHI_KEYS_FILE、XIEZHI_KEYS、XIEZHI_KEYS_COMMAND 只能设一个。',
    en: 'Set only one of XIEZHI_KEYS_FILE, XIEZHI_KEYS and XIEZHI_KEYS_COMMAND.',
  },
  'config.keys-command': {
    zh: 'XIEZHI_KEYS_COMMAND 应是程序及其参数，以空格分开，或是 JSON 字符串列表。',
    en: 'XIEZHI_KEYS_COMMAND must be a program and its arguments with blanks between, or a JSON list of strings.',
  },
  'config.admin-password': { zh: 'XIEZHI_ADMIN_PASSWORD 至少要 8 个字符。', en: 'XIEZHI_ADMIN_PASSWORD needs at least 8 characters.' },
  'config.port-in-use': {
    zh: '端口 {port} 已被占用。请结束占用它的程序，或用 XIEZHI_PORT 换一个端口，例如 XIEZHI_PORT={other} npm start。',
    en: 'Port {port} is in use. End the program that uses it, or choose another with XIEZHI_PORT, for example XIEZHI_PORT={other} npm start.',
  },
  'config.cannot-listen': {
    zh: '无法在 {host}:{port} 提供服务：{reason}。请检查 XIEZHI_HOST 与 XIEZHI_PORT。',
    en: 'Cannot serve at {host}:{port}: {reason}. Check XIEZHI_HOST and XIEZHI_PORT.',
  },
  'config.ready': { zh: '獬豸已启动：{address}', en: 'Xiezhi is up: {address}' },
  'config.stopping': { zh: '正在结束……', en: 'Ending …' },
  'config.stopped': { zh: '已结束，数据已保存在 {dir}', en: 'Ended; the data are in {dir}' },
  'config.account': { zh: '  账号 {account}  密码 {password}  （{roles}）', en: '  account {account}  password {password}  ({roles})' },
  'config.accounts': {
    zh: '首次启动已建立账号，随机密码只显示这一次，请记下：',
    en: 'Accounts of the first start; random passwords are shown only now:',
  },
  'config.given-password': { zh: '（XIEZHI_ADMIN_PASSWORD 所设）', en: '(as set in XIEZHI_ADMIN_PASSWORD)' },
  'config.sign-in': { zh: '请用已有账号登录，例如 admin。', en: 'Sign in with an account you have, for example admin.' },
  'config.failed': { zh: '启动失败：{reason}', en: 'The start failed: {reason}' },
  'demo.generating': {
    zh: '首次启动：正在生成并装入示范县数据（XIEZHI_DEMO=0 可跳过）……',
    en: 'First start: bringing in the demonstration district (XIEZHI_DEMO=0 skips it) …',
  },
  'demo.basis': { zh: '示范数据，单位和协议均为虚构', en: 'Demonstration: unit and agreement are invented' },
  'demo.purpose': { zh: '演示行政检察大数据法律监督', en: 'To show supervision by data' },
  'demo.file': {
    zh: '  {n}/{of} {file}：入库 {taken} 行，隔离 {refused} 行',
    en: '  {n}/{of} {file}: {taken} rows taken, {refused} refused',
  },
  'demo.file-there': { zh: '  {n}/{of} {file}：已在库中', en: '  {n}/{of} {file}: there already' },
  'demo.file-refused': { zh: '  {file} 未能入库：{reason}', en: '  {file} was not taken: {reason}' },
  'demo.run': { zh: '  {model}：{clues} 条线索（截至 {asOf}）', en: '  {model}: {clues} clues (as of {asOf})' },
  'demo.run-failed': { zh: '  {model} 运行失败', en: '  {model} failed' },
  'demo.failed': {
    zh: '示范县未能装入：{reason}。下次启动会继续。',
    en: 'The demonstration was not brought in: {reason}. The next start continues.',
  },
  'config.catalogue': {
    zh: '目录有误，未采用：{file}:{line}:{column}：{message}',
    en: 'A mistake in the catalogue, left out: {file}:{line}:{column}: {message}',
  },
  'config.role.administrator': { zh: '管理员', en: 'administrator' },
  'config.role.procurator': { zh: '检察官', en: 'procurator' },
})
