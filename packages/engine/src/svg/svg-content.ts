import { type Bounds, boundsIntersect, expandBounds, unionBounds } from '../geometry/bounds.ts'
import { booleanCell, numberCell } from '../geometry/cell-readers.ts'
import type { GeometryContext } from '../geometry/geometry-context.ts'
import { boundsAroundBox } from '../geometry/own-box.ts'
import { paintBounds, uprightBounds } from '../geometry/shape-bounds.ts'
import type { ShapeId } from '../ids.ts'
import type { Shape } from '../shapes/shape.ts'
import { isPainted } from './svg-shape.ts'
import type { SvgNode, SvgSource } from './svg-source.ts'
import { eachInSteps, type WorkSteps } from './work-steps.ts'

export interface PlacedShape {
  readonly shape: Shape
  /** What can be seen of it: cut by the frames it stands in. */
  readonly bounds: Bounds
}

export interface SvgContent {
  /** In paint order. */
  readonly placed: readonly PlacedShape[]
  /** Null when there is nothing to see. */
  readonly bounds: Bounds | null
}

/** Whether a shape hides what its children paint outside of it. */
export function clipsChildren(shape: Shape): boolean {
  return shape.kind === 'frame' && booleanCell(shape, 'clip', true)
}

/** Nothing is in a clip of no size. */
const nowhere: Bounds = { minX: 1, minY: 1, maxX: 0, maxY: 0 }

function cut(bounds: Bounds, by: Bounds | null): Bounds | null {
  if (by === null) return bounds
  if (!boundsIntersect(bounds, by)) return null
  return {
    minX: Math.max(bounds.minX, by.minX),
    minY: Math.max(bounds.minY, by.minY),
    maxX: Math.min(bounds.maxX, by.maxX),
    maxY: Math.min(bounds.maxY, by.maxY),
  }
}

/** Near enough for a small picture, and made without laying out a label. */
function roughBounds(shape: Shape, context: GeometryContext): Bounds {
  return expandBounds(uprightBounds(shape, context), numberCell(shape, 'strokeWidth', 2) / 2)
}

interface Candidate {
  readonly shape: Shape
  readonly clip: Bounds | null
}

function candidatesOf(nodes: readonly SvgNode[], ids: ReadonlySet<ShapeId> | null): readonly Candidate[] {
  const found: Candidate[] = []
  const visit = (siblings: readonly SvgNode[], inherited: boolean, clip: Bounds | null): void => {
    for (const { shape, children } of siblings) {
      const chosen = inherited || ids === null || ids.has(shape.id)
      if (chosen && isPainted(shape)) found.push({ shape, clip })
      if (children.length === 0) continue
      const inner = clipsChildren(shape) ? (cut(boundsAroundBox(shape), clip) ?? nowhere) : clip
      visit(children, chosen, inner)
    }
  }
  visit(nodes, false, null)
  return found
}

export interface ContentOptions {
  /** The shapes chosen, each with all that is in it; null for everything. */
  readonly ids: ReadonlySet<ShapeId> | null
  readonly isRough: boolean
}

export function* contentOf(
  { nodes }: SvgSource,
  { ids, isRough }: ContentOptions,
  context: GeometryContext,
): WorkSteps<SvgContent> {
  const boundsOf = isRough ? roughBounds : paintBounds
  const placed: PlacedShape[] = []
  yield* eachInSteps(candidatesOf(nodes, ids), ({ shape, clip }) => {
    const bounds = cut(boundsOf(shape, context), clip)
    if (bounds !== null) placed.push({ shape, bounds })
    return true
  })
  return { placed, bounds: unionBounds(placed.map(({ bounds }) => bounds)) }
}
