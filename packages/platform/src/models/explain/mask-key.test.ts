import { expect, test } from 'vitest'
import { maskKey } from './mask-key.ts'

test.each([
  ['云交罚〔2025〕1234号', '云交罚〔2025〕12***4号'],
  ['云交罚[2025]12号', '云交罚[2025]12号'],
  ['王小明', '王**'],
  ['甲岭运输有限公司', '甲岭运输有限公司'],
  ['529999198001010015', '52***5'],
  ['11529999MB1D00119G', '11***G'],
])('%s is shown as %s', (value, shown) => {
  expect(maskKey(value)).toBe(shown)
})
