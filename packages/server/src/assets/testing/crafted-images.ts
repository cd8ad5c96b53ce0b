import { randomBytes } from 'node:crypto'
import { crc32, deflateSync } from 'node:zlib'

/** What must not be found in a file after it was uploaded. */
export const secretPlace = 'GPS 52.5200N 13.4050E'

const text = (letters: string) => Buffer.from(letters, 'latin1')

function bigEndian(length: 2 | 4, value: number): Buffer {
  const buffer = Buffer.alloc(length)
  buffer.writeUIntBE(value, 0, length)
  return buffer
}

function littleEndian(length: 2 | 3 | 4, value: number): Buffer {
  const buffer = Buffer.alloc(length)
  buffer.writeUIntLE(value, 0, length)
  return buffer
}

export function pngChunk(name: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([text(name), data])
  return Buffer.concat([bigEndian(4, data.length), body, bigEndian(4, crc32(body))])
}

/** A PNG of one colour, or of noise, which no packing makes smaller; `chunks` come before the pixels. */
export function craftPng(
  width: number,
  height: number,
  options: {
    readonly chunks?: readonly Buffer[]
    readonly colour?: readonly [number, number, number]
    readonly noise?: true
  } = {},
): Buffer {
  const header = Buffer.concat([bigEndian(4, width), bigEndian(4, height), Buffer.of(8, 2, 0, 0, 0)])
  const plain = Buffer.alloc(width * 3, Buffer.of(...(options.colour ?? [255, 0, 0])))
  const row = () => Buffer.concat([Buffer.of(0), options.noise ? randomBytes(width * 3) : plain])
  const pixels = deflateSync(Buffer.concat(Array.from({ length: height }, row)))
  return Buffer.concat([
    Buffer.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    pngChunk('IHDR', header),
    ...(options.chunks ?? []),
    pngChunk('IDAT', pixels),
    pngChunk('IEND', Buffer.alloc(0)),
  ])
}

export function jpegSegment(marker: number, data: Uint8Array): Buffer {
  return Buffer.concat([Buffer.of(0xff, marker), bigEndian(2, data.length + 2), data])
}

/** The frame of a JPEG: every part in its place, with coded data that stuffs a byte and restarts once. */
export function craftJpeg(width: number, height: number, segments: readonly Buffer[] = []): Buffer {
  const frame = Buffer.concat([
    Buffer.of(8),
    bigEndian(2, height),
    bigEndian(2, width),
    Buffer.of(1, 1, 0x11, 0),
  ])
  return Buffer.concat([
    Buffer.of(0xff, 0xd8),
    jpegSegment(0xe0, text('JFIF\0\x01\x01\0\0\x01\0\x01\0\0')),
    ...segments,
    jpegSegment(0xdb, Buffer.alloc(65, 1)),
    jpegSegment(0xc0, frame),
    jpegSegment(0xda, Buffer.of(1, 1, 0, 0, 63, 0)),
    Buffer.of(0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56),
    Buffer.of(0xff, 0xd9),
  ])
}

export function webpChunk(name: string, data: Uint8Array): Buffer {
  return Buffer.concat([text(name), littleEndian(4, data.length), data, Buffer.alloc(data.length % 2)])
}

export function craftWebp(chunks: readonly Buffer[]): Buffer {
  const content = Buffer.concat([text('WEBP'), ...chunks])
  return Buffer.concat([text('RIFF'), littleEndian(4, content.length), content])
}

/** A lossless picture, as far as its header goes. */
export function losslessChunk(width: number, height: number): Buffer {
  const size = littleEndian(4, (width - 1) | ((height - 1) << 14))
  return webpChunk('VP8L', Buffer.concat([Buffer.of(0x2f), size, Buffer.of(1, 2, 3)]))
}

export function extendedChunk(width: number, height: number, flags: number): Buffer {
  const size = [littleEndian(3, width - 1), littleEndian(3, height - 1)]
  return webpChunk('VP8X', Buffer.concat([Buffer.of(flags, 0, 0, 0), ...size]))
}

/** One frame without colours of its own; `blocks` come before it. */
export function craftGif(width: number, height: number, blocks: readonly Buffer[] = []): Buffer {
  const size = Buffer.concat([littleEndian(2, width), littleEndian(2, height)])
  return Buffer.concat([
    text('GIF89a'),
    size,
    Buffer.of(0x80, 0, 0, 255, 0, 0, 0, 0, 0),
    ...blocks,
    Buffer.of(0x2c, 0, 0, 0, 0),
    size,
    Buffer.of(0, 2, 2, 0x44, 0x01, 0),
    Buffer.of(0x3b),
  ])
}

export function gifExtension(label: number, blocks: readonly string[]): Buffer {
  const parts = blocks.map((block) => Buffer.concat([Buffer.of(block.length), text(block)]))
  return Buffer.concat([Buffer.of(0x21, label), ...parts, Buffer.of(0)])
}

function box(name: string, ...content: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(content)
  return Buffer.concat([bigEndian(4, body.length + 8), text(name), body])
}

const full = (version = 0) => Buffer.of(version, 0, 0, 0)

/** A still AVIF of two items: the picture and Exif, which lie one after the other in `mdat`. */
export function craftAvif(width: number, height: number, brand = 'avif'): Buffer {
  const pixels = text('coded pixels')
  const exif = text(secretPlace)
  const item = (id: number, type: string) =>
    box('infe', full(2), bigEndian(2, id), bigEndian(2, 0), text(`${type}\0`))
  const location = (id: number, at: number, length: number) =>
    Buffer.concat([
      bigEndian(2, id),
      bigEndian(2, 0),
      bigEndian(2, 1),
      bigEndian(4, at),
      bigEndian(4, length),
    ])
  const head = box('ftyp', text(brand), bigEndian(4, 0), text('mif1'), text('avif'))
  const metaWith = (start: number) =>
    box(
      'meta',
      full(),
      box('pitm', full(), bigEndian(2, 1)),
      box(
        'iloc',
        full(),
        Buffer.of(0x44, 0x00),
        bigEndian(2, 2),
        location(1, start, pixels.length),
        location(2, start + pixels.length, exif.length),
      ),
      box('iinf', full(), bigEndian(2, 2), item(1, 'av01'), item(2, 'Exif')),
      box('iprp', box('ipco', box('ispe', full(), bigEndian(4, width), bigEndian(4, height)))),
    )
  const start = head.length + metaWith(0).length + 8
  return Buffer.concat([head, metaWith(start), box('mdat', pixels, exif)])
}
