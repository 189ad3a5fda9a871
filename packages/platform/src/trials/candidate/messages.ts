import { defineMessages } from '@xiezhi/engine/message'

export const candidateMessages = defineMessages({
  'candidate.not-allowed': { zh: '看线索的权限也要有。', en: 'The permission to see clues is needed too.' },
  'candidate.not-unfounded': { zh: '判为不属实的线索才能用来提出排除条件。', en: 'Only a clue judged unfounded can suggest an exclusion.' },
  'candidate.no-row': {
    zh: '这条线索所依据的行不在现行规则的数据集里，无从提出。',
    en: 'The row of this clue is of no dataset that the rule is about now.',
  },
  'candidate.no-place': {
    zh: '模型文本的写法特别，不能自动加入，请在模型工坊里改。',
    en: 'The text of the model is written otherwise: add it in the workshop.',
  },
  'candidate.row-gone': { zh: '这一行已不在现在的数据里，没有做成案例。', en: 'The row is no longer among the data: no case was made.' },
  'candidate.live': { zh: '现行版本', en: 'live version' },
  'candidate.draft': { zh: '{model}（候选：{title}）', en: '{model} (candidate: {title})' },
  'candidate.case': { zh: '线索 {no} 判为不属实，不应再报', en: 'clue {no} was judged unfounded and must not be told again' },
  'candidate.word': { zh: '{label}写明“{value}”', en: '{label} says “{value}”' },
  'candidate.equal': { zh: '{label}为“{value}”', en: '{label} is “{value}”' },
  'candidate.empty': { zh: '{label}没有填', en: '{label} is empty' },
  'candidate.filled': { zh: '{label}已有记载', en: '{label} is filled' },
  'candidate.at-most': { zh: '{label}不超过 {value}', en: '{label} is at most {value}' },
  'candidate.at-least': { zh: '{label}不少于 {value}', en: '{label} is at least {value}' },
})
