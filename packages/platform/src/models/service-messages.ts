import { defineMessages } from '@xiezhi/engine/message'

export const modelServiceMessages = defineMessages({
  'run.no-model': { zh: '没有这个模型：{id}', en: 'There is no such model: {id}' },
  'run.not-found': { zh: '没有这次运行。', en: 'There is no such run.' },
  'run.over': { zh: '这次运行已经结束，不能取消。', en: 'This run has ended and can no longer be cancelled.' },
  'run.nothing-runnable': {
    zh: '缺少数据，没有一条规则可以运行。缺少：{lacks}。请先在“数据”中上传。',
    en: 'No rule can run for lack of data: {lacks}. Upload them first under Data.',
  },
  'run.stage.mount': { zh: '装载快照', en: 'Mounting the snapshot' },
  'run.stage.collide': { zh: '碰撞计算', en: 'Colliding' },
  'run.stage.publish': { zh: '发布线索', en: 'Publishing clues' },
  'run.place.as_of': { zh: '截至日', en: 'as-of day' },
  'run.place.days_overdue': { zh: '逾期天数', en: 'days overdue' },
  'run.field': { zh: '{dataset}·{field}', en: '{dataset} · {field}' },
})
