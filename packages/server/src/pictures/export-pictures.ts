import { assetIdsOf, type CanvasFileAsset, type CanvasId } from '@flowstate/engine'
import type { Kysely } from 'kysely'
import { readAssetSizes, readAssets } from '../assets/asset-repo.ts'
import type { Schema } from '../storage/schema.ts'
import { fittingAssets } from './fitting-assets.ts'

/** The pictures some shapes show, as base64, each once, in their order and none beyond so many bytes. */
export async function picturesOf(
  db: Kysely<Schema>,
  canvas: { readonly canvasId: CanvasId; readonly shapes: Iterable<{ readonly [cell: string]: unknown }> },
  bytesMax: number,
): Promise<{ readonly [assetId: string]: CanvasFileAsset }> {
  const wanted = assetIdsOf(canvas.shapes).map((assetId) => ({ assetId, uses: 1 }))
  if (wanted.length === 0) return {}
  const chosen = fittingAssets(wanted, await readAssetSizes(db, canvas.canvasId), bytesMax)
  const assets = await readAssets(db, canvas.canvasId, chosen)
  return Object.fromEntries(
    chosen.flatMap((assetId) => {
      const asset = assets.get(assetId)
      if (asset === undefined) return []
      return [[assetId, { type: asset.mimeType, data: Buffer.from(asset.bytes).toString('base64') }]]
    }),
  )
}
