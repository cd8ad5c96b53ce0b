import type { Shape, ShapeId } from '@flowstate/engine'
import type { PaintContext } from './paint-context.ts'
import { paintShapes, type ScenePaintOptions } from './paint-region.ts'
import type { TileView } from './tile-engine.ts'

/** Shapes that move together and otherwise stay as they are: painted once, then only shifted. */
export interface CarriedShapes {
  readonly shapes: readonly Shape[]
  /** Canvas units from where `shapes` say they are. */
  readonly dx: number
  readonly dy: number
}

/** What stands above the tiles in a frame. */
export interface LiftedPaint {
  readonly shapes: readonly Shape[]
  /** The same list as in the last frame means that nothing but their place has changed. */
  readonly carried: CarriedShapes | null
  readonly hidden: ReadonlySet<ShapeId>
  readonly fading: ReadonlySet<ShapeId>
}

export const nothingLifted: LiftedPaint = { shapes: [], carried: null, hidden: new Set(), fading: new Set() }

const fadingAlpha = 0.25

/** Paints the shapes that are lifted one by one, where they are seen on a canvas of the size of the window. */
export function paintLifted(
  context: PaintContext,
  { shapes, fading }: LiftedPaint,
  options: ScenePaintOptions & { readonly view: TileView },
): void {
  const { view, scale, scene } = options
  context.setTransform(scale, 0, 0, scale, -Math.round(view.x * scale), -Math.round(view.y * scale))
  const moved = new Map(shapes.map((shape) => [shape.id, shape]))
  const lookup = { get: (id: ShapeId) => moved.get(id) ?? scene.lookup.get(id) }
  for (const shape of shapes) {
    context.globalAlpha = fading.has(shape.id) ? fadingAlpha : 1
    paintShapes(context, [shape], { ...options, lookup })
  }
  context.globalAlpha = 1
}
