import { crc32, deflateSync } from 'node:zlib'

/** Pixels from the upper left, row by row: red, green, blue and opacity, a byte each; opacity is not multiplied in. */
export interface PixelImage {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

/** The same picture with no side longer than `sideMax`: each pixel is the mean of those it stands for. */
export function shrink(image: PixelImage, sideMax: number): PixelImage {
  const { width, height, data } = image
  const scale = sideMax / Math.max(width, height)
  if (scale >= 1) return image
  const [wide, high] = [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))]
  const small = new Uint8Array(wide * high * 4)
  for (let y = 0; y < high; y++) {
    const [top, bottom] = [Math.floor((y * height) / high), Math.ceil(((y + 1) * height) / high)]
    for (let x = 0; x < wide; x++) {
      const [left, right] = [Math.floor((x * width) / wide), Math.ceil(((x + 1) * width) / wide)]
      let [red, green, blue, opacity] = [0, 0, 0, 0]
      for (let row = top; row < bottom; row++) {
        for (let at = (row * width + left) * 4; at < (row * width + right) * 4; at += 4) {
          const alpha = data[at + 3] ?? 0
          red += (data[at] ?? 0) * alpha
          green += (data[at + 1] ?? 0) * alpha
          blue += (data[at + 2] ?? 0) * alpha
          opacity += alpha
        }
      }
      const to = (y * wide + x) * 4
      // What cannot be seen has no colour.
      const weight = Math.max(1, opacity)
      small[to] = Math.round(red / weight)
      small[to + 1] = Math.round(green / weight)
      small[to + 2] = Math.round(blue / weight)
      small[to + 3] = Math.round(opacity / ((bottom - top) * (right - left)))
    }
  }
  return { width: wide, height: high, data: small }
}

/** Whether nothing shines through. */
export function isOpaque({ data }: PixelImage): boolean {
  for (let at = 3; at < data.length; at += 4) if (data[at] !== 255) return false
  return true
}

function chunk(name: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const framed = Buffer.alloc(8 + body.length)
  framed.writeUInt32BE(data.length, 0)
  body.copy(framed, 4)
  framed.writeUInt32BE(crc32(body), 4 + body.length)
  return framed
}

/** As PNG, with its opacity. */
export function packPng({ width, height, data }: PixelImage): Uint8Array {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  // Eight bits per channel, colours with opacity.
  header.set([8, 6], 8)
  const rows = Buffer.alloc(height * (width * 4 + 1))
  for (let y = 0; y < height; y++)
    rows.set(data.subarray(y * width * 4, (y + 1) * width * 4), y * (width * 4 + 1) + 1)
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 6 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
