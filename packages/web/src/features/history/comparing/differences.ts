import {
  type Bounds,
  type CanvasState,
  compare,
  type GeometryContext,
  type Shape,
  type ShapeComparison,
  type ShapeId,
  stateFromWire,
  uprightBounds,
} from '@flowstate/engine'
import { reordering } from './reordered.ts'

/** What differs in a shape that is on both sides, as people would say it; the most telling first. */
export type DifferentPart = 'words' | 'moved' | 'form' | 'look' | 'container' | 'order'

/** A shape that was otherwise, that has gone, or that has come since. */
export interface Difference {
  /** As it is now; as it was where it has gone. */
  readonly shape: Shape
  readonly way: 'added' | 'removed' | 'changed'
  readonly parts: readonly DifferentPart[]
  /** Where it was and is, in canvas units; null where it was not or has no box of its own, as a group. */
  readonly from: Bounds | null
  readonly to: Bounds | null
}

/** Cells that are not named here are the look of a shape, but for its place. */
const partOfCell: Readonly<Record<string, DifferentPart>> = {
  text: 'words',
  name: 'words',
  position: 'moved',
  size: 'form',
  width: 'form',
  points: 'form',
  rotation: 'form',
  start: 'form',
  end: 'form',
}
const partsInOrder: readonly DifferentPart[] = ['words', 'moved', 'form', 'look', 'container', 'order']

function boxIn(state: CanvasState, id: ShapeId, ruler: GeometryContext['ruler']): Bounds | null {
  const shape = state.get(id)
  if (shape === undefined || shape.kind === 'group') return null
  return uprightBounds(shape, { lookup: state, ruler })
}

/** The shapes that have changed between two states (RS2): what was changed, what has gone, what is new. */
export function differencesBetween(
  then: CanvasState,
  now: CanvasState,
  ruler: GeometryContext['ruler'],
): readonly Difference[] {
  const { added, removed, changed } = compare(then, now)
  const isReordered = reordering(then, now)
  const partOf = (cell: string, { id, parentId }: Shape): DifferentPart | null => {
    if (cell !== 'place') return partOfCell[cell] ?? 'look'
    if (then.get(id)?.parentId !== parentId) return 'container'
    return isReordered(id, parentId) ? 'order' : null
  }
  const partsOf = ({ cells }: ShapeComparison, shape: Shape): readonly DifferentPart[] => {
    const parts = new Set(Object.keys(cells).map((cell) => partOf(cell, shape)))
    return partsInOrder.filter((part) => parts.has(part))
  }
  const between = (
    shape: Shape,
    way: Difference['way'],
    parts: readonly DifferentPart[] = [],
  ): Difference => ({
    shape,
    way,
    parts,
    from: boxIn(then, shape.id, ruler),
    to: boxIn(now, shape.id, ruler),
  })
  return [
    ...changed.flatMap((one) => {
      const shape = now.get(one.id)
      const parts = shape === undefined ? [] : partsOf(one, shape)
      return shape === undefined || parts.length === 0 ? [] : [between(shape, 'changed', parts)]
    }),
    ...removed.map((shape) => between(shape, 'removed')),
    ...added.map((shape) => between(shape, 'added')),
  ]
}

/** How much of what was not there yet shines through the past. */
const ghostOpacity = 0.35

/** The past with what has come since, as ghosts. */
export function withGhosts(then: CanvasState, differences: readonly Difference[]): CanvasState {
  const ghosts = differences.flatMap(({ shape, way }): readonly Shape[] => {
    if (way !== 'added') return []
    const { opacity } = shape
    return [{ ...shape, opacity: (typeof opacity === 'number' ? opacity : 1) * ghostOpacity }]
  })
  if (ghosts.length === 0) return then
  return stateFromWire({ version: then.version, canvas: then.canvas, shapes: [...then.shapes(), ...ghosts] })
}
