import type { AppliedRow, CanvasState, Change } from '@flowstate/engine'
import {
  applyRow,
  decodeState,
  emptyState,
  reducerVersion,
  rowSchema,
  shapesInSnapshot,
  stateHash,
} from '@flowstate/engine'
import type { CanvasLogsDeps } from './commit-deps.ts'
import type { LogRow } from './log-row.ts'
import { parseStoredRow } from './log-row-codec.ts'
import type { LogHead, StoredSnapshot } from './log-store.ts'
import { textBytes } from './text-bytes.ts'

const rowsPerPage = 5_000
const bytesPerPage = 4 * 1_048_576

/** A row this code cannot read: the canvas opens read-only, as it was before that row (CM13). */
export interface UnreadableRow {
  readonly version: number
  readonly schema: number
}

export interface LoadedState {
  readonly state: CanvasState
  /** The version of the snapshot the state was built on; 0 if none. */
  readonly snapshotVersion: number
  /** What the snapshot says of the state, when no row came after it. */
  readonly text: StateText | null
  readonly unreadable: UnreadableRow | null
}

/** A state that need not be serialised and hashed, because it was read like this. */
export interface StateText {
  readonly version: number
  readonly stateHash: Uint8Array
  /** JSON of its shapes, as on the wire. */
  readonly shapes: string
}

/** Applies rows in place until one that is newer than the code, if there is such a row (CM13). */
export function applyReadable(state: CanvasState, rows: readonly LogRow[]): UnreadableRow | null {
  for (const row of rows) {
    const { schema } = row.operation
    if (schema > rowSchema) return { version: row.version, schema }
    applyRow(state, row.operation)
  }
  return null
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i])
}

function textOf({ content }: StoredSnapshot): string {
  return textBytes.read(content, 0, content.length)
}

/**
 * The state a snapshot holds, or null if it does not hash to what it says (SN1). A seal stands for the hash, which
 * `verifyCanvas` computes all the same.
 */
export function verifySnapshot(
  snapshot: StoredSnapshot,
  sha256: (bytes: Uint8Array) => Uint8Array,
): CanvasState | null {
  try {
    const state = decodeState(textOf(snapshot))
    const genuine =
      state.version === snapshot.version &&
      (snapshot.sealed === true || sameBytes(stateHash(state, sha256), snapshot.stateHash))
    return genuine ? state : null
  } catch {
    return null
  }
}

/** The newest good snapshot at or below `version`; bad ones on the way are removed, so that they are made anew (SN1). */
async function startingPoint(
  head: LogHead,
  version: number,
  deps: CanvasLogsDeps,
): Promise<{ readonly state: CanvasState; readonly snapshot: StoredSnapshot | null }> {
  let below = version
  for (;;) {
    const snapshot = below > 0 ? await deps.store.readSnapshot(head.key, below, reducerVersion) : null
    if (snapshot === null) return { state: emptyState(), snapshot }
    const state = verifySnapshot(snapshot, deps.sha256)
    if (state !== null) return { state, snapshot }
    deps.log?.warn({ canvasId: head.canvasId, version: snapshot.version }, 'a snapshot is damaged: ignored')
    await deps.store.deleteSnapshots(head.key, [snapshot.version])
    below = snapshot.version - 1
  }
}

/**
 * The rows of a range in pages, only their changes: for replays nobody else looks at. False where a row is newer than this
 * code, whose version only the rows themselves tell (CM13).
 */
export async function eachChanges(
  head: LogHead,
  range: { readonly since: number; readonly until: number },
  deps: CanvasLogsDeps,
  onRow: (row: AppliedRow) => void,
): Promise<boolean> {
  let at = range.since
  while (at < range.until) {
    const page = await deps.store.readChanges({
      key: head.key,
      since: at,
      until: range.until,
      limit: rowsPerPage,
      bytesMax: bytesPerPage,
    })
    if (page === null) throw new Error(`the log ends at ${at}, before ${range.until}`)
    if (page.schemaMax > rowSchema) return false
    const rows: readonly (readonly Change[])[] = JSON.parse(page.changes)
    for (const changes of rows) {
      at += 1
      onRow({ version: at, changes })
    }
  }
  return true
}

/**
 * The state at a version: nearest snapshot and replay, rows read in pages (SN1).
 * @param onRows is shown every row on the way, in version order
 */
export async function loadState(
  head: LogHead,
  version: number,
  deps: CanvasLogsDeps,
  onRows?: (rows: readonly LogRow[]) => void,
): Promise<LoadedState> {
  const { state, snapshot } = await startingPoint(head, version, deps)
  const snapshotVersion = snapshot?.version ?? 0
  const range = { since: snapshotVersion, until: version }
  const isReplayed =
    onRows === undefined && (await eachChanges(head, range, deps, (row) => applyRow(state, row)))
  const unreadable = isReplayed ? null : await replayRows(head, { state, version, onRows }, deps)
  const text =
    snapshot?.version === version
      ? { version, stateHash: snapshot.stateHash, shapes: shapesInSnapshot(textOf(snapshot)) }
      : null
  return { state, snapshotVersion, text, unreadable }
}

/** Applies rows from the version of a state on, up to one that is newer than the code if there is such a row. */
async function replayRows(
  head: LogHead,
  replay: {
    readonly state: CanvasState
    readonly version: number
    readonly onRows: ((rows: readonly LogRow[]) => void) | undefined
  },
  deps: CanvasLogsDeps,
): Promise<UnreadableRow | null> {
  let at = replay.state.version
  let unreadable: UnreadableRow | null = null
  while (at < replay.version) {
    const stored = await deps.store.readRows({
      key: head.key,
      since: at,
      until: replay.version,
      limit: rowsPerPage,
      bytesMax: bytesPerPage,
    })
    const last = stored.at(-1)
    if (last === undefined) throw new Error(`the log ends at ${at}, before ${replay.version}`)
    const rows = stored.map((row) => parseStoredRow(head.canvasId, row))
    unreadable ??= applyReadable(replay.state, rows)
    replay.onRows?.(rows)
    at = last.version
  }
  return unreadable
}
