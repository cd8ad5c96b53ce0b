import { assetIdsOf, type CanvasFileAsset, type CanvasId } from '@flowstate/engine'
import { readAssetSizes } from '../assets/asset-repo.ts'
import { type LoadDeps, loadAssets } from '../assets/load-assets.ts'
import { fittingAssets } from './fitting-assets.ts'

/**
 * The pictures some shapes show, as base64, each once, in their order and none beyond so many bytes.
 * @throws AssetStoreUnavailable: a file that lacks what was only out of reach would be kept as if it were whole
 */
export async function picturesOf(
  deps: LoadDeps,
  canvas: { readonly canvasId: CanvasId; readonly shapes: Iterable<{ readonly [cell: string]: unknown }> },
  bytesMax: number,
): Promise<{ readonly [assetId: string]: CanvasFileAsset }> {
  const wanted = assetIdsOf(canvas.shapes).map((assetId) => ({ assetId, uses: 1 }))
  if (wanted.length === 0) return {}
  const chosen = fittingAssets(wanted, await readAssetSizes(deps.db.kysely, canvas.canvasId), bytesMax)
  const assets = await loadAssets(deps, canvas.canvasId, chosen)
  return Object.fromEntries(
    chosen.flatMap((assetId) => {
      const asset = assets.get(assetId)
      if (asset === undefined) return []
      return [[assetId, { type: asset.mimeType, data: Buffer.from(asset.bytes).toString('base64') }]]
    }),
  )
}
