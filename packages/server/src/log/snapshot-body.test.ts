import { createHash } from 'node:crypto'
import { zstdCompressSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { packSnapshot, unpackSnapshot } from './snapshot-body.ts'

const stateHash = createHash('sha256').update('state').digest()
const digests = createHash('sha256').update('shape').digest()
const table = { start: 2, ids: ['shape-0001'], lengths: Uint32Array.of(9), digests }
const noTable = { start: 0, ids: [], lengths: new Uint32Array(0), digests: new Uint8Array(0) }
const seal = (...content: readonly Uint8Array[]) =>
  createHash('sha256').update(Buffer.concat(content)).digest()

test('SN1 what is packed comes back sealed, whatever it is', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 500 }), async (text) => {
      const body = await packSnapshot({ stateHash, text: JSON.stringify(text), table })
      expect(await unpackSnapshot(body, stateHash)).toEqual({
        content: Buffer.from(JSON.stringify(text)),
        sealed: true,
        table,
      })
    }),
  )
})

test('SN1 a state is packed to a fraction, and a body of another codec is refused', async () => {
  const text = JSON.stringify(
    Array.from({ length: 1_000 }, (_, i) => ({ id: `shape-${i}`, kind: 'rectangle' })),
  )
  const body = await packSnapshot({ stateHash, text, table: noTable })
  expect(body.length).toBeLessThan(text.length / 3)
  await expect(unpackSnapshot(Uint8Array.of(9, ...body.slice(1)), stateHash)).rejects.toThrow(
    'unknown snapshot codec 9',
  )
})

test('SN1 the seal breaks when the body, the hash or the seal is another', async () => {
  const body = await packSnapshot({ stateHash, text: 'one state', table })
  const other = await packSnapshot({ stateHash, text: 'two state', table })
  const mixed = Buffer.concat([body.subarray(0, 33), other.subarray(33)])
  await expect(unpackSnapshot(mixed, stateHash)).rejects.toThrow('the seal is broken')
  await expect(unpackSnapshot(body, Uint8Array.from(stateHash).fill(0, 0, 1))).rejects.toThrow('the seal')
  // a bit of the seal, and one of a digest
  for (const at of [5, 40]) {
    const damaged = Uint8Array.from(body)
    damaged[at] = (damaged[at] as number) ^ 1
    await expect(unpackSnapshot(damaged, stateHash)).rejects.toThrow('the seal is broken')
  }
})

test('SN1 bodies of earlier codecs still read, without a table', async () => {
  const plain = Buffer.from('{"version":1}')
  const packed = zstdCompressSync(plain)
  const unsealed = Buffer.concat([Buffer.of(1), packed])
  expect(await unpackSnapshot(unsealed, stateHash)).toEqual({ content: plain, sealed: false })
  const sealed = Buffer.concat([Buffer.of(2), seal(stateHash, plain), packed])
  expect(await unpackSnapshot(sealed, stateHash)).toEqual({ content: plain, sealed: true })
})
