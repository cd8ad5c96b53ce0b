import type { CanvasState, CellValue, ProposedChange, ProposedShape, Shape, ShapeId } from '@flowstate/engine'

/** What a client would propose to make this shape: cells and parent, without place and versions. */
function proposedShape(shape: Shape, parentId: ShapeId | null): ProposedShape {
  const {
    id,
    kind,
    parentId: _parent,
    index: _index,
    createdVersion: _c,
    updatedVersion: _u,
    ...cells
  } = shape
  const proposed: { [cell: string]: CellValue | null } = {}
  for (const [cell, value] of Object.entries(cells)) proposed[cell] = value
  return { ...proposed, id, kind, ...(parentId === null ? {} : { parentId }) }
}

/** Changes that build a state on an empty canvas: canvas cells, then shapes, parents before children, back to front. */
export function importChanges(state: CanvasState): ProposedChange[] {
  const changes: ProposedChange[] = []
  if (Object.keys(state.canvas).length > 0) changes.push({ kind: 'canvas', set: state.canvas })
  const waiting: (ShapeId | null)[] = [null]
  while (waiting.length > 0) {
    const parentId = waiting.shift() ?? null
    for (const shape of state.children(parentId)) {
      changes.push({ kind: 'create', shape: proposedShape(shape, parentId), at: 'front' })
      waiting.push(shape.id)
    }
  }
  return changes
}

/** Slices of at most `itemsMax` changes and about `bytesMax` bytes of JSON; a change larger than that stands alone. */
export function* inBatches<Change>(
  changes: readonly Change[],
  itemsMax: number,
  bytesMax: number,
): Generator<readonly Change[]> {
  let batch: Change[] = []
  let bytes = 0
  for (const change of changes) {
    const size = Buffer.byteLength(JSON.stringify(change))
    if (batch.length > 0 && (batch.length >= itemsMax || bytes + size > bytesMax)) {
      yield batch
      batch = []
      bytes = 0
    }
    batch.push(change)
    bytes += size
  }
  if (batch.length > 0) yield batch
}
