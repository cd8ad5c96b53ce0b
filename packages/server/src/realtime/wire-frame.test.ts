import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compressHead, finishGzip } from './gzip-splice.ts'
import { bulkPieceBytes, fragmentsOf, textFrame } from './wire-frame.ts'

/** What a WebSocket peer reads from these bytes: the fragments of one message (RFC 6455, section 5.2). */
function readBack(wire: readonly Uint8Array[]): {
  readonly data: Buffer
  readonly opcodes: readonly number[]
} {
  const bytes = Buffer.concat(wire)
  const payloads: Buffer[] = []
  const opcodes: number[] = []
  for (let at = 0; at < bytes.length; ) {
    const first = bytes.readUInt8(at)
    const short = bytes.readUInt8(at + 1)
    const headerBytes = short === 127 ? 10 : short === 126 ? 4 : 2
    const payloadBytes =
      short === 127
        ? Number(bytes.readBigUInt64BE(at + 2))
        : short === 126
          ? bytes.readUInt16BE(at + 2)
          : short
    at += headerBytes + payloadBytes
    payloads.push(bytes.subarray(at - payloadBytes, at))
    opcodes.push(first & 0x0f)
    expect(first >> 7).toBe(at === bytes.length ? 1 : 0)
  }
  return { data: Buffer.concat(payloads), opcodes }
}

test('SY7 a text frame is encoded once and reads back', () => {
  for (const length of [0, 1, 125, 126, 65_535, 65_536, 200_000]) {
    const frame = textFrame('ü'.repeat(length / 2) + 'x'.repeat(length % 2))
    expect(frame.wire).toBe(frame.wire)
    const { data, opcodes } = readBack([frame.wire])
    expect(opcodes).toEqual([1])
    expect(data.toString()).toBe(frame.text)
  }
})

test('SY6 a bulk frame is one message in pieces, between which pings can pass', () => {
  const chunks = [Buffer.alloc(bulkPieceBytes * 2 + 5, 'a'), Buffer.from('tail')]
  const fragments = [...fragmentsOf({ binary: true, chunks })]
  expect(fragments.every(([, payload]) => payload.length <= bulkPieceBytes)).toBe(true)
  expect(fragments).toHaveLength(4)
  const { data, opcodes } = readBack(fragments.flat())
  expect(opcodes).toEqual([2, 0, 0, 0])
  expect(data.equals(Buffer.concat(chunks))).toBe(true)
})

test('SY3 shared compressed text and text of one reader make one gzip member', async () => {
  const shared = Buffer.from('{"state":['.padEnd(10_000, '{"id":"shape"},'))
  const head = await compressHead(shared)
  expect(head.bytes.length).toBeLessThan(shared.length / 5)
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary' }), async (own) => {
      expect(gunzipSync(Buffer.concat(finishGzip(head, own))).toString()).toBe(shared.toString() + own)
    }),
    { numRuns: 25 },
  )
  const long = 'é'.repeat(100_000)
  const bytes = Buffer.concat(finishGzip(head, long))
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))
  expect(await new Response(stream).text()).toBe(shared.toString() + long)
})
