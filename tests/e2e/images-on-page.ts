import { crc32, deflateSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import type { Colour } from './canvas-pixels.ts'
import type { Spot } from './draw-on-page.ts'

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}

/** A PNG of one colour. */
export function plainPng(width: number, height: number, colour: Colour): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2], 8)
  const row = Buffer.concat([Buffer.of(0), Buffer.alloc(width * 3, Buffer.of(...colour))])
  const pixels = deflateSync(Buffer.concat(Array.from({ length: height }, () => row)))
  const signature = Buffer.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** A JPEG that says in its Exif part that it is to be turned by a quarter. */
export function lyingOnItsSide(jpeg: Buffer): Buffer {
  const entry = Buffer.from('011200030000000100060000', 'hex')
  const tiff = Buffer.concat([Buffer.from('4d4d002a000000080001', 'hex'), entry, Buffer.alloc(4)])
  const exif = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff])
  const head = Buffer.of(0xff, 0xe1, 0, exif.length + 2)
  return Buffer.concat([jpeg.subarray(0, 2), head, exif, jpeg.subarray(2)])
}

export interface PageFile {
  readonly name: string
  readonly type: string
  readonly bytes: Buffer
}

/** Lets go of files over a spot of the page, the way the desktop does. */
export async function dropFiles(page: Page, at: Spot, files: readonly PageFile[]): Promise<void> {
  const plain = files.map(({ name, type, bytes }) => ({ name, type, base64: bytes.toString('base64') }))
  await page.locator('input[type=file]').waitFor({ state: 'attached' })
  await page.evaluate(
    ({ x, y, plain }) => {
      const transfer = new DataTransfer()
      for (const { name, type, base64 } of plain) {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
        transfer.items.add(new File([bytes], name, { type }))
      }
      const target = document.elementFromPoint(x, y) ?? document.body
      for (const name of ['dragover', 'drop'])
        target.dispatchEvent(
          new DragEvent(name, {
            bubbles: true,
            cancelable: true,
            clientX: x,
            clientY: y,
            dataTransfer: transfer,
          }),
        )
    },
    { ...at, plain },
  )
}
