import { defineMessages } from '@xiezhi/engine/message'

/** What a case says when its model does otherwise: in the terminal, in the workshop and of a package. */
export const caseMessages = defineMessages({
  'model.case-missing': { zh: '应有而无：{clue}', en: 'missing: {clue}' },
  'model.case-surplus': { zh: '不应有而有：{clue}', en: 'should not be: {clue}' },
  'model.case-differs': { zh: '{clue}：{field} 应为 {wanted}，实为 {found}', en: '{clue}: {field} should be {wanted}, is {found}' },
  'model.case-broken': { zh: '用例不能运行：{reason}', en: 'the case cannot run: {reason}' },
})
