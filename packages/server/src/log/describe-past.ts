import { type AppliedRow, reducerVersion, type SplicedState, spliceSnapshot } from '@flowstate/engine'
import type { CanvasLogsDeps } from './commit-deps.ts'
import { eachChanges } from './load-state.ts'
import type { LogHead } from './log-store.ts'
import { textBytes } from './text-bytes.ts'
import { digestText } from './text-digest.ts'

/**
 * The state at a version as bytes, from those of the nearest snapshot: of its shapes only those are read that rows after
 * it changed (SN1). Null where that cannot be told: no snapshot, one whose seal was not checked or that has no table, or a
 * row newer than this code. `loadState` knows what to do then.
 */
export async function describePast(
  head: LogHead,
  version: number,
  deps: CanvasLogsDeps,
): Promise<SplicedState | null> {
  const since = await deps.store.snapshotVersion(head.key, version, reducerVersion)
  if (since === null) return null
  const rows: AppliedRow[] = []
  // One is unpacked here while the store looks for the other.
  const [snapshot, isReadable] = await Promise.all([
    deps.store.readSnapshot(head.key, since, reducerVersion),
    eachChanges(head, { since, until: version }, deps, (row) => rows.push(row)),
  ])
  if (snapshot?.version !== since || snapshot.sealed !== true || snapshot.table === undefined) return null
  if (!isReadable) return null
  const { content, table } = snapshot
  return spliceSnapshot({ version: snapshot.version, content, table }, rows, {
    digest: digestText,
    sha256: deps.sha256,
    ...textBytes,
  })
}
