import { defineMessages } from '@xiezhi/engine/message'

export const originalMessages = defineMessages({
  'original.platform': { zh: '按期限销毁', en: 'Destruction by term' },
  'original.gone': {
    zh: '这份文件的原件已按保存期限销毁，不能再从原件读取；需要时请提供单位重新报送。',
    en: 'The original of this file was destroyed when its term was over and can no longer be read; ask the agency to send it again.',
  },
  'original.title': { zh: '原件保存', en: 'Originals' },
  'original.column.file': { zh: '文件', en: 'File' },
  'original.column.sha256': { zh: '校验值（SHA-256）', en: 'Hash (SHA-256)' },
  'original.column.source': { zh: '来源', en: 'Source' },
  'original.column.arrived': { zh: '到达', en: 'Arrived' },
  'original.column.days': { zh: '约定保存日数', en: 'Days agreed' },
  'original.column.until': { zh: '期满日', en: 'Term ends' },
  'original.column.state': { zh: '状态', en: 'State' },
  'original.column.open': { zh: '未办结线索', en: 'Open clues' },
  'original.column.rows': { zh: '数据湖保留行数', en: 'Rows kept in the lake' },
  'original.column.refused': { zh: '隔离行数', en: 'Refused rows' },
  'original.column.destroyed': { zh: '销毁时间', en: 'Destroyed' },
  'original.state.no-term': { zh: '未约定期限', en: 'No term agreed' },
  'original.state.term': { zh: '在保存期内', en: 'Within its term' },
  'original.state.held': { zh: '期满，线索未办结，暂不销毁', en: 'Term over, held for open clues' },
  'original.state.shared': { zh: '期满，同一文件另有保存依据', en: 'Term over, same bytes kept for another' },
  'original.state.due': { zh: '期满，待销毁', en: 'Term over, to be destroyed' },
  'original.state.destroying': { zh: '正在销毁', en: 'Being destroyed' },
  'original.state.destroyed': { zh: '已销毁', en: 'Destroyed' },
})
