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
  isLinear,
  type ProposedChange,
  type Shape,
  type ShapeId,
  unionBounds,
  uprightBounds,
} from '@flowstate/engine'
import type { Scene } from '../renderer/scene.ts'
import { isInside, isLocked } from '../selection.ts'
import { draftShapes } from '../tools/draft.ts'

type Parent = ShapeId | null

const groupsMax = 32

interface Frame {
  readonly shape: Shape
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

/** What is moved as a whole, and where it then is. */
interface Root {
  readonly boxes: Bounds[]
  /** A line or a frame is in a frame only if all of it is: what is cut off of it would be missed. */
  readonly isWhole: boolean
}

/** The smallest frame that the middle of a root is in, or all of a line or of a frame. No frame goes into what is in it. */
function frameAround(
  { id, box, isWhole }: { readonly id: ShapeId; readonly box: Bounds; readonly isWhole: boolean },
  frames: readonly Frame[],
  view: CanvasState,
): Parent {
  const area = (frame: Frame) => boundsWidth(frame.box) * boundsHeight(frame.box)
  const [home] = frames
    .filter((frame) =>
      isWhole ? boundsContain(frame.box, box) : boundsContainPoint(frame.box, centreOf(box)),
    )
    .filter(({ shape }) => !isInside(shape, id, view))
    .sort((a, b) => area(a) - area(b))
  return home?.shape.id ?? null
}

/** A new frame takes in what lies wholly inside of it, of what stands beside it. */
function takenIn(
  box: Bounds,
  beside: readonly Shape[],
  { view, geometry }: { readonly view: CanvasState; readonly geometry: GeometryContext },
): readonly ShapeId[] {
  const boxesOf = (shape: Shape): readonly Bounds[] =>
    shape.kind === 'group' ? view.children(shape.id).flatMap(boxesOf) : [uprightBounds(shape, geometry)]
  return beside
    .filter((shape) => {
      const bounds = isLocked(shape, view) ? null : unionBounds(boxesOf(shape))
      return bounds !== null && boundsContain(box, bounds)
    })
    .map(({ id }) => id)
}

/**
 * Shapes live in the frame their middle is in, lines and frames in the one that holds all of them: what is drawn or dropped
 * there is in it, what is taken out of it leaves it. Adds to changes what that asks for, in the same operation. What places
 * shapes itself is left as it is.
 */
export function inFrames(
  changes: readonly ProposedChange[],
  view: CanvasState,
  scene: Scene,
): readonly ProposedChange[] {
  const counts = changes.every(({ kind }) => kind === 'create' || kind === 'update')
  const moved = changes.some(
    (change) => change.kind === 'create' || ('set' in change && change.set.position !== undefined),
  )
  const all = counts && moved ? [...view.shapes()].filter(({ kind }) => kind === 'frame') : []
  const first = changes[0]
  const drawn = changes.length === 1 && first?.kind === 'create' && first.shape.kind === 'frame'
  if (all.length === 0 && !(counts && drawn)) return changes
  const after = draftShapes({ kind: 'changes', changes }, view)
  const parents = parentsOf(changes, view)
  const geometry = { ...scene, lookup: { get: (id: ShapeId) => after.get(id) ?? view.get(id) } }
  const frames = all
    .filter((shape) => !after.has(shape.id) && !booleanCell(shape, 'locked', false))
    .map((shape): Frame => ({ shape, box: uprightBounds(shape, geometry) }))
  const roots = new Map<ShapeId, Root>()
  const settle = (shape: Shape): void => {
    if (shape.kind === 'group') return
    const id = parents.rootOf(shape.id)
    const root = roots.get(id) ?? {
      boxes: [],
      isWhole: id === shape.id && (isLinear(shape) || shape.kind === 'frame'),
    }
    root.boxes.push(uprightBounds(shape, geometry))
    roots.set(id, root)
  }
  for (const shape of after.values()) settle(shape)
  const tied = new Set([...after.keys()].flatMap((id) => [...scene.arrowsBoundTo(id)]))
  for (const id of tied) {
    const arrow = after.has(id) ? undefined : view.get(id)
    if (arrow !== undefined && parents.rootOf(id) === id && !isLocked(arrow, view)) settle(arrow)
  }
  const made = new Map<ShapeId, Parent>()
  const placed = new Map<Parent, ShapeId[]>()
  for (const [id, root] of roots) {
    const { parentId } = parents.of(id)
    const box = unionBounds(root.boxes)
    if (box === null || (parentId !== null && after.has(parentId))) continue
    const home = frameAround({ id, box, isWhole: root.isWhole }, frames, view)
    if (home === parentId) continue
    if (parents.made.has(id)) made.set(id, home)
    else placed.set(home, [...(placed.get(home) ?? []), id])
  }
  const created = changes.flatMap((change): readonly ProposedChange[] => {
    if (change.kind !== 'create') return [change]
    const home = made.get(change.shape.id)
    // Its neighbours stay where it would have been.
    const at = typeof change.at === 'string' ? { at: change.at } : {}
    const shape = home === undefined ? change.shape : { ...change.shape, parentId: home }
    const settled: ProposedChange = home === undefined ? change : { kind: 'create', shape, ...at }
    const frame = drawn ? after.get(change.shape.id) : undefined
    const ids =
      frame === undefined
        ? []
        : takenIn(uprightBounds(frame, geometry), view.children(shape.parentId ?? null), { view, geometry })
    return ids.length === 0 ? [settled] : [settled, { kind: 'place', ids, parentId: shape.id, at: 'front' }]
  })
  return [
    ...created,
    ...[...placed].map(([parentId, ids]): ProposedChange => ({ kind: 'place', ids, parentId, at: 'front' })),
  ]
}
