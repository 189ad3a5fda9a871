import { defineMessages } from '@xiezhi/engine/message'

/** What the terminal says when the server starts and ends. */
export const configMessages = defineMessages({
  'config.port': {
    zh: 'XIEZHI_PORT 应是 0 到 65535 的整数，现为“{value}”。',
    en: 'XIEZHI_PORT must be a whole number from 0 to 65535, not “{value}”.',
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
  'config.role.administrator': { zh: '管理员', en: 'administrator' },
  'config.role.procurator': { zh: '检察官', en: 'procurator' },
})
