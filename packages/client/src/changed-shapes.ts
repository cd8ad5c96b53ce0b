import type { Change, ShapeId } from '@flowstate/engine'

/** Adds the shapes effective changes write to `into`; canvas cells count as `'@canvas'`. */
export function addTouched(into: Set<ShapeId | '@canvas'>, changes: readonly Change[]): void {
  for (const change of changes) {
    switch (change.kind) {
      case 'create':
        into.add(change.shape.id)
        break
      case 'update':
      case 'text':
        into.add(change.id)
        break
      case 'delete':
        for (const id of change.ids) into.add(id)
        break
      case 'canvas':
        into.add('@canvas')
        break
    }
  }
}
