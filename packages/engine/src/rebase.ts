import { apply } from './apply.ts'
import type { CanvasState } from './canvas-state.ts'
import type { ProposedChange } from './change.ts'
import type { OperationId } from './ids.ts'
import { resolve } from './resolve.ts'
import type { Refusal } from './result.ts'

export interface PendingChanges {
  readonly id: OperationId
  readonly changes: readonly ProposedChange[]
}

/**
 * The view: pending operations applied, in order, over the confirmed state (CL1). One that would be refused leaves no
 * trace in the view. The confirmed state is not written; the view reads through it and must be made anew when it advances.
 */
export function rebase(
  confirmed: CanvasState,
  pending: readonly PendingChanges[],
): { readonly view: CanvasState; readonly refused: ReadonlyMap<OperationId, Refusal> } {
  const view = confirmed.fork()
  const refused = new Map<OperationId, Refusal>()
  for (const { id, changes } of pending) {
    const resolution = resolve(view, changes)
    if (!resolution.ok) {
      refused.set(id, resolution.error)
      continue
    }
    apply(view, resolution.value.rebalance ?? [])
    apply(view, resolution.value.changes)
  }
  return { view, refused }
}
