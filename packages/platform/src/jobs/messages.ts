import { defineMessages } from '@xiezhi/engine/message'

export const jobMessages = defineMessages({
  'job.stage.queue': { zh: '排队中（前面还有 {ahead} 项）', en: 'Waiting ({ahead} before it)' },
  'job.stage.starting': { zh: '准备', en: 'Starting' },
  'job.interrupted': {
    zh: '处理时服务器两次被中断，已停止，没有留下半成品；可以重新提交。',
    en: 'The server was interrupted twice at this work; nothing half-done was kept. It can be started again.',
  },
  'job.disk-full': {
    zh: '磁盘空间不足，没有做完，也没有留下一半的结果。请腾出空间后重新导入或运行（编号 {reference}）。',
    en: 'The disk is full: the work was not done, and nothing half-done was left. Make room and ask for it again (number {reference}).',
  },
  'job.failed': {
    zh: '处理失败，没有留下半成品。请把编号 {reference} 告诉管理员。',
    en: 'The work failed and left nothing. Tell the administrator the number {reference}.',
  },
  'job.cancelled': { zh: '已取消，没有留下任何数据。', en: 'Cancelled; nothing was kept.' },
  'job.state.queued': { zh: '排队中', en: 'waiting' },
  'job.state.running': { zh: '进行中', en: 'under way' },
  'job.state.succeeded': { zh: '已完成', en: 'done' },
  'job.state.failed': { zh: '失败', en: 'failed' },
  'job.state.cancelled': { zh: '已取消', en: 'cancelled' },
  'job.state.held': { zh: '待确认', en: 'waiting for a word' },
  'job.state.discarded': { zh: '已放弃', en: 'put away' },
})
