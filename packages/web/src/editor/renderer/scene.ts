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
} from '@flowstate/engine'
import { createGridIndex } from './grid-index.ts'
import { inPaintOrder, rankAll } from './paint-order.ts'

/** What is on the canvas and where: the index behind painting and hit-testing. Knows no DOM. */
export interface Scene extends GeometryContext {
  /** Takes over changed shapes and answers the areas that no longer look right. `'all'` reads everything anew. */
  update(changed: ReadonlySet<ShapeId> | 'all'): readonly Bounds[] | 'all'
  /** Texts have other widths now: the next update of all looks at every shape. */
  forgetWidths(): void
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
  const grid = createGridIndex<ShapeId>()
  const known = new Map<ShapeId, Shape>()
  const arrowsByTarget = new Map<ShapeId, Set<ShapeId>>()
  let ranks: ReadonlyMap<ShapeId, number> | null = null
  let outdated = false

  const context: GeometryContext = { lookup: { get: (id) => readView().get(id) }, ruler }
  const indexContext: GeometryContext = { ...context, ruler: indexRuler }

  const ordered = (ids: readonly ShapeId[]): Shape[] => {
    if (ranks === null && ids.length < known.size / ranksPerFew) {
      const shapes = ids.flatMap((id) => known.get(id) ?? [])
      return inPaintOrder(shapes, readView())
    }
    ranks ??= rankAll(readView())
    const shapes: Shape[] = []
    if (ids.length * 3 > known.size) {
      // Most of the canvas: walking through all of it in order is quicker than sorting.
      const wanted = new Set(ids)
      for (const id of ranks.keys()) {
        const shape = wanted.has(id) ? known.get(id) : undefined
        if (shape !== undefined) shapes.push(shape)
      }
      return shapes
    }
    const ranked: { readonly rank: number; readonly shape: Shape }[] = []
    for (const id of ids) {
      const shape = known.get(id)
      if (shape !== undefined) ranked.push({ rank: ranks.get(id) ?? 0, shape })
    }
    ranked.sort((a, b) => a.rank - b.rank)
    for (const { shape } of ranked) shapes.push(shape)
    return shapes
  }

  const link = (shape: Shape): void => {
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
    const before = known.get(id)
    const after = readView().get(id)
    const oldBounds = grid.boundsOf(id)
    if (oldBounds !== undefined) dirty.push(oldBounds)
    if (before !== undefined) unlink(before)
    if (after === undefined) {
      known.delete(id)
      grid.delete(id)
      ranks = null
      return
    }
    if (before === undefined || before.index !== after.index || before.parentId !== after.parentId)
      ranks = null
    known.set(id, after)
    link(after)
    const bounds = paintBounds(after, indexContext)
    grid.set(id, bounds)
    dirty.push(bounds)
  }

  /** Shapes are values: the same one lies where it lay, unless it is tied to others or texts have other widths now. */
  const lies = (shape: Shape): boolean =>
    !outdated && known.get(shape.id) === shape && boundShapeIds(shape).length === 0

  const readAll = (): void => {
    const view = readView()
    for (const shape of view.shapes()) {
      if (lies(shape)) continue
      const before = known.get(shape.id)
      if (before !== undefined) unlink(before)
      known.set(shape.id, shape)
      link(shape)
      grid.set(shape.id, paintBounds(shape, indexContext))
    }
    ranks = null
    outdated = false
    if (known.size === view.size) return
    for (const [id, shape] of known) {
      if (view.get(id) !== undefined) continue
      unlink(shape)
      known.delete(id)
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
        if (hitShape(shape, point, { ...context, tolerance })) return shape
      }
      return null
    },
    shapesTouching(box) {
      return ordered(grid.query(box)).filter((shape) => boxTouches(shape, box, context))
    },
    contentBounds() {
      let minX = Number.POSITIVE_INFINITY
      let minY = Number.POSITIVE_INFINITY
      let maxX = Number.NEGATIVE_INFINITY
      let maxY = Number.NEGATIVE_INFINITY
      for (const [id, shape] of known) {
        const bounds = shape.kind === 'group' ? undefined : grid.boundsOf(id)
        if (bounds === undefined) continue
        minX = Math.min(minX, bounds.minX)
        minY = Math.min(minY, bounds.minY)
        maxX = Math.max(maxX, bounds.maxX)
        maxY = Math.max(maxY, bounds.maxY)
      }
      return minX > maxX ? null : { minX, minY, maxX, maxY }
    },
    paintBoundsOf: (id) => grid.boundsOf(id),
    estimate: (area) => grid.estimate(area),
    arrowsBoundTo: (id) => arrowsByTarget.get(id) ?? noArrows,
  }
}
