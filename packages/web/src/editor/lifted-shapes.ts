import { type CanvasState, isLinear, type Shape, type ShapeId } from '@flowstate/engine'
import { type CarriedGroup, carriedGroup } from './carried-shapes.ts'
import type { TextEditing } from './editor-store.ts'
import { type LiftedPaint, nothingLifted } from './renderer/lifted-paint.ts'
import type { Scene } from './renderer/scene.ts'
import { withDescendants } from './selection.ts'
import { type Draft, draftShapes } from './tools/draft.ts'

/** Shapes painted above the tiles for the moment: gestures of ours and of others, and the shape being typed in. */
export type LiftedShapes = LiftedPaint

/**
 * A shape without its text: the text is in the field being typed in. A line keeps its gap, so that it does not strike words
 * through, and a text its room, for the arrows that are tied to it.
 */
function withoutText(shape: Shape): Shape {
  const keepsRoom = isLinear(shape) || shape.kind === 'text'
  return { ...shape, ...(keepsRoom ? { textColor: 'none' } : { text: '' }) }
}

export interface ShapeLifter {
  /** Called once per frame in which any of it may have changed. */
  lift(options: {
    readonly view: CanvasState
    readonly scene: Scene
    /** In painting order; later ones win where two move the same shape. */
    readonly others: readonly Draft[]
    readonly own: Draft
    readonly editing: TextEditing | null
    readonly fading: ReadonlySet<ShapeId>
  }): LiftedShapes
}

/** Lifts shapes and remembers what is carried from one frame to the next. */
export function createShapeLifter(): ShapeLifter {
  let last: { readonly group: CarriedGroup; readonly lifted: LiftedShapes } | null = null
  return {
    lift(options) {
      const { view, scene, own } = options
      const fading = new Set(withDescendants(options.fading, view).map((shape) => shape.id))
      const group =
        own.kind === 'move' ? carriedGroup(own.ids, { view, scene, before: last?.group ?? null }) : null
      const drawn = new Map<ShapeId, Shape>()
      for (const draft of options.others) {
        for (const [id, shape] of draftShapes(draft, view)) if (!group?.ids.has(id)) drawn.set(id, shape)
      }
      const rest: Draft = own.kind === 'move' && group !== null ? { ...own, ids: group.rest } : own
      for (const [id, shape] of draftShapes(rest, view)) drawn.set(id, shape)
      for (const shape of withDescendants(drawn.keys(), view))
        if (!drawn.has(shape.id)) drawn.set(shape.id, shape)
      for (const id of [...drawn.keys()]) {
        for (const arrowId of scene.arrowsBoundTo(id)) {
          const arrow = view.get(arrowId)
          if (arrow !== undefined && !drawn.has(arrowId)) drawn.set(arrowId, arrow)
        }
      }
      for (const id of fading) {
        const shape = view.get(id)
        if (shape !== undefined) drawn.set(id, shape)
      }
      if (options.editing?.kind === 'shape') {
        const shape = drawn.get(options.editing.id) ?? view.get(options.editing.id)
        if (shape !== undefined) drawn.set(shape.id, withoutText(shape))
      }
      const carried =
        own.kind === 'move' && group !== null && group.shapes.length > 0
          ? { shapes: group.shapes, dx: own.dx, dy: own.dy }
          : null
      if (carried === null && drawn.size === 0) {
        last = null
        return nothingLifted
      }
      const onlyCarried = drawn.size === 0
      const sameHidden = onlyCarried && last?.group === group && last?.lifted.shapes.length === 0
      const lifted: LiftedShapes = {
        shapes: [...drawn.values()],
        carried,
        hidden:
          sameHidden && last !== null
            ? last.lifted.hidden
            : new Set([...(group?.ids ?? []), ...drawn.keys()]),
        fading,
      }
      last = group === null ? null : { group, lifted }
      return lifted
    },
  }
}
