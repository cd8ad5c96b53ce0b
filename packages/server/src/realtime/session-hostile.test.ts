import type { OperationId } from '@flowstate/engine'
import { afterEach, expect, test } from 'vitest'
import { newId } from '../log/testing/log-harness.ts'
import { type RealtimeHarness, realtimeHarness } from './testing/realtime-harness.ts'

let harness: RealtimeHarness
const start = async () => {
  harness = realtimeHarness()
  const instance = await harness.serve()
  const [bad, good] = [await instance.connect(harness.person()), await instance.connect(harness.person())]
  await Promise.all([bad.next('sync'), good.next('sync')])
  return { bad, good }
}
afterEach(() => harness.close())

const expectUntouched = () => {
  const plain: { readonly x?: unknown; readonly polluted?: unknown } = {}
  expect([plain.x, plain.polluted, Object.keys(Object.prototype)]).toEqual([undefined, undefined, []])
}

test('what only a server says is refused from a client, whatever else it holds', async () => {
  const { bad, good } = await start()
  const types = [
    'sync',
    'ack',
    'reject',
    'presence_join',
    'presence_leave',
    'cursors',
    'role_changed',
    'comment',
    'checksum',
    'draining',
    'pong',
    'error',
  ]
  for (const type of types)
    bad.raw(JSON.stringify({ type, id: newId(), version: 9, role: 'owner', items: [[1, 2, 3]] }))
  await bad.settled()
  const codes = bad.messages.flatMap((message) => (message.type === 'error' ? [message.code] : []))
  expect(codes).toEqual(types.map(() => 'unknown_type'))
  await good.settled()
  expect(good.messages.filter(({ type }) => type !== 'presence_join').map(({ type }) => type)).toEqual([
    'sync',
    'pong',
  ])
})

test('AC2 identity, role, version and time in an operation are refused, and in other messages too', async () => {
  const { bad } = await start()
  for (const [key, value] of Object.entries({
    userId: newId(),
    version: 3,
    role: 'owner',
    createdAt: 'now',
    part: [1, 2],
  })) {
    const id = newId<OperationId>()
    const operation = { id, changes: [{ kind: 'canvas', set: { grid: 'dots' } }], [key]: value }
    bad.raw(JSON.stringify({ type: 'operation', operation }))
    expect(await bad.next('reject', (message) => message.id === id)).toMatchObject({ code: 'invalid' })
    bad.raw(JSON.stringify({ type: 'cursor', x: 1, y: 1, [key]: value }))
    bad.raw(JSON.stringify({ type: 'presence', tool: 'pen', [key]: value }))
  }
  await bad.settled()
  expect(bad.messages.filter(({ type }) => type === 'error')).toHaveLength(10)
  expect(harness.store.canvas(harness.canvasId).head.version).toBe(0)
})

test('OP7 `__proto__` and `constructor` anywhere in a frame touch nothing and reach nobody', async () => {
  const { bad, good } = await start()
  const poison = '{"x":1,"polluted":true}'
  for (const key of ['__proto__', 'constructor', 'prototype']) {
    const frames = [
      `{"type":"operation","operation":{"id":"${newId()}","changes":[{"kind":"canvas","set":{"${key}":${poison}}}]}}`,
      `{"type":"operation","operation":{"id":"${newId()}","changes":[{"kind":"update","id":"${key}","set":{"${key}":1}}]}}`,
      `{"type":"operation","operation":{"id":"${newId()}","changes":[],"${key}":${poison}}}`,
      `{"type":"operation","operation":{"${key}":${poison}}}`,
      `{"type":"presence","${key}":${poison}}`,
      `{"type":"presence","viewport":{"${key}":${poison}}}`,
      `{"type":"preview","preview":{"gesture":"g","ids":["${key}"],"move":[1,1],"${key}":${poison}}}`,
      `{"type":"preview","preview":{"gesture":"g","changes":[{"kind":"update","id":"${key}","set":{"${key}":${poison}}}]}}`,
      `{"type":"${key}"}`,
      `{"${key}":{"type":"ping","t":1}}`,
    ]
    for (const frame of frames) bad.raw(frame)
  }
  await bad.settled()
  const answered = bad.messages.filter(({ type }) => type === 'error' || type === 'reject')
  expect(answered).toHaveLength(30)
  expectUntouched()
  await good.settled()
  expect(good.messages.filter(({ type }) => type !== 'presence_join').map(({ type }) => type)).toEqual([
    'sync',
    'pong',
  ])
  expect(harness.store.canvas(harness.canvasId).head.version).toBe(0)
})
