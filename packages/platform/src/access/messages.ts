import { defineMessages } from '@xiezhi/engine/message'

export const accessMessages = defineMessages({
  'access.platform': { zh: '獬豸平台', en: 'The platform' },
  'access.demo-procurator': { zh: '演示检察官', en: 'Demonstration procurator' },
  'access.office': { zh: '本院', en: 'This office' },
  'access.demo-office': { zh: '云岑县人民检察院', en: 'Yuncen County Procuratorate (invented)' },
  'access.admin': { zh: '管理员', en: 'Administrator' },
  'access.signed-out': { zh: '请先登录。', en: 'Please sign in first.' },
  'access.forbidden': { zh: '您的角色没有这项权限；需要时请联系管理员。', en: 'Your role does not allow this; ask your administrator.' },
  'access.must-change-password': { zh: '首次登录请先修改密码。', en: 'Please change your first password first.' },
  'access.wrong-password': { zh: '账号或密码不对。', en: 'The account or the password is wrong.' },
  'access.wrong-current-password': { zh: '当前密码不对。', en: 'The current password is wrong.' },
  'access.same-password': { zh: '新密码不能与当前密码相同。', en: 'The new password must differ from the current one.' },
  'access.locked': { zh: '登录失败次数过多，请于 {minutes} 分钟后再试。', en: 'Too many failed sign-ins; try again in {minutes} minutes.' },
  'access.other-site': { zh: '拒绝了来自其他网站的请求。', en: 'A request from another site was refused.' },
  'access.no-user': { zh: '没有这个账号。', en: 'There is no such account.' },
  'access.account-taken': { zh: '账号 {account} 已存在。', en: 'The account {account} exists already.' },
  'access.last-administrator': { zh: '至少要保留一名可用的管理员。', en: 'At least one administrator must stay enabled.' },
  'access.too-fast': { zh: '请求过于频繁，请稍后再试。', en: 'Too many requests; try again shortly.' },
})
