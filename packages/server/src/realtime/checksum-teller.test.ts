import { applyRow, emptyState, type Shape } from '@flowstate/engine'
import type { ServerMessage } from '@flowstate/protocol'
import { beforeEach, expect, test } from 'vitest'
import { manualClock } from '../log/testing/log-harness.ts'
import { createChecksumTeller } from './checksum-teller.ts'

function scene() {
  const clock = manualClock()
  const state = emptyState()
  const head = { version: 0 }
  const told: ServerMessage[] = []
  const digested: Shape[] = []
  const teller = createChecksumTeller({
    log: { state, head: head as never },
    clock,
    stateHash: (hashed) => `hash of ${hashed.version}`,
    digestShape: (shape) => digested.push(shape),
    tell: (message) => told.push(message),
  })
  return {
    told,
    digested,
    teller,
    head,
    clock,
    /** A row that makes so many shapes. */
    commit(shapes: number) {
      head.version += 1
      const changes = Array.from({ length: shapes }, (_, i) => ({
        kind: 'create' as const,
        shape: { id: `shape-${head.version}-${i}`, kind: 'rectangle', parentId: null, index: `a${i}` },
      }))
      applyRow(state, { version: head.version, changes } as never)
    },
    seconds(count: number) {
      for (let i = 0; i < count; i++) {
        clock.advance(1_000)
        teller.look()
      }
    },
  }
}

let at: ReturnType<typeof scene>
beforeEach(() => {
  at = scene()
})

test('CL5 a canvas that has come to rest tells its hash, once per version', () => {
  at.seconds(60)
  expect(at.told).toEqual([])
  at.commit(1)
  at.seconds(4)
  expect(at.told).toEqual([])
  at.seconds(60)
  expect(at.told).toEqual([{ type: 'checksum', version: 1, stateHash: 'hash of 1' }])
  at.commit(1)
  at.seconds(60)
  expect(at.told.map((message) => message.type === 'checksum' && message.version)).toEqual([1, 2])
})

test('CL5 while people draw nothing is hashed', () => {
  for (let i = 0; i < 30; i++) {
    at.commit(1)
    at.seconds(2)
  }
  expect(at.told).toEqual([])
  expect(at.digested).toEqual([])
})

test('CL5 ten thousand shapes are digested a few at a time, and a commit in between starts over', () => {
  at.commit(10_000)
  at.seconds(5)
  expect(at.digested).toHaveLength(500)
  for (let i = 0; i < 5; i++) at.clock.advance(0)
  expect(at.digested).toHaveLength(3_000)
  at.commit(1)
  for (let i = 0; i < 50; i++) at.clock.advance(0)
  expect(at.digested).toHaveLength(3_000)
  expect(at.told).toEqual([])
  at.seconds(5)
  for (let i = 0; i < 20; i++) at.clock.advance(0)
  expect(at.told).toEqual([{ type: 'checksum', version: 2, stateHash: 'hash of 2' }])
})

test('CM13 a canvas that shows less than its head tells no hash', () => {
  at.commit(1)
  at.head.version = 2
  at.seconds(60)
  expect(at.told).toEqual([])
})
