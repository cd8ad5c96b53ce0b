import type { Change, ShapeId } from '@flowstate/engine'

/** The shapes an operation touches, each once, in the order they are named. */
export function touchedShapes(changes: readonly Change[]): ShapeId[] {
  const ids = new Set<ShapeId>()
  for (const change of changes) {
    switch (change.kind) {
      case 'create':
        ids.add(change.shape.id)
        break
      case 'update':
      case 'text':
        ids.add(change.id)
        break
      case 'delete':
        for (const id of change.ids) ids.add(id)
        break
      case 'canvas':
        break
    }
  }
  return [...ids]
}

/** The part of an operation's changes that concerns one shape. */
export function changesOf(changes: readonly Change[], id: ShapeId): Change[] {
  return changes.filter((change) => touchedShapes([change]).includes(id))
}
