import {
  type Bounds,
  booleanCell,
  boundsContain,
  boundsContainPoint,
  boundsHeight,
  boundsWidth,
  type CanvasState,
  centreOf,
  type GeometryContext,
  type ProposedChange,
  type Shape,
  type ShapeId,
  unionBounds,
  uprightBounds,
} from '@flowstate/engine'
import { isLocked } from '../selection.ts'
import { draftShapes } from '../tools/draft.ts'

type Parent = ShapeId | null

const groupsMax = 32

interface Frame {
  readonly id: ShapeId
  readonly box: Bounds
}

/** Where shapes that are made or moved have their parents. */
function parentsOf(changes: readonly ProposedChange[], view: CanvasState) {
  const made = new Map<ShapeId, { readonly kind: string; readonly parentId: Parent }>()
  for (const change of changes)
    if (change.kind === 'create')
      made.set(change.shape.id, { kind: change.shape.kind, parentId: change.shape.parentId ?? null })
  const of = (id: ShapeId): { readonly kind: string; readonly parentId: Parent } => {
    const shape = view.get(id)
    return made.get(id) ?? { kind: shape?.kind ?? '', parentId: shape ? view.effectiveParent(shape) : null }
  }
  /** The group that is moved as a whole with a shape, or the shape. */
  const rootOf = (id: ShapeId): ShapeId => {
    let root = id
    for (let depth = 0; depth < groupsMax; depth++) {
      const { parentId } = of(root)
      if (parentId === null || of(parentId).kind !== 'group') return root
      root = parentId
    }
    return root
  }
  return { made, of, rootOf }
}

/** The smallest frame the middle of a box is in. */
function frameAround(box: Bounds, frames: readonly Frame[]): Parent {
  const area = (frame: Frame) => boundsWidth(frame.box) * boundsHeight(frame.box)
  return (
    frames
      .filter((frame) => boundsContainPoint(frame.box, centreOf(box)))
      .reduce<Frame | null>((least, frame) => (least && area(least) <= area(frame) ? least : frame), null)
      ?.id ?? null
  )
}

/** A new frame takes in what lies wholly inside of it. */
function takenIn(frame: Shape, view: CanvasState, geometry: GeometryContext): readonly ShapeId[] {
  const box = uprightBounds(frame, geometry)
  const boxesOf = (shape: Shape): readonly Bounds[] =>
    shape.kind === 'group' ? view.children(shape.id).flatMap(boxesOf) : [uprightBounds(shape, geometry)]
  return view
    .children(null)
    .filter((shape) => {
      const bounds = shape.kind === 'frame' || isLocked(shape, view) ? null : unionBounds(boxesOf(shape))
      return bounds !== null && boundsContain(box, bounds)
    })
    .map(({ id }) => id)
}

/**
 * Shapes live in the frame their middle is in: what is drawn or dropped there is in it, what is taken out of it leaves it. Adds
 * to changes what that asks for, in the same operation. What places shapes itself is left as it is.
 */
export function inFrames(
  changes: readonly ProposedChange[],
  view: CanvasState,
  geometry: GeometryContext,
): readonly ProposedChange[] {
  const counts = changes.every(({ kind }) => kind === 'create' || kind === 'update')
  const moved = changes.some(
    (change) => change.kind === 'create' || ('set' in change && change.set.position !== undefined),
  )
  if (!counts || !moved) return changes
  const after = draftShapes({ kind: 'changes', changes }, view)
  const parents = parentsOf(changes, view)
  const frames = [...view.shapes()]
    .filter((shape) => shape.kind === 'frame' && !after.has(shape.id) && !booleanCell(shape, 'locked', false))
    .map((shape): Frame => ({ id: shape.id, box: uprightBounds(shape, geometry) }))
  const roots = new Map<ShapeId, Bounds[]>()
  for (const shape of after.values()) {
    if (shape.kind === 'group' || shape.kind === 'frame') continue
    const root = parents.rootOf(shape.id)
    const boxes = roots.get(root) ?? []
    boxes.push(uprightBounds(shape, geometry))
    roots.set(root, boxes)
  }
  const made = new Map<ShapeId, Parent>()
  const placed = new Map<Parent, ShapeId[]>()
  for (const [root, boxes] of roots) {
    const { parentId } = parents.of(root)
    const box = unionBounds(boxes)
    if (box === null || (parentId !== null && after.has(parentId))) continue
    const home = frameAround(box, frames)
    if (home === parentId) continue
    if (parents.made.has(root)) made.set(root, home)
    else placed.set(home, [...(placed.get(home) ?? []), root])
  }
  const created = changes.flatMap((change): readonly ProposedChange[] => {
    if (change.kind !== 'create') return [change]
    const home = made.get(change.shape.id)
    const settled = home === undefined ? change : { ...change, shape: { ...change.shape, parentId: home } }
    const ids =
      change.shape.kind === 'frame' && changes.length === 1
        ? takenIn(after.get(change.shape.id) as Shape, view, geometry)
        : []
    return ids.length === 0
      ? [settled]
      : [settled, { kind: 'place', ids, parentId: change.shape.id, at: 'front' }]
  })
  return [
    ...created,
    ...[...placed].map(([parentId, ids]): ProposedChange => ({ kind: 'place', ids, parentId, at: 'front' })),
  ]
}
