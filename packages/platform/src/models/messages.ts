import { defineMessages } from '@xiezhi/engine/message'

export const runMessages = defineMessages({
  'run.clue-title': { zh: '{subject}：{title}', en: '{subject}: {title}' },
  'run.class-reason': {
    zh: '截至{asOf}的{months}个月内，{subject}有{count}件“{title}”线索，可按类案监督。',
    en: '{subject} has {count} clues of “{title}” in the {months} months before {asOf}: a class of cases.',
  },
  // Where no day is due, nothing says to which months a clue belongs.
  'run.class-reason-undated': {
    zh: '截至{asOf}，{subject}有{count}件“{title}”线索，可按类案监督。',
    en: '{subject} has {count} clues of “{title}” by {asOf}: a class of cases.',
  },
  'run.class-reason-mixed': {
    zh: '截至{asOf}的{months}个月内，{subject}有{count}件“{title}”线索，另有{undated}件没有期限日，可按类案监督。',
    en: '{subject} has {count} clues of “{title}” in the {months} months before {asOf}, and {undated} without a due day: a class of cases.',
  },
  'run.check-list': { zh: '核对清单：{title}（只凭名称，不是线索）', en: 'Check list: {title} (known by name alone, no clues)' },
  'run.check-subject': { zh: '对象', en: 'Subject' },
  'run.check-party': { zh: '当事人', en: 'Party' },
  'run.check-reason': { zh: '事由', en: 'Reason' },
  'run.class-document': { zh: '类案检察建议', en: 'similar-case recommendation' },
})
