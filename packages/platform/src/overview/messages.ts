import { defineMessages } from '@xiezhi/engine/message'

export const overviewMessages = defineMessages({
  'overview.upload': { zh: '上传第一份数据', en: 'Upload the first file' },
  'overview.lacking': { zh: '补充数据后可以运行更多规则：缺{names}', en: 'More rules can run with: {names}' },
  'overview.lacking-many': { zh: '补充数据后可以运行更多规则：缺{names}等', en: 'More rules can run with {names} and others' },
  'overview.quarantine': { zh: '核对隔离区中的数据', en: 'Look at the rows in quarantine' },
  'overview.run': { zh: '有新数据，重新运行模型', en: 'New data arrived: run the models again' },
  'overview.judge-high': { zh: '研判高等级线索', en: 'Judge the clues of high severity' },
  'overview.judge': { zh: '研判其余线索', en: 'Judge the other clues' },
  'overview.alerts': { zh: '查看巡查预警', en: 'Look at the alerts of patrols' },
  'overview.alerts-late': { zh: '巡查预警已过处理期限', en: 'Alerts are late' },
  'overview.held': { zh: '确认线索过多、等待发布的运行', en: 'Decide about runs held for too many clues' },
  'overview.databases-failing': { zh: '数据库没有读成：{names}', en: 'Databases that could not be read: {names}' },
  'overview.databases-leaving': {
    zh: '全量读取后有数据待确认撤出：{names}',
    en: 'Rows wait to leave after a whole reading: {names}',
  },
  'overview.databases-missed': { zh: '错过了定时读取，已补读：{names}', en: 'Readings were missed and made up for: {names}' },
  'overview.busy': { zh: '查看正在进行的入库和运行', en: 'See imports and runs under way' },
})
