import { assetIdsOf, type CanvasFileAsset, type CanvasId } from '@flowstate/engine'
import { readAsset } from '../assets/asset-repo.ts'
import type { Deps } from '../deps.ts'

/** Pictures of one export in memory, in bytes: those beyond are left out. */
const bytesMax = 64 * 1_048_576

/** The pictures some shapes show, as base64, in their order and none beyond the limit. */
export async function picturesOf(
  deps: Pick<Deps, 'db'>,
  canvasId: CanvasId,
  shapes: Iterable<{ readonly [cell: string]: unknown }>,
): Promise<{ readonly [assetId: string]: CanvasFileAsset }> {
  const pictures: [string, CanvasFileAsset][] = []
  let bytes = 0
  for (const assetId of assetIdsOf(shapes)) {
    const asset = await readAsset(deps.db.kysely, canvasId, Buffer.from(assetId, 'hex'))
    if (asset === null || bytes + asset.bytes.length > bytesMax) continue
    bytes += asset.bytes.length
    pictures.push([assetId, { type: asset.mimeType, data: Buffer.from(asset.bytes).toString('base64') }])
  }
  return Object.fromEntries(pictures)
}
