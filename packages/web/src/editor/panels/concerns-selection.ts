import type { CanvasState, ShapeId } from '@flowstate/engine'
import { withDescendants } from '../selection.ts'

const depthMax = 32

/** The selected shapes, what is in them and what they are in. */
function aroundSelection(selection: ReadonlySet<ShapeId>, view: CanvasState): Set<ShapeId> {
  const around = new Set<ShapeId>(selection)
  for (const { id } of withDescendants(selection, view)) around.add(id)
  for (const id of selection) {
    let parentId = view.get(id)?.parentId ?? null
    for (let depth = 0; parentId !== null && depth < depthMax; depth++) {
      around.add(parentId)
      parentId = view.get(parentId)?.parentId ?? null
    }
  }
  return around
}

/** Tells of each set of changed shapes whether the selection, its contents or its containers are among them. */
export function concernsSelection(
  selection: ReadonlySet<ShapeId>,
  readView: () => CanvasState,
): (changed: ReadonlySet<string> | 'all') => boolean {
  let around = aroundSelection(selection, readView())
  return (changed) => {
    const view = readView()
    const isBelow = (id: ShapeId): boolean => {
      let at: ShapeId | null = id
      for (let depth = 0; at !== null && depth < depthMax; depth++) {
        if (selection.has(at)) return true
        at = view.get(at)?.parentId ?? null
      }
      return false
    }
    const isConcerned = (id: string): boolean => around.has(id as ShapeId) || isBelow(id as ShapeId)
    if (changed !== 'all' && ![...changed].some(isConcerned)) return false
    around = aroundSelection(selection, view)
    return true
  }
}
