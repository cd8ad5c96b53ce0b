import type { CanvasState, Shape, ShapeId } from '@flowstate/engine'
import type { TextEditing } from './editor-store.ts'
import type { Scene } from './renderer/scene.ts'
import { withDescendants } from './selection.ts'
import { type Draft, draftShapes } from './tools/draft.ts'

/** Shapes painted above the tiles for the moment: gestures of ours and of others, and the shape being typed in. */
export interface LiftedShapes {
  readonly shapes: readonly Shape[]
  /** Ids the tiles leave out meanwhile. */
  readonly hidden: ReadonlySet<ShapeId>
  readonly fading: ReadonlySet<ShapeId>
}

export const nothingLifted: LiftedShapes = { shapes: [], hidden: new Set(), fading: new Set() }

/** A shape without its text: the text is in the field being typed in. */
function withoutText(shape: Shape): Shape {
  return { ...shape, text: '' }
}

export function liftShapes(options: {
  readonly view: CanvasState
  readonly scene: Scene
  /** In painting order; later ones win where two move the same shape. */
  readonly drafts: readonly Draft[]
  readonly editing: TextEditing | null
  readonly fading: ReadonlySet<ShapeId>
}): LiftedShapes {
  const { view, scene } = options
  const drawn = new Map<ShapeId, Shape>()
  for (const draft of options.drafts) {
    for (const [id, shape] of draftShapes(draft, view)) drawn.set(id, shape)
  }
  for (const id of [...drawn.keys()]) {
    for (const arrowId of scene.arrowsBoundTo(id)) {
      const arrow = view.get(arrowId)
      if (arrow !== undefined && !drawn.has(arrowId)) drawn.set(arrowId, arrow)
    }
  }
  const fading = new Set(withDescendants(options.fading, view).map((shape) => shape.id))
  for (const id of fading) {
    const shape = view.get(id)
    if (shape !== undefined) drawn.set(id, shape)
  }
  if (options.editing?.kind === 'shape') {
    const shape = drawn.get(options.editing.id) ?? view.get(options.editing.id)
    if (shape !== undefined) drawn.set(shape.id, withoutText(shape))
  }
  if (drawn.size === 0) return nothingLifted
  return { shapes: [...drawn.values()], hidden: new Set(drawn.keys()), fading }
}
