import type {
  CanvasState,
  Change,
  CommittedOperation,
  OperationId,
  ProposedChange,
  Refusal,
  Result,
  ShapeId,
} from '@flowstate/engine'
import { apply, applyRow, emptyState, err, ok, resolve, stateFromWire, subjectsOf } from '@flowstate/engine'
import type { WireState } from '@flowstate/protocol'

function addTouched(into: Set<ShapeId | '@canvas'>, changes: readonly Change[]): void {
  for (const change of changes) for (const subject of subjectsOf(change)) into.add(subject)
}

export type ChangedShapes = ReadonlySet<ShapeId | '@canvas'> | 'all'

export interface PendingOperation {
  readonly id: OperationId
  readonly seq: number
  readonly changes: readonly ProposedChange[]
}

/**
 * The three values of CL1: `confirmed` (rows of the server, in order), `pending` (what was not answered yet) and `view`,
 * pending applied over confirmed. Plain data and functions of it: no socket, no storage, no time.
 */
export interface CanvasStore {
  readonly confirmed: CanvasState
  readonly view: CanvasState
  readonly pending: readonly PendingOperation[]
  /** Shows an edit at once. Refused if it could not be made on the view as it is: the caller then sends nothing. */
  addPending(operation: PendingOperation): Result<void, Refusal>
  /** Takes over a queue that was on disk. What cannot be shown any more is left to the server to judge. */
  restore(operations: readonly PendingOperation[]): void
  /** Applies rows of the log together and drops the pending operations they are the echo of (CL2). */
  confirm(rows: readonly CommittedOperation[]): void
  /** Replaces confirmed; pending with seq <= decidedSeq leave the view at once (CL2). */
  reset(state: WireState, decidedSeq: number): void
  drop(id: OperationId): void
  renumber(seqById: ReadonlyMap<OperationId, number>): void
  subscribe(listener: (changed: ChangedShapes) => void): () => void
}

export function createCanvasStore(): CanvasStore {
  let confirmed = emptyState()
  let view = confirmed
  let pending: PendingOperation[] = []
  let decidedSeq = 0
  const listeners = new Set<(changed: ChangedShapes) => void>()
  /** Shapes the pending operations have touched in `view`: they change whenever it is made anew. */
  let predicted = new Set<ShapeId | '@canvas'>()

  function predict(operation: PendingOperation): Result<void, Refusal> {
    if (operation.changes.length === 0) return ok(undefined)
    const resolved = resolve(view, operation.changes)
    if (!resolved.ok) return err(resolved.error)
    if (view === confirmed) view = confirmed.fork()
    const { changes, rebalance } = resolved.value
    if (rebalance) apply(view, rebalance)
    apply(view, changes)
    addTouched(predicted, changes)
    if (rebalance) addTouched(predicted, rebalance)
    return ok(undefined)
  }

  /** Makes the view anew from confirmed; gives the shapes that may look different because of it. */
  function rebuild(): Set<ShapeId | '@canvas'> {
    const changed = predicted
    predicted = new Set()
    view = confirmed
    for (const operation of pending) if (operation.seq > decidedSeq) predict(operation)
    for (const id of predicted) changed.add(id)
    return changed
  }

  function notify(changed: ChangedShapes): void {
    if (changed !== 'all' && changed.size === 0) return
    for (const listener of listeners) listener(changed)
  }

  return {
    get confirmed() {
      return confirmed
    },
    get view() {
      return view
    },
    get pending() {
      return pending
    },
    addPending(operation) {
      const before = predicted
      predicted = new Set()
      const shown = predict(operation)
      const changed = predicted
      predicted = before
      for (const id of changed) predicted.add(id)
      if (!shown.ok) return shown
      pending = [...pending, operation]
      notify(changed)
      return shown
    },
    restore(operations) {
      pending = [...pending, ...operations]
      rebuild()
      notify('all')
    },
    confirm(rows) {
      // the view is an overlay of confirmed: it must not be read while confirmed is written
      const changed = new Set<ShapeId | '@canvas'>()
      view = confirmed
      const echoed = new Set<OperationId>()
      for (const row of rows) {
        applyRow(confirmed, row)
        addTouched(changed, row.changes)
        echoed.add(row.id)
      }
      if (pending.some((operation) => echoed.has(operation.id)))
        pending = pending.filter((operation) => !echoed.has(operation.id))
      for (const id of rebuild()) changed.add(id)
      notify(changed)
    },
    reset(state, seq) {
      confirmed = stateFromWire(state)
      decidedSeq = seq
      rebuild()
      notify('all')
    },
    drop(id) {
      if (!pending.some((operation) => operation.id === id)) return
      pending = pending.filter((operation) => operation.id !== id)
      notify(rebuild())
    },
    renumber(seqById) {
      decidedSeq = 0
      pending = pending.map((operation) => ({
        ...operation,
        seq: seqById.get(operation.id) ?? operation.seq,
      }))
      notify(rebuild())
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
