import { defineMessages } from '@xiezhi/engine/message'

export const coverageMessages = defineMessages({
  'coverage.reversed': { zh: '起始日 {from} 晚于截止日 {to}，请核对。', en: '{from} is after {to}: please check.' },
  'coverage.half': {
    zh: '起始日和截止日要么都填，要么都不填（都不填是收回说明）。',
    en: 'Give both days, or neither to take the statement back.',
  },
  'coverage.at-upload': { zh: '随文件说明', en: 'Said with the file' },
  'coverage.no-dataset': { zh: '没有“{dataset}”这个数据集。', en: 'There is no dataset “{dataset}”.' },
  'coverage.no-batch': { zh: '没有这个批次。', en: 'There is no such batch.' },
})
