import { defineMessages } from '@xiezhi/engine/message'

export const scheduleMessages = defineMessages({
  'schedule.title': { zh: '定时任务', en: 'Schedules' },
  'schedule.not-found': { zh: '没有这个定时任务。', en: 'There is no such schedule.' },
  'schedule.no-subject': { zh: '没有这个对象：{subject}', en: 'There is no such thing to schedule: {subject}' },
  'schedule.cron-form': {
    zh: '时间表达式“{cron}”读不懂：应为五段“分 时 日 月 周”，例如 0 2 * * 1 表示每周一 2:00。',
    en: 'The pattern “{cron}” cannot be read: five fields “minute hour day month weekday”, e.g. 0 2 * * 1 for Mondays at 2:00.',
  },
  'schedule.cron-never': { zh: '时间表达式“{cron}”永远不会到来。', en: 'The pattern “{cron}” never comes.' },
  'schedule.same': {
    zh: '“{title}”已有同样时间的定时任务（{by}设置），不必再设。要换时间，请修改原来的。',
    en: '“{title}” is scheduled for these moments already (by {by}). Change that schedule to have other moments.',
  },
  'schedule.same-paused': {
    zh: '“{title}”已有同样时间的定时任务（{by}设置，已暂停），不必再设，请恢复原来的。',
    en: '“{title}” is scheduled for these moments already (by {by}, paused). Resume that schedule.',
  },
  'schedule.platform': { zh: '定时任务', en: 'schedule' },
  'schedule.column.title': { zh: '对象', en: 'What' },
  'schedule.column.cron': { zh: '时间表达式', en: 'Pattern' },
  'schedule.column.state': { zh: '状态', en: 'State' },
  'schedule.column.next': { zh: '下次', en: 'Next' },
  'schedule.column.last': { zh: '上次', en: 'Last' },
  'schedule.column.begun': { zh: '上次启动', en: 'Begun' },
  'schedule.column.skipped': { zh: '上次未启动', en: 'Not begun' },
  'schedule.column.missed': { zh: '错过次数', en: 'Missed' },
  'schedule.column.by': { zh: '设置人', en: 'By' },
  'schedule.paused': { zh: '已暂停', en: 'paused' },
  'schedule.active': { zh: '启用', en: 'active' },
})
