import { expect, test } from 'vitest'
import { pursuitLinks } from './links.ts'

const subject = { kind: 'agency', name: '云岑县交通运输局', code: '11529999MB1D00119G' }
const party = { name: '某甲', id: '529999********0011' }

test('a clue gives its agency, its party and its numbers to pursue, each once', () => {
  const key = { agency_code: subject.code, doc_key: '云交罚(2025)1号', party_key: 'a'.repeat(32) }
  expect(pursuitLinks({ subject, party, key })).toEqual([
    { kind: 'party', key: subject.code, what: 'subject', label: subject.name },
    { kind: 'number', key: '云交罚(2025)1号', what: 'number', label: '云交罚(2025)1号' },
    { kind: 'party', key: 'a'.repeat(32), what: 'party', label: '某甲' },
  ])
})

test('a court case is a number, a subject without a code and other identifiers are nothing to pursue', () => {
  const key = { case_key: '（2024）黔05执12号', record_id: 'X1', judge_key: 'b', empty_key: null }
  expect(pursuitLinks({ subject: { ...subject, code: null }, party, key })).toEqual([
    { kind: 'number', key: '（2024）黔05执12号', what: 'number', label: '（2024）黔05执12号' },
  ])
})
