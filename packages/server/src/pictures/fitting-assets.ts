/** A picture somebody wants, and how often it is carried along. */
export interface WantedAsset {
  readonly assetId: string
  readonly uses: number
}

/**
 * Which pictures are carried along, in the order they are wanted: those that do not fit any more are left out, and so are those
 * the canvas does not have.
 * @param sizes bytes of each picture of the canvas
 */
export function fittingAssets(
  wanted: readonly WantedAsset[],
  sizes: ReadonlyMap<string, number>,
  bytesMax: number,
): readonly string[] {
  let bytes = 0
  return wanted.flatMap(({ assetId, uses }) => {
    const size = (sizes.get(assetId) ?? Number.POSITIVE_INFINITY) * uses
    if (bytes + size > bytesMax) return []
    bytes += size
    return [assetId]
  })
}
