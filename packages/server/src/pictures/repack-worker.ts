/** The thread that unpacks pictures and packs them anew: up to seconds of work for a photograph. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { parentPort, workerData } from 'node:worker_threads'
import decodeAvif, { init as initAvif } from '@jsquash/avif/decode.js'
import encodeJpeg, { init as initJpeg } from '@jsquash/jpeg/encode.js'
import decodeWebp, { init as initWebp } from '@jsquash/webp/decode.js'
import { Resvg } from '@resvg/resvg-js'
import { cleanImage } from '../assets/clean-image.ts'
import { isOpaque, type PixelImage, packPng, shrink } from './pixel-image.ts'
import type { KeptImage, RepackAnswer, RepackOrder } from './repack-messages.ts'

const { resolve } = createRequire(import.meta.url)
const jpegQuality = 85

/** The decoders answer in a class that browsers have. */
class Pixels implements PixelImage {
  readonly data: Uint8Array
  readonly width: number
  readonly height: number

  constructor(data: Uint8Array, width: number, height: number) {
    this.data = data
    this.width = width
    this.height = height
  }
}

Object.assign(globalThis, { ImageData: Pixels })

/** Reads a program from beside its script, once; by itself it would ask the network for it. */
function program(path: string, init: (from: { wasmBinary: Buffer }) => Promise<unknown>) {
  let ready: Promise<unknown> | undefined
  return () => {
    ready ??= readFile(resolve(path)).then((wasmBinary) => init({ wasmBinary }))
    return ready
  }
}

const prepareAvif = program('@jsquash/avif/codec/dec/avif_dec.wasm', initAvif)
const prepareWebp = program('@jsquash/webp/codec/dec/webp_dec.wasm', initWebp)
const prepareJpeg = program('@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm', initJpeg)

async function unpack(image: KeptImage, sideMax: number): Promise<PixelImage> {
  const { buffer } = Uint8Array.from(image.bytes)
  switch (image.mimeType) {
    case 'image/avif': {
      await prepareAvif()
      const pixels = await decodeAvif(buffer)
      if (pixels === null) throw new Error('This picture cannot be read')
      return shrink(pixels, sideMax)
    }
    case 'image/webp':
      await prepareWebp()
      return shrink(await decodeWebp(buffer), sideMax)
    default:
      return paint(image, sideMax)
  }
}

/** What the painter of pictures can unpack, it paints in the size wanted. */
function paint({ mimeType, bytes }: KeptImage, sideMax: number): PixelImage {
  const cleaned = cleanImage(Buffer.from(bytes), Number.POSITIVE_INFINITY)
  if (!cleaned.ok) throw new Error(cleaned.error.detail)
  const { width, height } = cleaned.value
  const scale = Math.min(1, sideMax / Math.max(width, height))
  const href = `data:${mimeType};base64,${Buffer.from(bytes).toString('base64')}`
  const [wide, high] = [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))]
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${wide}" height="${high}"><image href="${href}" width="${wide}" height="${high}" preserveAspectRatio="none"/></svg>`
  const painted = new Resvg(svg, { logLevel: 'off' }).render()
  return { width: painted.width, height: painted.height, data: painted.pixels }
}

async function repack(image: KeptImage, sideMax: number): Promise<KeptImage | null> {
  try {
    const pixels = await unpack(image, sideMax)
    // A picture that cannot be painted leaves nothing behind.
    if (pixels.data.every((value) => value === 0)) return null
    if (!isOpaque(pixels)) return { mimeType: 'image/png', bytes: packPng(pixels) }
    await prepareJpeg()
    const jpeg = await encodeJpeg(pixels, { quality: jpegQuality })
    return { mimeType: 'image/jpeg', bytes: new Uint8Array(jpeg) }
  } catch {
    return null
  }
}

const { images, sideMax }: RepackOrder = workerData
const answer: (KeptImage | null)[] = []
for (const image of images) answer.push(await repack(image, sideMax))
parentPort?.postMessage(answer satisfies RepackAnswer)
