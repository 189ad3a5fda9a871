import { defineMessages } from '@xiezhi/engine/message'

export const sourceMessages = defineMessages({
  'source.not-found': { zh: '没有这个数据来源。', en: 'There is no such source.' },
  'source.name-taken': {
    zh: '已经有名为“{name}”的数据来源，请换一个名称，或直接使用已有的来源。',
    en: 'There is a source named “{name}” already: choose another name, or use that source.',
  },
  'source.term-reversed': {
    zh: '使用期限的起始日 {from} 晚于截止日 {until}，请核对。',
    en: 'The term of use begins on {from}, after it ends on {until}: please check.',
  },
  'source.stopped': {
    zh: '数据来源“{name}”已停用，不再接收数据。请先恢复该来源，或选择其他来源。',
    en: 'The source “{name}” has been stopped and takes no more data: resume it first, or choose another.',
  },
  'source.inbox': { zh: '文件夹接收', en: 'Watched folder' },
  'source.inbox.taken': { zh: '已收取', en: 'taken' },
  'source.inbox.refused': { zh: '未收取', en: 'refused' },
  'source.title': { zh: '数据来源', en: 'Sources' },
  'source.column.name': { zh: '名称', en: 'Name' },
  'source.column.agency': { zh: '统一社会信用代码', en: 'Unified code' },
  'source.column.datasets': { zh: '数据集', en: 'Datasets' },
  'source.column.contact': { zh: '联络人', en: 'Contact' },
  'source.column.basis': { zh: '法律依据', en: 'Legal basis' },
  'source.column.purpose': { zh: '使用目的', en: 'Purpose' },
  'source.column.from': { zh: '使用期限起', en: 'Used from' },
  'source.column.until': { zh: '使用期限止', en: 'Used until' },
  'source.column.keep': { zh: '原始文件保存日数', en: 'Originals kept (days)' },
  'source.column.files': { zh: '文件', en: 'Files' },
  'source.column.rows': { zh: '入库行数', en: 'Rows taken' },
  'source.column.refused': { zh: '隔离行数', en: 'Rows refused' },
  'source.column.last': { zh: '最近到达', en: 'Last arrival' },
  'source.column.state': { zh: '状态', en: 'State' },
  'source.state.active': { zh: '使用中', en: 'In use' },
  'source.state.stopped': { zh: '已停用', en: 'Stopped' },
  'source.state.out-of-term': { zh: '超出使用期限', en: 'Out of term' },
})
