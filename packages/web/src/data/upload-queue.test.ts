import { expect, test } from 'vitest'
import { after, type Queue, type QueueEvent, toStart, underWay } from './upload-queue.ts'

const files = (...keys: number[]): QueueEvent => ({
  kind: 'added',
  files: keys.map((key) => ({ key, name: `${key}.csv`, bytes: 100, again: false })),
})
const all = (...events: readonly QueueEvent[]): Queue => events.reduce(after, [] as Queue)

test('two files go at once, the third waits for its turn', () => {
  const queue = all(files(1, 2, 3), { kind: 'started', key: 1 })
  expect(toStart(queue, 2).map((upload) => upload.key)).toEqual([2])
  const later = after(after(queue, { kind: 'started', key: 2 }), { kind: 'arrived', key: 1, importId: 'i1' })
  expect(toStart(later, 2).map((upload) => upload.key)).toEqual([3])
  expect(underWay(later)).toBe(2)
})

test('a file that was stopped is not woken by a late event', () => {
  const queue = all(
    files(1),
    { kind: 'started', key: 1 },
    { kind: 'cancelled', key: 1 },
    { kind: 'moved', key: 1, sent: 50 },
    { kind: 'arrived', key: 1, importId: 'i' },
  )
  expect(queue[0]).toMatchObject({ state: 'cancelled', sent: 0, importId: undefined })
})

test('progress never runs backwards nor past the end', () => {
  const queue = all(files(1), { kind: 'started', key: 1 }, { kind: 'moved', key: 1, sent: 80 }, { kind: 'moved', key: 1, sent: 40 })
  expect(queue[0]?.sent).toBe(80)
  expect(after(queue, { kind: 'moved', key: 1, sent: 900 })[0]?.sent).toBe(100)
})

test('clearing keeps what is still under way', () => {
  const queue = all(files(1, 2), { kind: 'failed', key: 1, error: 'x' }, { kind: 'cleared' })
  expect(queue.map((upload) => upload.key)).toEqual([2])
})
