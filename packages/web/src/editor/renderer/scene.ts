import {
  type Bounds,
  booleanCell,
  boundShapeIds,
  boxTouches,
  type CanvasState,
  type GeometryContext,
  hitShape,
  type Point,
  paintBounds,
  type Shape,
  type ShapeId,
  type TextRuler,
  type WritableBounds,
  writePlainReach,
} from '@flowstate/engine'
import { depthMax } from '../containers-of.ts'
import { isCutOff } from './clipping-frames.ts'
import { createGridIndex } from './grid-index.ts'
import { inPaintOrder, rankAll } from './paint-order.ts'

/** What is on the canvas and where: the index behind painting and hit-testing. Knows no DOM. */
export interface Scene extends GeometryContext {
  /** Takes over changed shapes and answers the areas that no longer look right. `'all'` reads everything anew. */
  update(changed: ReadonlySet<ShapeId> | 'all'): readonly Bounds[] | 'all'
  /** Texts have other widths now: the next update of all looks at every shape. */
  forgetWidths(): void
  /** Makes what it needs to find single shapes quickly; otherwise made when one changes. A canvas that opens can do without. */
  settle(): void
  /** Shapes whose paint touches the area, in paint order. */
  shapesIn(area: Bounds): readonly Shape[]
  /** Whether the paint of any shape touches the area. */
  hasShapesIn(area: Bounds): boolean
  /** The topmost shape at a point, of those that `counts` if it is given. */
  shapeAt(point: Point, tolerance: number, counts?: (shape: Shape) => boolean): Shape | null
  /** Shapes a selection box takes, in paint order. */
  shapesTouching(box: Bounds): readonly Shape[]
  /** The area everything is in; null for an empty canvas. */
  contentBounds(): Bounds | null
  paintBoundsOf(id: ShapeId): Bounds | undefined
  /** About how many shapes an area shows, never too few; costs next to nothing. */
  estimate(area: Bounds): number
  /** Arrows with an end bound to the shape. */
  arrowsBoundTo(id: ShapeId): ReadonlySet<ShapeId>
  view(): CanvasState
}

/** Whether a container changes how what is in it is painted: in front of other things, cut off or not. */
const changesWithin = (before: Shape, after: Shape): boolean =>
  (after.kind === 'group' || after.kind === 'frame') &&
  (before.index !== after.index || before.parentId !== after.parentId || before.clip !== after.clip)

/** Ranking every shape costs about as much as comparing a tenth of them with each other. */
const ranksPerFew = 10
const noArrows: ReadonlySet<ShapeId> = new Set()

/**
 * @param ruler lays out what is painted and hit
 * @param indexRuler says how much room texts take in the index; may be rough, but not too small
 */
export function createScene(
  readView: () => CanvasState,
  ruler: TextRuler,
  indexRuler: TextRuler = ruler,
): Scene {
  const grid = createGridIndex<ShapeId, Shape>((shape) => shape.id)
  const arrowsByTarget = new Map<ShapeId, Set<ShapeId>>()
  let ranks: ReadonlyMap<ShapeId, number> | null = null
  let outdated = false

  const context: GeometryContext = { lookup: { get: (id) => readView().get(id) }, ruler }
  const indexContext: GeometryContext = { ...context, ruler: indexRuler }

  const ordered = (shapes: Shape[]): readonly Shape[] => {
    if (ranks === null && shapes.length < grid.size / ranksPerFew) return inPaintOrder(shapes, readView())
    ranks ??= rankAll(readView())
    if (shapes.length * 3 > grid.size) {
      // Most of the canvas: walking through all of it in order is quicker than sorting.
      const wanted = new Map(shapes.map((shape) => [shape.id, shape]))
      const inOrder: Shape[] = []
      for (const id of ranks.keys()) {
        const shape = wanted.get(id)
        if (shape !== undefined) inOrder.push(shape)
      }
      return inOrder
    }
    const rankOf = ranks
    return shapes
      .map((shape) => ({ rank: rankOf.get(shape.id) ?? 0, shape }))
      .sort((a, b) => a.rank - b.rank)
      .map(({ shape }) => shape)
  }

  /** Where the shape paints; the object is the same each time. */
  const reach: WritableBounds = { minX: 0, minY: 0, maxX: 0, maxY: 0 }
  const reachOf = (shape: Shape): Bounds => {
    if (writePlainReach(reach, shape, indexContext)) return reach
    // A text that is taken for wider than it is would have an arrow end before it.
    const isTiedToText = boundShapeIds(shape).some((id) => readView().get(id)?.kind === 'text')
    return paintBounds(shape, isTiedToText ? context : indexContext)
  }

  const link = (shape: Shape): void => {
    // Nearly every shape: an iterator for each would be half of placing them.
    if (shape.start === undefined && shape.end === undefined) return
    for (const target of boundShapeIds(shape)) {
      const arrows = arrowsByTarget.get(target)
      if (arrows === undefined) arrowsByTarget.set(target, new Set([shape.id]))
      else arrows.add(shape.id)
    }
  }

  const unlink = (shape: Shape): void => {
    for (const target of boundShapeIds(shape)) arrowsByTarget.get(target)?.delete(shape.id)
  }

  const refresh = (id: ShapeId, dirty: Bounds[]): void => {
    const before = grid.get(id)
    const after = readView().get(id)
    const oldBounds = grid.boundsOf(id)
    if (oldBounds !== undefined) dirty.push(oldBounds)
    if (before !== undefined) unlink(before)
    if (after === undefined) {
      grid.delete(id)
      ranks = null
      return
    }
    if (before === undefined || before.index !== after.index || before.parentId !== after.parentId)
      ranks = null
    link(after)
    const bounds = { ...reachOf(after) }
    grid.set(after, bounds)
    dirty.push(bounds)
    if (before !== undefined && changesWithin(before, after)) dirtyWithin(id, dirty, depthMax)
  }

  /** What is in a container looks different with it, wherever it reaches. */
  const dirtyWithin = (id: ShapeId, dirty: Bounds[], depth: number): void => {
    if (depth === 0) return
    for (const child of readView().children(id)) {
      const bounds = grid.boundsOf(child.id)
      if (bounds !== undefined) dirty.push(bounds)
      dirtyWithin(child.id, dirty, depth - 1)
    }
  }

  /** Shapes are values: the same one lies where it lay, unless it is tied to others or texts have other widths now. */
  const lies = (shape: Shape, before: Shape): boolean =>
    !outdated && before === shape && boundShapeIds(shape).length === 0

  const readAll = (): void => {
    const view = readView()
    if (grid.size === 0) {
      ranks = null
      outdated = false
      grid.fill(view.shapes(), view.size, (shape) => {
        link(shape)
        return reachOf(shape)
      })
      return
    }
    for (const shape of view.shapes()) {
      const before = grid.get(shape.id)
      if (before !== undefined) {
        if (lies(shape, before)) continue
        unlink(before)
      }
      link(shape)
      grid.set(shape, reachOf(shape))
    }
    ranks = null
    outdated = false
    if (grid.size === view.size) return
    for (const id of grid.ids()) {
      if (view.get(id) !== undefined) continue
      const gone = grid.get(id)
      if (gone !== undefined) unlink(gone)
      grid.delete(id)
    }
  }

  return {
    ...context,
    view: readView,
    update(changed) {
      if (changed === 'all') {
        readAll()
        return 'all'
      }
      const dirty: Bounds[] = []
      for (const id of changed) {
        refresh(id, dirty)
        for (const arrowId of [...(arrowsByTarget.get(id) ?? [])]) {
          if (!changed.has(arrowId)) refresh(arrowId, dirty)
        }
      }
      return dirty
    },
    forgetWidths() {
      outdated = true
    },
    shapesIn: (area) => ordered(grid.query(area)),
    hasShapesIn: (area) => grid.hasAny(area),
    shapeAt(point, tolerance, counts) {
      const reach = tolerance + 1
      const near = grid.query({
        minX: point.x - reach,
        minY: point.y - reach,
        maxX: point.x + reach,
        maxY: point.y + reach,
      })
      const shapes = ordered(near)
      for (let i = shapes.length - 1; i >= 0; i--) {
        const shape = shapes[i] as Shape
        if (booleanCell(shape, 'hidden', false) || counts?.(shape) === false) continue
        if (!hitShape(shape, point, { ...context, tolerance })) continue
        if (!isCutOff(shape, point, readView())) return shape
      }
      return null
    },
    shapesTouching(box) {
      return ordered(grid.query(box)).filter((shape) => boxTouches(shape, box, context))
    },
    contentBounds: () => grid.extent(({ kind }) => kind === 'group'),
    paintBoundsOf(id) {
      if (grid.isSettled()) return grid.boundsOf(id)
      const shape = readView().get(id)
      return shape === undefined ? undefined : { ...reachOf(shape) }
    },
    settle: () => grid.settle(),
    estimate: (area) => grid.estimate(area),
    arrowsBoundTo: (id) => arrowsByTarget.get(id) ?? noArrows,
  }
}
