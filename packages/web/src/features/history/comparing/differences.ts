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

/** What differs in a shape that is on both sides, as people would say it; the most telling first. */
export type DifferentPart = 'words' | 'moved' | 'form' | 'look' | 'order'

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

/** Cells that are not named here are the look of a shape. */
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
  place: 'order',
}
const partsInOrder: readonly DifferentPart[] = ['words', 'moved', 'form', 'look', 'order']

function partsOf({ cells }: ShapeComparison): readonly DifferentPart[] {
  const parts = new Set(Object.keys(cells).map((cell) => partOfCell[cell] ?? 'look'))
  return partsInOrder.filter((part) => parts.has(part))
}

/** Of every child of a parent the nearest sibling behind it that has kept its own place. */
function steadyBehind(
  state: CanvasState,
  parentId: ShapeId | null,
  isSteady: (id: ShapeId) => boolean,
): ReadonlyMap<ShapeId, ShapeId | null> {
  const behind = new Map<ShapeId, ShapeId | null>()
  let steady: ShapeId | null = null
  for (const { id } of state.children(parentId)) {
    behind.set(id, steady)
    if (isSteady(id)) steady = id
  }
  return behind
}

/**
 * Tells whether a shape stands elsewhere among its siblings. A key alone says nothing: it may be another one for the same
 * place, after a rebalance (OP8) or because somebody else has it (UN11).
 */
function reordering(then: CanvasState, now: CanvasState): (id: ShapeId) => boolean {
  const isSteady = (id: ShapeId): boolean => {
    const [was, is] = [then.get(id), now.get(id)]
    return was !== undefined && is !== undefined && was.index === is.index && was.parentId === is.parentId
  }
  const known = new Map<ShapeId | null, readonly ReadonlyMap<ShapeId, ShapeId | null>[]>()
  return (id) => {
    const [was, is] = [then.get(id), now.get(id)]
    if (was === undefined || is === undefined || was.parentId !== is.parentId) return true
    const { parentId } = is
    let behind = known.get(parentId)
    if (behind === undefined) {
      behind = [then, now].map((state) => steadyBehind(state, parentId, isSteady))
      known.set(parentId, behind)
    }
    return behind[0]?.get(id) !== behind[1]?.get(id)
  }
}

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
      const parts = partsOf(one).filter((part) => part !== 'order' || isReordered(one.id))
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
