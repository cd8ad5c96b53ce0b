import { isImageType } from '@flowstate/protocol'

/** A picture ready to be sent. */
export interface PreparedImage {
  readonly blob: Blob
  /** Pixels. */
  readonly width: number
  readonly height: number
}

/** Longest side that is sent, in pixels. */
const sideMax = 4_096
const quality = 0.9
/** A PNG up to this many bytes goes as it is: screenshots stay sharp. */
const plainBytesMax = 4 * 1_048_576

/** Upright pixels: browsers turn a photograph while they unpack it. Null for what they cannot unpack. */
async function unpack(file: Blob): Promise<ImageBitmap | null> {
  try {
    return await createImageBitmap(file, { imageOrientation: 'from-image' })
  } catch {
    return null
  }
}

function encode(canvas: HTMLCanvasElement, type: string): Promise<Blob | null> {
  return new Promise((resolve) => canvas.toBlob(resolve, type, quality))
}

/** As WebP where the browser can write it, else as what keeps the picture whole. */
async function packAgain(bitmap: ImageBitmap, type: string): Promise<PreparedImage | null> {
  const scale = Math.min(1, sideMax / Math.max(bitmap.width, bitmap.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(bitmap.width * scale))
  canvas.height = Math.max(1, Math.round(bitmap.height * scale))
  const context = canvas.getContext('2d')
  if (context === null) return null
  context.imageSmoothingQuality = 'high'
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  let blob = await encode(canvas, 'image/webp')
  if (blob?.type !== 'image/webp') blob = await encode(canvas, type === 'image/jpeg' ? type : 'image/png')
  return blob === null ? null : { blob, width: canvas.width, height: canvas.height }
}

/**
 * Makes a file what is sent: no larger than needed, upright, and without what it says besides the picture. Moving pictures go
 * as they are, for packing them again would stop them. Null for what is no picture this browser knows.
 */
export async function prepareImage(file: Blob): Promise<PreparedImage | null> {
  if (!isImageType(file.type)) return null
  const bitmap = await unpack(file)
  if (bitmap === null) return null
  const { width, height } = bitmap
  try {
    const small = Math.max(width, height) <= sideMax && file.size <= plainBytesMax
    if (file.type === 'image/gif' || (file.type === 'image/png' && small))
      return { blob: file, width, height }
    return await packAgain(bitmap, file.type)
  } finally {
    bitmap.close()
  }
}
