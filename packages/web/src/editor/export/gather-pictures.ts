import type { ShapeId } from '@flowstate/engine'
import { assetIdsOf, canvasFile } from '@flowstate/engine'
import type { Editor } from '../editor.ts'
import { base64OfBytes } from '../import/base64-bytes.ts'

const loadsAtOnce = 4

/** The files of pictures by their asset id. Those that cannot be fetched are absent and stay blank. */
export type GatheredPictures = ReadonlyMap<string, Blob>

/** Fetches the pictures some shapes show. */
export async function gatherPictures(
  editor: Editor,
  ids: ReadonlySet<ShapeId> | null,
): Promise<GatheredPictures> {
  const { canvasId } = editor.images
  const pictures = new Map<string, Blob>()
  if (canvasId === null) return pictures
  const { shapes } = canvasFile(editor.port.view(), ids === null ? {} : { ids })
  const waiting = [...assetIdsOf(shapes)]
  const lane = async (): Promise<void> => {
    for (let assetId = waiting.shift(); assetId !== undefined; assetId = waiting.shift()) {
      const file = await editor.images.fetchFrom(canvasId, assetId).catch(() => null)
      if (file !== null) pictures.set(assetId, file)
    }
  }
  await Promise.all(Array.from({ length: loadsAtOnce }, lane))
  return pictures
}

/** Files as base64, with their kinds. */
export async function picturesAsText(
  pictures: GatheredPictures,
): Promise<{ readonly [assetId: string]: { readonly type: string; readonly data: string } }> {
  const entries: [string, { type: string; data: string }][] = []
  for (const [assetId, file] of pictures) {
    const bytes = new Uint8Array(await file.arrayBuffer())
    entries.push([assetId, { type: file.type, data: base64OfBytes(bytes) }])
  }
  return Object.fromEntries(entries)
}
