import type {
  CanvasState,
  Change,
  CommittedOperation,
  OperationId,
  PendingLog,
  ProposedChange,
  Refusal,
  Result,
  ShapeId,
  WireState,
} from '@flowstate/engine'
import {
  apply,
  applyRow,
  emptyState,
  err,
  ok,
  pendingLog,
  resolve,
  stateFromWire,
  subjectsOf,
} from '@flowstate/engine'
import type { QueueEntry } from './sync-state.ts'

function addTouched(into: Set<ShapeId | '@canvas'>, changes: readonly Change[]): void {
  for (const change of changes) for (const subject of subjectsOf(change)) into.add(subject)
}

export type ChangedShapes = ReadonlySet<ShapeId | '@canvas'> | 'all'

export interface PendingOperation {
  readonly id: OperationId
  readonly seq: number
  readonly changes: readonly ProposedChange[]
  readonly gesture?: string
  /** An undo or redo of pending operations, whose changes follow from them. */
  readonly history?: { readonly direction: 'undo' | 'redo'; readonly target: readonly OperationId[] }
}

/** An entry of the queue as the view shows it. What an undo without a target will change only the server knows (UN8). */
export function pendingOf({ id, seq, request }: QueueEntry): PendingOperation {
  if (request.type === 'operation') {
    const { changes, gesture } = request.operation
    return { id, seq, changes, ...(gesture === undefined ? {} : { gesture }) }
  }
  const { type: direction, target } = request
  return { id, seq, changes: [], ...(target === undefined ? {} : { history: { direction, target } }) }
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
  /** Makes another edit of a pending one. */
  amendPending(operation: PendingOperation): void
  /** Takes over a queue that was on disk. What cannot be shown any more is left to the server to judge. */
  restore(operations: readonly PendingOperation[]): void
  /** Applies rows of the log together and drops the pending operations they are the echo of (CL2). */
  confirm(rows: readonly CommittedOperation[]): void
  /** Replaces confirmed; pending with seq <= decidedSeq leave the view at once (CL2). */
  reset(state: WireState, decidedSeq: number): void
  drop(id: OperationId): void
  renumber(seqById: ReadonlyMap<OperationId, number>): void
  /** Listeners hear once, when `work` is over, and the view is made anew once: a frame may carry hundreds of rows. */
  batch(work: () => void): void
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
  /** What is pending, as rows; there only while an undo or redo among them has to be predicted. */
  let log: PendingLog | null = null
  /** What undos and redos came to, good also when the rows they concern are confirmed and they are not yet (CL2). */
  const planned = new Map<OperationId, readonly Change[]>()

  function show(changes: readonly Change[]): void {
    if (changes.length === 0) return
    if (view === confirmed) view = confirmed.fork()
    apply(view, changes)
    addTouched(predicted, changes)
  }

  function predict(operation: PendingOperation): Result<void, Refusal> {
    const { id, changes: proposed, gesture, history } = operation
    if (history) {
      const plan = log?.plan(history.direction, history.target, view)
      const changes = plan?.changes ?? planned.get(id) ?? []
      planned.set(id, changes)
      show(changes)
      log?.append({ id, kind: history.direction, changes, ...(plan?.undoOf ? { undoOf: plan.undoOf } : {}) })
      return ok(undefined)
    }
    if (proposed.length === 0) return ok(undefined)
    const resolved = resolve(view, proposed)
    if (!resolved.ok) return err(resolved.error)
    const { changes, rebalance } = resolved.value
    if (rebalance) show(rebalance)
    show(changes)
    log?.append({ id, kind: 'edit', changes, ...(gesture === undefined ? {} : { gesture }) })
    return ok(undefined)
  }

  /** Makes the view anew from confirmed; gives the shapes that may look different because of it. */
  function rebuild(): Set<ShapeId | '@canvas'> {
    const changed = predicted
    predicted = new Set()
    view = confirmed
    log = pending.some(({ history }) => history) ? pendingLog(confirmed) : null
    const ids = new Set(planned.size > 0 ? pending.map(({ id }) => id) : [])
    for (const id of planned.keys()) if (!ids.has(id)) planned.delete(id)
    for (const operation of pending) if (operation.seq > decidedSeq) predict(operation)
    for (const id of predicted) changed.add(id)
    return changed
  }

  /** What listeners are told when the outermost batch ends. */
  let gathered: Set<ShapeId | '@canvas'> | 'all' = new Set()
  let batches = 0
  /** The view is older than confirmed or pending, and is made anew before anybody reads it. */
  let stale = false

  function gather(changed: Iterable<ShapeId | '@canvas'> | 'all'): void {
    if (changed === 'all') gathered = 'all'
    else if (gathered !== 'all') for (const id of changed) gathered.add(id)
  }

  function refresh(): void {
    if (!stale) return
    stale = false
    gather(rebuild())
  }

  function batch(work: () => void): void {
    batches += 1
    try {
      work()
    } finally {
      batches -= 1
      if (batches === 0) {
        refresh()
        const changed = gathered
        gathered = new Set()
        if (changed === 'all' || changed.size > 0) for (const listener of listeners) listener(changed)
      }
    }
  }

  return {
    get confirmed() {
      return confirmed
    },
    get view() {
      refresh()
      return view
    },
    get pending() {
      return pending
    },
    batch,
    addPending(operation) {
      refresh()
      if (operation.history && log === null) {
        // the first of its kind needs all that is pending as rows: the view is made anew with them
        batch(() => {
          pending = [...pending, operation]
          stale = true
        })
        return ok(undefined)
      }
      const before = predicted
      predicted = new Set()
      const shown = predict(operation)
      const changed = predicted
      predicted = before
      for (const id of changed) predicted.add(id)
      if (!shown.ok) return shown
      pending = [...pending, operation]
      batch(() => gather(changed))
      return shown
    },
    amendPending(operation) {
      batch(() => {
        pending = pending.map((other) => (other.id === operation.id ? operation : other))
        stale = true
      })
    },
    restore(operations) {
      batch(() => {
        pending = [...pending, ...operations]
        stale = true
        gather('all')
      })
    },
    confirm(rows) {
      batch(() => {
        // the view is an overlay of confirmed: it must not be read while confirmed is written
        stale = true
        const echoed = new Set<OperationId>()
        const touched = new Set<ShapeId | '@canvas'>()
        for (const row of rows) {
          applyRow(confirmed, row)
          addTouched(touched, row.changes)
          echoed.add(row.id)
        }
        gather(touched)
        if (pending.some((operation) => echoed.has(operation.id)))
          pending = pending.filter((operation) => !echoed.has(operation.id))
      })
    },
    reset(state, seq) {
      batch(() => {
        confirmed = stateFromWire(state)
        decidedSeq = seq
        stale = true
        gather('all')
      })
    },
    drop(id) {
      if (!pending.some((operation) => operation.id === id)) return
      batch(() => {
        pending = pending.filter((operation) => operation.id !== id)
        stale = true
      })
    },
    renumber(seqById) {
      batch(() => {
        decidedSeq = 0
        pending = pending.map((operation) => ({
          ...operation,
          seq: seqById.get(operation.id) ?? operation.seq,
        }))
        stale = true
      })
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
