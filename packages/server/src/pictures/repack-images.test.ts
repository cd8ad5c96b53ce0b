import { Resvg } from '@resvg/resvg-js'
import { expect, test } from 'vitest'
import { craftAvif, craftPng } from '../assets/testing/crafted-images.ts'
import { isOpaque, packPng, shrink } from './pixel-image.ts'
import { createImageRepacker } from './repack-images.ts'
import type { KeptImage } from './repack-messages.ts'

const webp = (base64: string): KeptImage => ({
  mimeType: 'image/webp',
  bytes: Buffer.from(base64, 'base64'),
})
/** 64 by 32 pixels as a browser packs them: the left half red, the right half blue. */
const redAndBlue = webp(
  'UklGRmYAAABXRUJQVlA4IFoAAAAQBQCdASpAACAAPm00l0ekIyIhJApIgA2JYwDI0cD+AfiBpgPxV/EDkAADrd3/g8+AAP7vKJ+Nq+gZvC1pNI2fIlpJQNYP7Y0/mz9kEC3msS6WdggJNQYAAAA=',
)
const redAndBlueAvif: KeptImage = {
  mimeType: 'image/avif',
  bytes: Buffer.from(
    'AAAAIGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZk1BMUIAAADybWV0YQAAAAAAAAAoaGRscgAAAAAAAAAAcGljdAAAAAAAAAAAAAAAAGxpYmF2aWYAAAAADnBpdG0AAAAAAAEAAAAeaWxvYwAAAABEAAABAAEAAAABAAABGgAAACkAAAAoaWluZgAAAAAAAQAAABppbmZlAgAAAAABAABhdjAxQ29sb3IAAAAAamlwcnAAAABLaXBjbwAAABRpc3BlAAAAAAAAAEAAAAAgAAAAEHBpeGkAAAAAAwgICAAAAAxhdjFDgQAMAAAAABNjb2xybmNseAACAAIABoAAAAAXaXBtYQAAAAAAAAABAAEEAQKDBAAAADFtZGF0EgAKCRgVP/sECAgaEDIaFkAGGGGEALLRNJlfLvt/yz1bAkDJp/VgTaA=',
    'base64',
  ),
}
/** The same with nothing in its right half. */
const redAndClear = webp(
  'UklGRoYAAABXRUJQVlA4WAoAAAAQAAAAPwAAHwAAQUxQSBQAAAABDzD/ERFCLJjMXzqE3oj+RxV8A1ZQOCBMAAAAsAMAnQEqQAAgAD5tLpNGpCKhoSwIAIANiWMAxFKAAGJ/FgwyVAAA/u8pR/7jsDddIf/3OB/3OB/3OB/FZAxn7qrsAhNDOipEwRgAAA==',
)

const image = (width: number, height: number, pixel: (x: number) => readonly number[]) => ({
  width,
  height,
  data: Uint8Array.from(Array.from({ length: width * height }, (_, at) => pixel(at % width)).flat()),
})

/** What a picture shows where it is painted 64 by 32 pixels large: red, green, blue and opacity at a spot. */
function pixelOf(url: string | undefined, x: number, y: number): readonly number[] {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="64" height="32"><image href="${url}" width="64" height="32"/></svg>`
  const { pixels } = new Resvg(svg).render()
  return [...pixels.subarray((y * 64 + x) * 4, (y * 64 + x) * 4 + 4)]
}

const near = (one: readonly number[], other: readonly number[]) =>
  one.every((value, i) => Math.abs(value - (other[i] ?? 0)) < 12)

test('smaller, each pixel is the mean of what it stands for; what is clear gives no colour', () => {
  const stripes = image(4, 2, (x) => (x % 2 === 0 ? [200, 0, 0, 255] : [0, 100, 0, 255]))
  expect(shrink(stripes, 2)).toEqual(image(2, 1, () => [100, 50, 0, 255]))
  const half = image(4, 2, (x) => (x % 2 === 0 ? [200, 0, 0, 255] : [0, 100, 0, 0]))
  expect(shrink(half, 2)).toEqual(image(2, 1, () => [200, 0, 0, 128]))
  expect(shrink(stripes, 9)).toBe(stripes)
  expect([isOpaque(stripes), isOpaque(half)]).toEqual([true, false])
})

test('a PNG shows the pixels it was packed from', () => {
  const png = packPng(image(64, 32, (x) => (x < 32 ? [220, 30, 30, 255] : [0, 0, 0, 0])))
  const url = `data:image/png;base64,${Buffer.from(png).toString('base64')}`
  expect(pixelOf(url, 10, 10)).toEqual([220, 30, 30, 255])
  expect(pixelOf(url, 50, 10)).toEqual([0, 0, 0, 0])
})

test('pictures of any size and kind come out small, in their shape, and readable for everything; the unreadable is left out', async () => {
  const pictures = new Map<string, KeptImage>([
    ['opaque', redAndBlue],
    ['clear', redAndClear],
    ['png', { mimeType: 'image/png', bytes: craftPng(640, 320) }],
    ['avif', redAndBlueAvif],
    ['hollow avif', { mimeType: 'image/avif', bytes: craftAvif(4, 4) }],
    ['broken', webp('UklGRgAA')],
  ])
  const asked: string[][] = []
  const read = async (ids: readonly string[]) => {
    asked.push([...ids])
    return new Map([...pictures].filter(([id]) => ids.includes(id)))
  }
  const { repack } = createImageRepacker({ sideMax: 32, cacheBytesMax: 1_000_000 })
  const urls = await repack([...pictures.keys()], read)
  expect([...urls.keys()]).toEqual(['opaque', 'clear', 'png', 'avif'])
  expect(near(pixelOf(urls.get('avif'), 10, 10), [220, 30, 30, 255])).toBe(true)
  expect(near(pixelOf(urls.get('avif'), 54, 10), [30, 80, 220, 255])).toBe(true)
  expect(urls.get('opaque')).toMatch(/^data:image\/jpeg;/)
  expect(urls.get('clear')).toMatch(/^data:image\/png;/)
  expect(near(pixelOf(urls.get('opaque'), 10, 10), [220, 30, 30, 255])).toBe(true)
  expect(near(pixelOf(urls.get('opaque'), 54, 10), [30, 80, 220, 255])).toBe(true)
  expect(near(pixelOf(urls.get('clear'), 10, 10), [220, 30, 30, 255])).toBe(true)
  expect(pixelOf(urls.get('clear'), 54, 10)).toEqual([0, 0, 0, 0])
  // Twice as wide as high, as it came: it fills the whole field.
  expect(pixelOf(urls.get('png'), 1, 1)[3]).toBe(255)
  expect(pixelOf(urls.get('png'), 62, 30)[3]).toBe(255)

  const again = await repack(['clear', 'opaque'], read)
  expect(again.get('clear')).toBe(urls.get('clear'))
  expect(asked).toHaveLength(1)
})
