import {
  type CanvasState,
  type ProposedChange,
  type ProposedShape,
  positionOf,
  type Shape,
  type ShapeId,
} from '@flowstate/engine'
import type { Preview } from '@flowstate/protocol'

/** An unfinished gesture: shown here and to others, never stored (PV1). */
export type Draft =
  | { readonly kind: 'none' }
  | { readonly kind: 'move'; readonly ids: readonly ShapeId[]; readonly dx: number; readonly dy: number }
  | { readonly kind: 'changes'; readonly changes: readonly ProposedChange[] }
  /** Ink grows at its end only: others are sent the new points. */
  | { readonly kind: 'ink'; readonly shape: ProposedShape; readonly points: readonly number[] }

export const noDraft: Draft = { kind: 'none' }

/** Sorts after every order key: a draft is painted on top. */
const topIndex = '~'

/** A shape as it will look once committed. */
export function shapeFromProposal(proposed: ProposedShape): Shape {
  const shape: { [cell: string]: Shape[string] } = {}
  for (const [cell, value] of Object.entries(proposed)) if (value !== undefined) shape[cell] = value
  return {
    ...shape,
    id: proposed.id,
    kind: proposed.kind,
    parentId: null,
    index: topIndex,
    createdVersion: 0,
    updatedVersion: 0,
  }
}

export function withCells(
  shape: Shape,
  change: { readonly set: ProposedChangeCells; readonly unset?: readonly string[] },
): Shape {
  const unset = new Set(change.unset)
  const kept = Object.entries({ ...shape, ...change.set }).filter(([cell]) => !unset.has(cell))
  return {
    ...Object.fromEntries(kept),
    id: shape.id,
    kind: shape.kind,
    parentId: shape.parentId,
    index: shape.index,
    createdVersion: shape.createdVersion,
    updatedVersion: shape.updatedVersion,
  }
}

type ProposedChangeCells = Extract<ProposedChange, { kind: 'update' }>['set']

/** Whether every frame around a shape moves along with it. */
function isCarried(shape: Shape, moved: ReadonlySet<ShapeId>, view: CanvasState): boolean {
  const parent = shape.parentId === null ? undefined : view.get(shape.parentId)
  if (parent === undefined) return true
  return (parent.kind !== 'frame' || moved.has(parent.id)) && isCarried(parent, moved, view)
}

/** Shapes as a draft shows them, by id. Shapes that died meanwhile are left out: a gesture on them ends cleanly. */
export function draftShapes(draft: Draft, view: CanvasState): ReadonlyMap<ShapeId, Shape> {
  const shapes = new Map<ShapeId, Shape>()
  switch (draft.kind) {
    case 'none':
      break
    case 'move': {
      const moved = new Set(draft.ids)
      for (const id of draft.ids) {
        const shape = view.get(id)
        if (shape === undefined || shape.kind === 'group') continue
        const { x, y } = positionOf(shape)
        // No frame cuts off what is being taken out of it.
        const parentId = isCarried(shape, moved, view) ? shape.parentId : null
        shapes.set(id, { ...shape, parentId, position: [x + draft.dx, y + draft.dy] })
      }
      break
    }
    case 'ink':
      shapes.set(draft.shape.id, shapeFromProposal({ ...draft.shape, points: draft.points }))
      break
    case 'changes':
      for (const change of draft.changes) {
        if (change.kind === 'create') {
          shapes.set(change.shape.id, shapeFromProposal(change.shape))
        } else if (change.kind === 'update') {
          const before = shapes.get(change.id) ?? view.get(change.id)
          if (before !== undefined) shapes.set(change.id, withCells(before, change))
        }
      }
      break
  }
  return shapes
}

/** Previews show so many shapes at most (PV1); larger gestures are seen when they are done. */
const previewShapesMax = 200
/** The ids of what is moved, written out, are at most so many characters: more would not be one message of the wire. */
const previewIdCharactersMax = 60_000

/**
 * What others are sent of a draft.
 * @param sentPoints how many points of the ink they already have
 */
export function previewOf(draft: Draft, gesture: string, sentPoints: number): Preview | null {
  switch (draft.kind) {
    case 'none':
      return null
    case 'move':
      return JSON.stringify(draft.ids).length > previewIdCharactersMax
        ? null
        : { gesture, ids: draft.ids, move: [draft.dx, draft.dy] }
    case 'changes':
      return draft.changes.length > previewShapesMax ? null : { gesture, changes: draft.changes }
    case 'ink':
      return sentPoints === 0
        ? { gesture, changes: [{ kind: 'create', shape: { ...draft.shape, points: draft.points } }] }
        : { gesture, shapeId: draft.shape.id, from: sentPoints, points: draft.points.slice(sentPoints * 3) }
  }
}
