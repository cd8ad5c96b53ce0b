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
  const snapshot = version > 0 ? await deps.store.readSnapshot(head.key, version, reducerVersion) : null
  if (snapshot?.sealed !== true || snapshot.table === undefined) return null
  const rows: AppliedRow[] = []
  const range = { since: snapshot.version, until: version }
  if (!(await eachChanges(head, range, deps, (row) => rows.push(row)))) return null
  const { content, table } = snapshot
  return spliceSnapshot({ version: snapshot.version, content, table }, rows, {
    digest: digestText,
    sha256: deps.sha256,
    ...textBytes,
  })
}
