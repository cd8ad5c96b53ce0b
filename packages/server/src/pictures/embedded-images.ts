import { type CanvasId, type Shape, type SvgNode, type SvgSource, stringCell } from '@flowstate/engine'
import type { Kysely } from 'kysely'
import { readAssetSizes, readAssets } from '../assets/asset-repo.ts'
import type { Schema } from '../storage/schema.ts'

/** Bytes of pictures that a picture of a canvas may carry along, each counted as often as it is shown. */
interface ImageBudget {
  readonly bytesMax: number
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

interface Wanted {
  readonly assetId: string
  readonly uses: number
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
 * The pictures on a canvas as `data:` URLs, large ones first, for as long as they fit; those that do not are null, which
 * leaves their place blank. Nothing is unpacked or made smaller: the server knows no pixels (decision 0072).
 */
export async function embeddedImages(
  db: Kysely<Schema>,
  canvas: { readonly canvasId: CanvasId; readonly source: SvgSource },
  { bytesMax }: ImageBudget,
): Promise<(assetId: string) => string | null> {
  const { canvasId, source } = canvas
  const wanted = wantedOf(source)
  if (wanted.length === 0) return () => null
  const sizes = await readAssetSizes(db, canvasId)
  const chosen: string[] = []
  let bytes = 0
  for (const { assetId, uses } of wanted) {
    const size = (sizes.get(assetId) ?? Number.POSITIVE_INFINITY) * uses
    if (bytes + size > bytesMax) continue
    bytes += size
    chosen.push(assetId)
  }
  if (chosen.length === 0) return () => null
  const urls = new Map<string, string>()
  for (const [assetId, { mimeType, bytes: pixels }] of await readAssets(db, canvasId, chosen))
    urls.set(assetId, `data:${mimeType};base64,${Buffer.from(pixels).toString('base64')}`)
  return (assetId) => urls.get(assetId) ?? null
}
