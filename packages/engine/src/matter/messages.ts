import { defineMessages } from '../message.ts'

export const matterMessages = defineMessages({
  'procedure.yaml': { zh: '不是有效的 YAML：{problem}', en: 'not valid YAML: {problem}' },
  'procedure.shape': { zh: '{path} 写法不对：{problem}', en: '{path} is wrong: {problem}' },
  'procedure.unknown-state': { zh: '没有状态 {name}', en: 'there is no state {name}' },
  'procedure.unreachable': { zh: '从起点到不了状态 {name}', en: 'the state {name} cannot be reached from the start' },
  'procedure.trap': { zh: '从状态 {name} 到不了任何终点', en: 'no end can be reached from the state {name}' },
  'procedure.no-choices': { zh: '选择项 {name} 没有可选的值', en: 'the choice {name} has no values' },
  'procedure.duplicate': { zh: '{name} 重复', en: '{name} occurs twice' },
  'procedure.unknown-field': { zh: '没有字段 {name}', en: 'there is no field {name}' },
  'matter.no-such-transition': { zh: '没有“{transition}”这个动作。', en: 'There is no act “{transition}”.' },
  'matter.wrong-state': { zh: '当前状态为“{state}”，不能{transition}。', en: 'In the state “{state}” this can’t be done: {transition}.' },
  'matter.not-permitted': { zh: '您没有权限{transition}。', en: 'You may not do this: {transition}.' },
  'matter.field-missing': { zh: '请填写“{field}”。', en: 'Please fill in “{field}”.' },
  'matter.field-unknown': { zh: '没有“{field}”这一项。', en: 'There is no field “{field}”.' },
  'matter.field-too-long': { zh: '“{field}”不能超过 {most} 字。', en: '“{field}” may not be longer than {most} characters.' },
  'matter.no-such-choice': { zh: '“{field}”没有“{value}”这个选项。', en: '“{field}” has no choice “{value}”.' },
  'matter.not-a-day': { zh: '“{field}”应是日期，如 2023-11-02。', en: '“{field}” must be a day like 2023-11-02.' },
  'matter.day-in-future': { zh: '办理日期 {day} 晚于今天。', en: 'The day {day} is later than today.' },
  'matter.day-before-last': { zh: '办理日期 {day} 早于上一步的 {last}。', en: 'The day {day} is earlier than the act before, {last}.' },
})
