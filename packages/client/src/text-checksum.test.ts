import fc from 'fast-check'
import { expect, test } from 'vitest'
import { textChecksum } from './text-checksum.ts'

test('CL6 a checksum is 16 hex digits and the same for the same text', () => {
  expect(textChecksum('')).toBe('811c9dc500000000')
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(textChecksum(text)).toMatch(/^[0-9a-f]{16}$/)
      expect(textChecksum(`${text}`)).toBe(textChecksum(text))
    }),
  )
})

test('CL6 a changed, lost, doubled or moved letter changes the checksum', () => {
  const texts = fc.string({ unit: 'binary', minLength: 2 })
  fc.assert(
    fc.property(texts, fc.nat(), fc.nat(0xffff), (text, at, unit) => {
      const i = at % text.length
      const sum = textChecksum(text)
      const changed = `${text.slice(0, i)}${String.fromCharCode(unit)}${text.slice(i + 1)}`
      const damaged = [
        changed,
        text.slice(0, i) + text.slice(i + 1),
        text.slice(0, i + 1) + text.slice(i),
        text.slice(i) + text.slice(0, i),
      ]
      for (const other of damaged) if (other !== text) expect(textChecksum(other)).not.toBe(sum)
    }),
  )
})
