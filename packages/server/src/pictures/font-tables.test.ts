import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { plainFont } from './font-tables.ts'
import { pictureFonts } from './picture-fonts.ts'

/** Names of tables, and whether their parts lie within the file, on whole words. */
function tablesOf(font: Buffer): readonly string[] {
  return Array.from({ length: font.readUInt16BE(4) }, (_, i) => {
    const at = 12 + i * 16
    const [offset, length] = [font.readUInt32BE(at + 8), font.readUInt32BE(at + 12)]
    expect(offset % 4).toBe(0)
    expect(offset + length).toBeLessThanOrEqual(font.length)
    return font.toString('latin1', at, at + 4)
  })
}

/** The sum every table carries (OpenType, "Calculating Checksums"). */
function checksum(bytes: Buffer): number {
  const words = Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)])
  let sum = 0
  for (let at = 0; at < words.length; at += 4) sum = (sum + words.readUInt32BE(at)) >>> 0
  return sum
}

test('the faces of the app become plain fonts with every table whole', async () => {
  const files = await pictureFonts()
  expect(files.length).toBeGreaterThan(10)
  const font = await readFile(files[0] ?? '')
  const names = tablesOf(font)
  expect(names).toEqual(expect.arrayContaining(['cmap', 'glyf', 'head', 'hmtx', 'name']))
  const at = 12 + names.indexOf('cmap') * 16
  const offset = font.readUInt32BE(at + 8)
  expect(checksum(font.subarray(offset, offset + font.readUInt32BE(at + 12)))).toBe(font.readUInt32BE(at + 4))
})

test('what is no web font is refused', () => {
  expect(() => plainFont(Buffer.alloc(64))).toThrow('not a WOFF font')
})
