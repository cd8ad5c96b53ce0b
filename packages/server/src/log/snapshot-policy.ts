/** However many shapes a canvas has, so many rows are replayed at most to come from one snapshot to the next. */
const spacingMax = 1_750

/**
 * Between two snapshots: cheap enough to write, close enough that any version is a short replay away (SN2). While a canvas
 * is written by the thousand its snapshot takes a while, and the gap grows by half.
 */
export function snapshotSpacing(shapeCount: number): number {
  return Math.min(spacingMax, Math.max(500, Math.floor(shapeCount / 2)))
}

/** A canvas written by the thousand is given a snapshot at most this often, unless it is this far behind. */
export const snapshotIntervalMs = 1_000
export const hurriedSnapshotRows = spacingMax

/** So many rows behind, a canvas that has gone quiet is given a snapshot: who opens it next waits for no replay. */
export const quietSnapshotRows = 100

/** Among the newest snapshots gaps grow to the spacing, among older ones to this many rows. */
const newestKept = 10
const olderGapMax = 2_500

/**
 * Which snapshots to drop: those between neighbours that lie close enough without them (SN2). The newest always stays.
 * @param versions ascending
 * @param spacing of this canvas
 */
export function snapshotsToDrop(versions: readonly number[], spacing: number): readonly number[] {
  const drop: number[] = []
  let kept = 0
  for (let i = 0; i + 1 < versions.length; i++) {
    const version = versions[i] as number
    const next = versions[i + 1] as number
    const gapMax = i < versions.length - newestKept ? olderGapMax : spacing
    if (next - kept <= gapMax) drop.push(version)
    else kept = version
  }
  return drop
}
