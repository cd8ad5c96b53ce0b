import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeClientMessage } from './codec.ts'
import { defaultWireLimits } from './wire-limits.ts'

const id = '0197b2a4-0000-7000-8000-000000000001'
const decode = (value: unknown) => decodeClientMessage(JSON.stringify(value), defaultWireLimits)

describe('reading frames', () => {
  test('a frame is one message or an array of messages, in order', () => {
    expect(decode({ type: 'ping', t: 1 })).toEqual([{ type: 'ping', t: 1 }])
    expect(
      decode([
        { type: 'cursor', x: 1, y: 2 },
        { type: 'ping', t: 1 },
      ]),
    ).toEqual([
      { type: 'cursor', x: 1, y: 2 },
      { type: 'ping', t: 1 },
    ])
    expect(decode([])).toEqual([])
  })

  test('CM8 an operation whose id can be read is left to the commit, whatever is in it', () => {
    expect(decode({ type: 'operation', operation: { id, changes: 'no', more: 1 } })).toEqual([
      { type: 'operation', id, operation: { id, changes: 'no', more: 1 } },
    ])
  })

  test('CM8 an operation without a readable id is an error', () => {
    for (const operation of [{}, { id: 7 }, { id: 'x' }, [], null, 'x', undefined])
      expect(decode({ type: 'operation', operation })).toMatchObject([{ type: 'fault', code: 'bad_message' }])
  })

  test('CM8 a malformed undo whose id can be read is left to the commit, which refuses it durably', () => {
    expect(decode({ type: 'undo', id, floor: 'x' })).toEqual([
      { type: 'operation', id, operation: { type: 'undo', id, floor: 'x' } },
    ])
    expect(decode({ type: 'undo', id, floor: 3 })).toEqual([{ type: 'undo', id, floor: 3 }])
  })

  test('AC2 fields that name an identity are not read from messages', () => {
    expect(decode({ type: 'cursor', x: 1, y: 1, userId: id })).toMatchObject([
      { type: 'fault', path: '/userId' },
    ])
    expect(decode({ type: 'presence', role: 'owner' })).toMatchObject([{ type: 'fault', path: '/role' }])
    expect(decode({ type: 'operation', operation: { id, changes: [] }, userId: id })).toEqual([
      { type: 'operation', id, operation: { id, changes: [], envelope: '/userId' } },
    ])
  })

  test('types of the server and unknown types are refused, and the messages around them stand', () => {
    const found = decode([
      { type: 'sync' },
      { type: '__proto__' },
      { type: 'constructor' },
      { type: 'ping', t: 0 },
    ])
    expect(found.slice(0, 3)).toMatchObject([
      { code: 'unknown_type' },
      { code: 'unknown_type' },
      { code: 'unknown_type' },
    ])
    expect(found[3]).toEqual({ type: 'ping', t: 0 })
  })

  test('PV1 the three forms of a preview are read, anything between is not', () => {
    const shapeId = 'abcdefghij'
    const good = [
      null,
      { gesture: 'g', ids: [shapeId], move: [1, 2] },
      { gesture: 'g', changes: [{ kind: 'delete', ids: [shapeId] }] },
      { gesture: 'g', shapeId, from: 0, points: [0, 0, 0.5] },
    ]
    for (const preview of good)
      expect(decode({ type: 'preview', preview })).toEqual([{ type: 'preview', preview }])
    const bad = [
      {},
      [],
      'x',
      { gesture: '', ids: [], move: [1, 2] },
      { gesture: 'g', ids: ['short'], move: [1, 2] },
      { gesture: 'g', ids: [shapeId], move: [1] },
      { gesture: 'g', ids: [shapeId], move: [1, 1e9] },
      { gesture: 'g', changes: Array.from({ length: 201 }, () => ({ kind: 'delete' })) },
      { gesture: 'g', shapeId, from: -1, points: [] },
      { gesture: 'g', shapeId, from: 0, points: [], move: [1, 2] },
    ]
    for (const preview of bad)
      expect(decode({ type: 'preview', preview })).toMatchObject([{ type: 'fault', code: 'bad_message' }])
  })

  test('PR2 words at a cursor are one short line; what is longer, or no letters, is refused as a whole', () => {
    for (const chat of [null, 'h', 'x'.repeat(80), '<b>bold</b>', 'مرحبا 👋🏽', '👩‍👩‍👧'])
      expect(decode({ type: 'presence', chat })).toEqual([{ type: 'presence', chat }])
    for (const chat of ['', 'x'.repeat(81), 'two\nlines', '\u0007', '\u2028', '\ud83d', 7, true, [], {}])
      expect(decode({ type: 'presence', tool: 'draw', chat })).toMatchObject([
        { type: 'fault', code: 'bad_message', path: '/chat' },
      ])
  })

  test('PR3 asking everybody to follow is yes or no', () => {
    for (const spotlight of [true, false])
      expect(decode({ type: 'presence', spotlight })).toEqual([{ type: 'presence', spotlight }])
    for (const spotlight of [null, 1, 'true', {}, id])
      expect(decode({ type: 'presence', spotlight })).toMatchObject([{ path: '/spotlight' }])
  })

  test('a message that is not an operation is at most 64 KiB, also inside an array', () => {
    const long = { type: 'auth', token: 'x'.repeat(70_000) }
    expect(decode([long, { type: 'ping', t: 1 }])).toMatchObject([{ code: 'too_large' }, { type: 'ping' }])
    const changes = [{ kind: 'update', id: 'x'.repeat(70_000), set: {} }]
    expect(decode([{ type: 'operation', operation: { id, changes } }])).toMatchObject([{ type: 'operation' }])
  })

  test('a frame carries a limited number of messages', () => {
    const pings = Array.from({ length: defaultWireLimits.frameMessagesMax + 1 }, () => ({
      type: 'ping',
      t: 0,
    }))
    expect(decode(pings)).toMatchObject([{ code: 'too_large' }])
    expect(decode(pings.slice(1))).toHaveLength(defaultWireLimits.frameMessagesMax)
  })

  test('any text and any JSON is read without throwing', () => {
    const check = (text: string) => {
      for (const message of decodeClientMessage(text, defaultWireLimits))
        expect(message.type).toBeTypeOf('string')
    }
    fc.assert(fc.property(fc.string(), check))
    fc.assert(fc.property(fc.json(), check))
    const types = fc.constantFrom(
      'operation',
      'undo',
      'cursor',
      'presence',
      'preview',
      'auth',
      'resync',
      'ping',
    )
    const message = fc
      .tuple(types, fc.dictionary(fc.string(), fc.jsonValue()))
      .map(([type, fields]) => ({ ...fields, type }))
    fc.assert(fc.property(fc.array(message), (frame) => check(JSON.stringify(frame))))
    check('['.repeat(500_000))
    check(`{"type":"presence","tool":${'['.repeat(100_000)}${']'.repeat(100_000)}}`)
  })
})
