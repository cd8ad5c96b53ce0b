import {
  boundShapeIds,
  type GeometryContext,
  linearPoints,
  type ProposedChange,
  positionOf,
  type Shape,
  type ShapeId,
} from '@flowstate/engine'
import type { Draft } from './tools/draft.ts'
import { placedPoints } from './tools/linear-tool.ts'

/** What moves, and what else moves along with it. */
interface MoveContext extends GeometryContext {
  /** Everything that moves; an arrow tied to any of it stays tied. */
  readonly along: ReadonlySet<ShapeId>
}

/** The ends of an arrow that come off because it moves away from every shape it is tied to. */
function endsLeftBehind(shape: Shape, along: ReadonlySet<ShapeId>): readonly string[] {
  const targets = boundShapeIds(shape)
  if (targets.length === 0 || targets.some((id) => along.has(id))) return []
  return ['start', 'end'].filter((end) => shape[end] !== undefined)
}

/** Moves shapes. An arrow that goes without the shapes it is tied to comes off them and keeps the points it is seen at. */
export function moveChanges(
  shapes: readonly Shape[],
  by: { readonly dx: number; readonly dy: number },
  context: MoveContext,
): readonly ProposedChange[] {
  return shapes.map((shape) => {
    const unset = endsLeftBehind(shape, context.along)
    if (unset.length === 0) {
      const { x, y } = positionOf(shape)
      return { kind: 'update', id: shape.id, set: { position: [x + by.dx, y + by.dy] } }
    }
    const seen = placedPoints(linearPoints(shape, context))
    const [x, y] = seen.position
    return { kind: 'update', id: shape.id, set: { ...seen, position: [x + by.dx, y + by.dy] }, unset }
  })
}

/** Moves all that is selected by the same way. */
export function moveTogether(
  shapes: readonly Shape[],
  by: { readonly dx: number; readonly dy: number },
  { lookup, ruler }: GeometryContext,
): readonly ProposedChange[] {
  return moveChanges(shapes, by, { lookup, ruler, along: new Set(shapes.map((shape) => shape.id)) })
}

/** How a move is shown while it lasts: others are sent the way alone, unless an arrow comes off. */
export function moveDraft(
  shapes: readonly Shape[],
  by: { readonly dx: number; readonly dy: number },
  { lookup, ruler }: GeometryContext,
): Draft {
  const along = new Set(shapes.map((shape) => shape.id))
  if (shapes.every((shape) => endsLeftBehind(shape, along).length === 0))
    return { kind: 'move', ids: [...along], dx: by.dx, dy: by.dy }
  return { kind: 'changes', changes: moveChanges(shapes, by, { lookup, ruler, along }) }
}
