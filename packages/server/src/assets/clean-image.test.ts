import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cleanImage } from './clean-image.ts'
import type { CleanImage } from './image-type.ts'
import {
  craftAvif,
  craftGif,
  craftJpeg,
  craftPng,
  craftWebp,
  extendedChunk,
  gifExtension,
  jpegSegment,
  losslessChunk,
  pngChunk,
  secretPlace,
  webpChunk,
} from './testing/crafted-images.ts'

const pixelsMax = 1_000_000
const secret = Buffer.from(secretPlace)

function cleaned(bytes: Uint8Array): CleanImage {
  const result = cleanImage(bytes, pixelsMax)
  if (!result.ok) throw new Error(result.error.detail)
  return result.value
}

function refusal(bytes: Uint8Array): string {
  const result = cleanImage(bytes, pixelsMax)
  return result.ok ? 'taken' : result.error.code
}

const plain: readonly (readonly [string, Buffer])[] = [
  ['image/png', craftPng(30, 20)],
  ['image/jpeg', craftJpeg(30, 20)],
  ['image/webp', craftWebp([losslessChunk(30, 20)])],
  ['image/gif', craftGif(30, 20)],
]

/** Every place a file can say where it was taken, and the same file without. */
const telling: readonly (readonly [string, Buffer, Buffer])[] = [
  ...(['eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME', 'prVt'] as const).map(
    (name) =>
      [`PNG ${name}`, craftPng(30, 20, { chunks: [pngChunk(name, secret)] }), craftPng(30, 20)] as const,
  ),
  ...[0xe1, 0xe2, 0xe3, 0xed, 0xef, 0xfe].map(
    (marker) =>
      [
        `JPEG ${marker.toString(16)}`,
        craftJpeg(30, 20, [jpegSegment(marker, Buffer.concat([Buffer.from('Exif\0\0'), secret]))]),
        craftJpeg(30, 20),
      ] as const,
  ),
  [
    'WebP EXIF and XMP',
    craftWebp([
      extendedChunk(30, 20, 0x1c),
      losslessChunk(30, 20),
      webpChunk('EXIF', secret),
      webpChunk('XMP ', secret),
      webpChunk('mine', secret),
    ]),
    craftWebp([extendedChunk(30, 20, 0x10), losslessChunk(30, 20)]),
  ],
  [
    'GIF comment, text and XMP',
    craftGif(30, 20, [
      gifExtension(0xfe, [secretPlace]),
      gifExtension(0x01, ['............', secretPlace]),
      gifExtension(0xff, ['XMP DataXMP', secretPlace]),
    ]),
    craftGif(30, 20),
  ],
]

describe('reading pictures', () => {
  test.each(plain)('%s is known by its bytes, which stay as they are', (mimeType, bytes) => {
    expect(cleaned(bytes)).toMatchObject({ mimeType, width: 30, height: 20 })
    expect(Buffer.from(cleaned(bytes).bytes)).toEqual(bytes)
  })

  test.each(telling)('%s does not get through, and the picture does', (_name, bytes, without) => {
    expect(bytes.includes(secret)).toBe(true)
    expect(Buffer.from(cleaned(bytes).bytes)).toEqual(without)
  })

  test('colours, timing and the frames of an animation stay', () => {
    const profile = Buffer.from('ICC_PROFILE\0\x01\x01 colours')
    const kept = [
      craftPng(30, 20, {
        chunks: [pngChunk('gAMA', Buffer.alloc(4, 1)), pngChunk('acTL', Buffer.alloc(8, 1))],
      }),
      craftJpeg(30, 20, [jpegSegment(0xe2, profile), jpegSegment(0xee, Buffer.from('Adobe\0d\0\0\0\0\x01'))]),
      craftGif(30, 20, [gifExtension(0xff, ['NETSCAPE2.0', '\x01\0\0']), gifExtension(0xf9, ['\0\x0a\0\0'])]),
      craftWebp([
        extendedChunk(30, 20, 0x02),
        webpChunk('ANIM', Buffer.alloc(6)),
        webpChunk('ANMF', Buffer.concat([Buffer.alloc(16), losslessChunk(30, 20)])),
      ]),
    ]
    for (const bytes of kept) expect(Buffer.from(cleaned(bytes).bytes)).toEqual(bytes)
  })

  test('AVIF keeps every byte in its place, the place it was taken at overwritten', () => {
    const bytes = craftAvif(30, 20)
    const image = cleaned(bytes)
    expect(image).toMatchObject({ mimeType: 'image/avif', width: 30, height: 20 })
    const expected = Buffer.from(bytes)
    expected.fill(0, bytes.indexOf(secret), bytes.indexOf(secret) + secret.length)
    expect(Buffer.from(image.bytes)).toEqual(expected)
    expect(refusal(craftAvif(30, 20, 'heic').subarray(0, 20))).toBe('unsupported_image')
  })

  test('AVIF whose metadata lies over its own head is refused', () => {
    const bytes = craftAvif(30, 20)
    const place = Buffer.alloc(4)
    place.writeUInt32BE(bytes.indexOf(secret))
    bytes.writeUInt32BE(8, bytes.indexOf(place))
    expect(refusal(bytes)).toBe('bad_image')
  })

  test.each(plain)('%s with another file behind it is refused; padding is cut off', (_type, bytes) => {
    expect(refusal(Buffer.concat([bytes, Buffer.from('PK\x03\x04<script>')]))).toBe('bad_image')
    expect(Buffer.from(cleaned(Buffer.concat([bytes, Buffer.alloc(7)])).bytes)).toEqual(bytes)
  })

  test.each(plain)('%s cut off anywhere is refused', (_type, bytes) => {
    for (let length = 0; length < bytes.length; length++)
      expect(refusal(bytes.subarray(0, length))).not.toBe('taken')
  })

  test('what is no picture is refused in words that help', () => {
    for (const bytes of [
      '',
      'hello',
      '<html><script>alert(1)</script>',
      'GIF89a/*<script>*/=1;alert(1)',
      '%PDF-1.7',
      'PK\x03\x04',
    ])
      expect(refusal(Buffer.from(bytes))).not.toBe('taken')
    for (const svg of [
      '<svg xmlns="http://www.w3.org/2000/svg"/>',
      '\n<?xml version="1.0"?><svg/>',
      '\ufeff<svg/>',
    ])
      expect(cleanImage(Buffer.from(svg), pixelsMax)).toMatchObject({
        error: { detail: expect.stringContaining('SVG') },
      })
  })

  test('a small file that would unpack to gigabytes is refused by its header', () => {
    const bomb = craftPng(1, 1)
    const chunk = pngChunk(
      'IHDR',
      Buffer.concat([Buffer.of(0, 0, 0xff, 0xff, 0, 0, 0xff, 0xff), Buffer.of(8, 2, 0, 0, 0)]),
    )
    expect(refusal(Buffer.concat([bomb.subarray(0, 8), chunk, bomb.subarray(33)]))).toBe('too_large')
    for (const bytes of [craftJpeg(60_000, 60_000), craftGif(50_000, 50_000), craftAvif(100_000, 100_000)])
      expect(refusal(bytes)).toBe('too_large')
    expect(refusal(craftWebp([extendedChunk(10, 10, 0), losslessChunk(16_000, 16_000)]))).toBe('too_large')
  })

  test('no bytes whatever make it throw, and what it takes it takes again unchanged', () => {
    const seeds = [
      ...plain.map(([, bytes]) => bytes),
      ...telling.map(([, bytes]) => bytes),
      craftAvif(30, 20),
    ]
    const mutated = fc
      .tuple(
        fc.constantFrom(...seeds),
        fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { maxLength: 6 }),
        fc.uint8Array({ maxLength: 40 }),
      )
      .map(([seed, edits, tail]) => {
        const bytes = Buffer.concat([seed, tail])
        for (const [at, value] of edits) bytes[at % bytes.length] = value
        return new Uint8Array(bytes)
      })
    fc.assert(
      fc.property(fc.oneof(mutated, fc.uint8Array({ maxLength: 300 })), (bytes) => {
        const once = cleanImage(bytes, pixelsMax)
        if (!once.ok) return
        const again = cleanImage(once.value.bytes, pixelsMax)
        expect(again).toEqual(once)
      }),
      { numRuns: 20_000 },
    )
  })
})
