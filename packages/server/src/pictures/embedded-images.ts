import { type CanvasId, type Shape, type SvgNode, type SvgSource, stringCell } from '@flowstate/engine'
import { readAssetSizes } from '../assets/asset-repo.ts'
import { type LoadDeps, loadAssets } from '../assets/load-assets.ts'
import { fittingAssets, type WantedAsset } from './fitting-assets.ts'
import type { ImageRepacker } from './repack-images.ts'

/** Bytes of pictures that a picture of a canvas may carry along, each counted as often as it is shown. */
interface ImageBudget {
  readonly bytesMax: number
  /** What can be shown where the picture goes; everything unless told. */
  readonly types?: ReadonlySet<string>
  /** Makes pictures of other kinds into some that can be shown. */
  readonly repacker?: ImageRepacker
  /** So many of the largest that have no room come smaller; none unless told. */
  readonly smallerMax?: number
}

function* imagesIn(nodes: readonly SvgNode[]): Generator<Shape> {
  for (const { shape, children } of nodes) {
    if (shape.kind === 'image') yield shape
    yield* imagesIn(children)
  }
}

function areaOf({ size }: Shape): number {
  const [width, height] = Array.isArray(size) ? size : []
  return Number(width ?? 0) * Number(height ?? 0)
}

interface Wanted extends WantedAsset {
  readonly area: number
}

/** Which pictures are shown, how often, and how large: the largest first. */
function wantedOf(source: SvgSource): readonly Wanted[] {
  const wanted = new Map<string, Wanted>()
  for (const shape of imagesIn(source.nodes)) {
    const assetId = stringCell(shape, 'assetId', '')
    const { uses, area } = wanted.get(assetId) ?? { uses: 0, area: 0 }
    wanted.set(assetId, { assetId, uses: uses + 1, area: Math.max(area, areaOf(shape)) })
  }
  return [...wanted.values()].sort((a, b) => b.area - a.area || a.assetId.localeCompare(b.assetId))
}

/**
 * The pictures on a canvas as `data:` URLs, large ones first, for as long as they fit. Others are packed anew where that is
 * asked for, in a thread of its own; what is then still missing is null, which leaves its place blank.
 * @throws AssetStoreUnavailable
 */
export async function embeddedImages(
  deps: LoadDeps,
  canvas: { readonly canvasId: CanvasId; readonly source: SvgSource },
  { bytesMax, types, repacker, smallerMax = 0 }: ImageBudget,
): Promise<(assetId: string) => string | null> {
  const { canvasId, source } = canvas
  const wanted = wantedOf(source)
  if (wanted.length === 0) return () => null
  const sizes = await readAssetSizes(deps.db.kysely, canvasId)
  const chosen = fittingAssets(wanted, sizes, bytesMax)
  const urls = new Map<string, string>()
  for (const [assetId, { mimeType, bytes }] of await loadAssets(deps, canvasId, chosen))
    if (types?.has(mimeType) ?? true)
      urls.set(assetId, `data:${mimeType};base64,${Buffer.from(bytes).toString('base64')}`)
  if (repacker !== undefined) {
    const fitting = new Set(chosen)
    const others = wanted.filter(({ assetId }) => sizes.has(assetId) && !fitting.has(assetId))
    const asked = [
      ...chosen.filter((assetId) => !urls.has(assetId)),
      ...others.slice(0, smallerMax).map(({ assetId }) => assetId),
    ]
    const read = (ids: readonly string[]) => loadAssets(deps, canvasId, ids)
    if (asked.length > 0) for (const [id, url] of await repacker.repack(asked, read)) urls.set(id, url)
  }
  return (assetId) => urls.get(assetId) ?? null
}
