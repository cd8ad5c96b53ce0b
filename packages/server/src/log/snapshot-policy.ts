/** Between two snapshots: cheap enough to write, close enough that any version is a short replay away (SN2). */
export function snapshotSpacing(shapeCount: number): number {
  return Math.min(5_000, Math.max(500, Math.floor(shapeCount / 2)))
}

/** The newest snapshots are kept as they are; among older ones a gap may grow to this many rows. */
const newestKept = 10
const olderGapMax = 20_000

/**
 * Which snapshots to drop: old ones between neighbours that lie close enough without them (SN2).
 * @param versions ascending
 */
export function snapshotsToDrop(versions: readonly number[]): readonly number[] {
  const drop: number[] = []
  const old = versions.slice(0, Math.max(0, versions.length - newestKept))
  let kept = 0
  for (let i = 0; i < old.length; i++) {
    const version = old[i] as number
    const next = versions[i + 1] ?? version
    if (next - kept <= olderGapMax) drop.push(version)
    else kept = version
  }
  return drop
}
