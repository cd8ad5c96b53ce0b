import fc from 'fast-check'
import { expect, test } from 'vitest'
import { packText, unpackText } from './text-packing.ts'

test('SN1 what is packed comes back, whatever it is', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 500 }), async (text) => {
      expect(await unpackText(await packText(text))).toBe(text)
    }),
  )
})

test('SN1 a state is packed to a fraction, and a body of another codec is refused', async () => {
  const text = JSON.stringify(
    Array.from({ length: 1_000 }, (_, i) => ({ id: `shape-${i}`, kind: 'rectangle' })),
  )
  const body = await packText(text)
  expect(body.length).toBeLessThan(text.length / 3)
  await expect(unpackText(Uint8Array.of(9, ...body.slice(1)))).rejects.toThrow('unknown snapshot codec 9')
})
