import { expect, test } from 'vitest'
import { canonicalJson } from './canonical-json.ts'
import type { Change } from './change.ts'
import { chainHash, genesisHash, headerJson, payloadHash } from './hash.ts'
import { fromHex, toHex } from './hex.ts'
import type { CanvasId, ClientId, OperationId, UserId } from './ids.ts'
import type { CommittedOperation, OperationHeader } from './operation.ts'
import { pureSha256 } from './testing/pure-sha256.ts'
import { utf8, utf8Length } from './utf8.ts'
import { verifyRows } from './verify-rows.ts'

const originId = '0190a0a0-0000-7000-8000-000000000001' as CanvasId
const operationId = '0190a0a0-0000-7000-8000-000000000002' as OperationId
const userId = '0190a0a0-0000-7000-8000-000000000003' as UserId

const header: OperationHeader = {
  version: 1,
  id: operationId,
  kind: 'edit',
  userId,
  createdAt: '2026-01-02T03:04:05.006Z',
  schema: 1,
  clientId: '0190a0a0-0000-7000-8000-000000000004' as ClientId,
  seq: 1,
}

function row(version: number, prev: Uint8Array, changes: readonly Change[]): CommittedOperation {
  const own = { ...header, version }
  const payload = payloadHash(canonicalJson(changes), pureSha256)
  const hash = chainHash({ prev, payload, header: headerJson(own) }, pureSha256)
  return { ...own, canvasId: originId, changes, hash: toHex(hash) }
}

const start = { version: 0, hash: genesisHash(originId, pureSha256) }
const first = row(1, start.hash, [{ kind: 'canvas', set: { grid: 'none' } }])
const second = row(2, fromHex(first.hash) ?? new Uint8Array(), [{ kind: 'canvas', set: {}, unset: ['grid'] }])

test('CM11 SHA-256 and UTF-8 are those of the standards', () => {
  expect(toHex(pureSha256(utf8('')))).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  expect(toHex(pureSha256(utf8('abc')))).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  )
  expect(toHex(utf8('aé€😀\ud800'))).toBe('61c3a9e282acf09f9880efbfbd')
  expect(utf8Length('aé€😀')).toBe(10)
})

test('CM11 the header is the canonical text of exactly the hashed fields, absent stays absent', () => {
  expect(headerJson(first)).toBe(
    '{"clientId":"0190a0a0-0000-7000-8000-000000000004","createdAt":"2026-01-02T03:04:05.006Z",' +
      '"id":"0190a0a0-0000-7000-8000-000000000002","kind":"edit","schema":1,"seq":1,' +
      '"userId":"0190a0a0-0000-7000-8000-000000000003","version":1}',
  )
  const full: OperationHeader = {
    ...header,
    gesture: 'g',
    label: 'l',
    undoOf: [1],
    restoreOf: 2,
    revertOf: { userId, from: 1, to: 2 },
    part: [1, 2],
    skipped: [],
  }
  expect(Object.keys(JSON.parse(headerJson(full)))).toEqual(Object.keys(full).sort())
})

test('CM11 a chain verifies from its origin or from the middle', () => {
  const verified = verifyRows([first, second], start, pureSha256)
  expect(verified).toEqual({ ok: true, value: { version: 2, hash: fromHex(second.hash) } })
  const middle = { version: 1, hash: fromHex(first.hash) ?? new Uint8Array() }
  expect(verifyRows([second], middle, pureSha256)).toEqual(verified)
})

test('CM11 whatever is altered breaks the chain', () => {
  const broken = (rows: readonly CommittedOperation[]) => verifyRows(rows, start, pureSha256)
  expect(broken([second])).toEqual({ ok: false, error: { version: 2, reason: 'gap' } })
  expect(broken([{ ...first, label: 'x' }])).toEqual({ ok: false, error: { version: 1, reason: 'hash' } })
  expect(broken([first, { ...second, changes: first.changes }])).toEqual({
    ok: false,
    error: { version: 2, reason: 'hash' },
  })
})

test('CM12 a redacted row keeps the chain valid by its payload hash', () => {
  const hash = toHex(payloadHash(canonicalJson(first.changes), pureSha256))
  const redacted: CommittedOperation = { ...first, changes: [], redacted: true, payloadHash: hash }
  expect(verifyRows([redacted, second], start, pureSha256).ok).toBe(true)
  const { payloadHash: _lost, ...without } = redacted
  expect(verifyRows([without], start, pureSha256)).toEqual({
    ok: false,
    error: { version: 1, reason: 'payload' },
  })
})
