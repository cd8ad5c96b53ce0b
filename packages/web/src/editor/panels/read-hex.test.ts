import { expect, test } from 'vitest'
import { readHex } from './read-hex.ts'

test('OP7 colours are read as people write them, and nothing else is', () => {
  expect(readHex(' #00AAff ')).toBe('#00aaff')
  expect(readHex('0af')).toBe('#00aaff')
  for (const written of ['', '#', '#12', '#12345', 'red', '#00aaff80', '#ggg'])
    expect(readHex(written)).toBeNull()
})
