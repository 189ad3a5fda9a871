import { expect, test } from 'vitest'
import { maskKey } from './mask-key.ts'

test.each([
  ['云交罚〔2025〕1234号', '云交罚〔2025〕12***4号'],
  ['云交罚[2025]12号', '云交罚[2025]12号'],
  ['王小明', '王**'],
  ['name:王小明', '王**'],
  ['甲岭运输有限公司', '甲岭运输有限公司'],
  ['name:甲岭运输有限公司', '甲岭运输有限公司'],
  ['529999198001010015', '52***5'],
  ['e8a7411094d968373e348012923a29f8', 'e8***8'],
  // Hidden, two codes of which one is mistyped would look the same.
  ['11529999MB1D00119G', '11529999MB1D00119G'],
  ['11529999MB1D00911G', '11529999MB1D00911G'],
  ['org:MA4HKPBFX', 'MA4HKPBFX'],
])('%s is shown as %s', (value, shown) => {
  expect(maskKey(value)).toBe(shown)
})
