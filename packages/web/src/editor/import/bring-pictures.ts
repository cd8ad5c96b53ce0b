import { isImageType } from '@flowstate/protocol'
import type { Editor } from '../editor.ts'
import { prepareImage } from '../images/prepare-image.ts'
import { bytesOfBase64 } from './base64-bytes.ts'
import type { Drawing, DrawnPicture } from './drawing.ts'

const uploadsAtOnce = 3
/** Longest side of what is drawn from an SVG, in pixels. */
const drawnSideMax = 2_048

/** The bytes of a `data:` address, without the network: pages may not fetch it. */
export function blobOfDataUrl(url: string): Blob | null {
  const comma = url.indexOf(',')
  const head = /^data:([\w.+-]+\/[\w.+-]+)?((?:;[\w-]+=[^;,]*)*)(;base64)?$/i.exec(
    url.slice(0, Math.max(0, comma)),
  )
  if (head === null) return null
  const data = url.slice(comma + 1)
  const type = (head[1] ?? 'text/plain').toLowerCase()
  if (head[3] !== undefined) {
    const bytes = bytesOfBase64(data)
    return bytes === null ? null : new Blob([bytes.slice()], { type })
  }
  try {
    return new Blob([decodeURIComponent(data)], { type })
  } catch {
    return null
  }
}

/** An SVG as pixels: as a picture it can neither run nor load anything, and the server takes no SVG. */
async function drawnPixels(svg: Blob): Promise<Blob | null> {
  const address = URL.createObjectURL(svg)
  try {
    const image = new Image()
    image.src = address
    await image.decode()
    const [width, height] = [image.naturalWidth || 300, image.naturalHeight || 150]
    const scale = Math.min(2, drawnSideMax / Math.max(width, height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.max(1, Math.round(width * scale))
    canvas.height = Math.max(1, Math.round(height * scale))
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
    return await new Promise((resolve) => canvas.toBlob(resolve, 'image/png'))
  } catch {
    return null
  } finally {
    URL.revokeObjectURL(address)
  }
}

async function fileOf(editor: Editor, picture: DrawnPicture): Promise<Blob | null> {
  if (picture.kind === 'asset') return editor.images.fetchFrom(picture.canvasId, picture.assetId)
  const blob = blobOfDataUrl(picture.url)
  if (blob?.type === 'image/svg+xml') return drawnPixels(blob)
  return blob !== null && isImageType(blob.type) ? blob : null
}

async function bring(editor: Editor, picture: DrawnPicture): Promise<string | null> {
  if (picture.kind === 'asset' && picture.canvasId === editor.images.canvasId) return picture.assetId
  try {
    const file = await fileOf(editor, picture)
    const prepared = file === null ? null : await prepareImage(file)
    return prepared === null ? null : (await editor.images.upload(prepared.blob)).id
  } catch {
    // One picture less: the report says how many.
    return null
  }
}

/** Brings the pictures a drawing shows to the server, each once; null stands for those that did not get through. */
export async function bringPictures(
  editor: Editor,
  drawing: Drawing,
): Promise<ReadonlyMap<string, string | null>> {
  const wanted = new Set(drawing.shapes.flatMap(({ pictureKey }) => pictureKey ?? []))
  const waiting = [...wanted].flatMap((key) => {
    const picture = drawing.pictures.get(key)
    return picture === undefined ? [] : [{ key, picture }]
  })
  const brought = new Map<string, string | null>()
  const lane = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
      brought.set(next.key, await bring(editor, next.picture))
  }
  await Promise.all(Array.from({ length: uploadsAtOnce }, lane))
  return brought
}
