import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { packSnapshot, unpackSnapshot } from './snapshot-body.ts'

const stateHash = createHash('sha256').update('state').digest()

test('SN1 what is packed comes back sealed, whatever it is', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 500 }), async (text) => {
      const body = await packSnapshot({ stateHash, text })
      expect(await unpackSnapshot(body, stateHash)).toEqual({ text, sealed: true })
    }),
  )
})

test('SN1 a state is packed to a fraction, and a body of another codec is refused', async () => {
  const text = JSON.stringify(
    Array.from({ length: 1_000 }, (_, i) => ({ id: `shape-${i}`, kind: 'rectangle' })),
  )
  const body = await packSnapshot({ stateHash, text })
  expect(body.length).toBeLessThan(text.length / 3)
  await expect(unpackSnapshot(Uint8Array.of(9, ...body.slice(1)), stateHash)).rejects.toThrow(
    'unknown snapshot codec 9',
  )
})

test('SN1 the seal breaks when the body, the hash or the seal is another', async () => {
  const body = await packSnapshot({ stateHash, text: 'one state' })
  const other = await packSnapshot({ stateHash, text: 'two state' })
  const mixed = Buffer.concat([body.subarray(0, 33), other.subarray(33)])
  await expect(unpackSnapshot(mixed, stateHash)).rejects.toThrow('the seal is broken')
  await expect(unpackSnapshot(body, Uint8Array.from(stateHash).fill(0, 0, 1))).rejects.toThrow('the seal')
  const damaged = Uint8Array.from(body)
  damaged[5] = (damaged[5] as number) ^ 1
  await expect(unpackSnapshot(damaged, stateHash)).rejects.toThrow('the seal is broken')
})
