import { type Bounds, boundsBetween, type Point, type ShapeId, uprightBounds } from '@flowstate/engine'
import type { CommentAnchor, CommentThread } from '@flowstate/protocol'
import type { Editor } from '../../editor/editor.ts'
import type { EditorState } from '../../editor/editor-store.ts'

/** A drag shorter than this is a click. CSS pixels. */
const clickPixels = 8
const reachPixels = 6

const round = (value: number, steps: number): number => Math.round(value * steps) / steps
const fraction = (value: number, from: number, to: number): number =>
  to > from ? round(Math.min(1, Math.max(0, (value - from) / (to - from))), 10_000) : 0.5

/** The topmost shape at a point: one that is hit, else one whose box is around it, since people mean the empty inside too. */
function shapeUnder(editor: Editor, point: Point): ShapeId | null {
  const { zoom } = editor.store.getState().camera
  const hit = editor.scene.shapeAt(point, reachPixels / zoom)
  if (hit !== null) return hit.id
  const around = editor.scene
    .shapesIn(boundsBetween(point, point))
    .findLast((shape) => shape.size !== undefined && contains(uprightBounds(shape, editor.scene), point))
  return around?.id ?? null
}

const contains = (box: Bounds, { x, y }: Point): boolean =>
  box.minX <= x && x <= box.maxX && box.minY <= y && y <= box.maxY

/** What somebody who pressed at one point and let go at another wants to say something about. */
export function anchorFor(editor: Editor, spot: NonNullable<EditorState['commentSpot']>): CommentAnchor {
  const { from, to } = spot
  const { zoom } = editor.store.getState().camera
  const corner = boundsBetween(from, to)
  const [width, height] = [corner.maxX - corner.minX, corner.maxY - corner.minY]
  if (Math.hypot(width, height) * zoom > clickPixels)
    return {
      kind: 'region',
      point: [round(corner.minX, 100), round(corner.minY, 100)],
      size: [round(width, 100), round(height, 100)],
    }
  const point = [round(to.x, 100), round(to.y, 100)] as const
  const shapeId = shapeUnder(editor, to)
  const shape = shapeId === null ? undefined : editor.port.view().get(shapeId)
  if (shape === undefined) return { kind: 'point', point }
  const box = uprightBounds(shape, editor.scene)
  const at = [fraction(to.x, box.minX, box.maxX), fraction(to.y, box.minY, box.maxY)] as const
  return { kind: 'shape', shapeId: shape.id, at, point }
}

/** Where a thread is at the moment. */
export interface CommentPlace {
  readonly point: Point
  /** The shape it is about has been deleted. */
  readonly isGone: boolean
}

/**
 * CO7: on its shape, also while that is being dragged here; where the shape was last once it has been deleted.
 * @param known where it was last, if that is known
 */
export function placeOf(
  editor: Editor,
  thread: Pick<CommentThread, 'anchor' | 'version'>,
  known: Point | undefined,
): CommentPlace {
  const { anchor, version } = thread
  const [x, y] = anchor.point
  if (anchor.kind !== 'shape') return { point: { x, y }, isGone: false }
  const shape = editor.port.view().get(anchor.shapeId)
  // What the view has not caught up with is not known to be gone.
  if (shape === undefined)
    return { point: known ?? { x, y }, isGone: editor.port.version() >= Math.max(1, version) }
  const { draft } = editor.store.getState()
  const moved = draft.kind === 'move' && draft.ids.includes(shape.id) ? draft : { dx: 0, dy: 0 }
  const box = uprightBounds(shape, editor.scene)
  return {
    point: {
      x: box.minX + (box.maxX - box.minX) * anchor.at[0] + moved.dx,
      y: box.minY + (box.maxY - box.minY) * anchor.at[1] + moved.dy,
    },
    isGone: false,
  }
}
