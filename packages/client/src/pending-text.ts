import type { OperationId, ProposedChange, ShapeId } from '@flowstate/engine'
import type { PendingOperation } from './canvas-store.ts'

function writesText(change: ProposedChange, id: ShapeId): boolean {
  switch (change.kind) {
    case 'create':
      return change.shape.id === id
    case 'text':
      return change.id === id
    case 'update':
      return change.id === id && (Object.hasOwn(change.set, 'text') || (change.unset ?? []).includes('text'))
    case 'delete':
      return change.ids.includes(id)
    case 'place':
    case 'canvas':
      return false
  }
}

/** Pending operations that write the text of a shape. What an undo or redo will write only the server knows for sure. */
export function pendingText(pending: readonly PendingOperation[], id: ShapeId): readonly OperationId[] {
  return pending
    .filter(({ history, changes }) => {
      const isUnknown = history !== undefined || changes.length === 0
      return isUnknown || changes.some((change) => writesText(change, id))
    })
    .map((operation) => operation.id)
}
