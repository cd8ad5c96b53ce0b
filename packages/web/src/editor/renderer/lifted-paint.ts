import type { Shape, ShapeId } from '@flowstate/engine'

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
