import type { Bounds, Shape, ShapeId, Theme } from '@flowstate/engine'
import type { PaintContext } from './paint-context.ts'
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

/** Puts the scene on the screen. One call of `frame` is one paint, however much has changed since the last. */
export interface SceneRenderer {
  setView(view: TileView): void
  setTheme(theme: Theme): void
  /** Areas that no longer look right. */
  invalidate(areas: readonly Bounds[] | 'all'): void
  setLifted(lifted: LiftedPaint): void
  /** Painted on top of everything, in CSS pixels; null when there is nothing. */
  setOverlay(paint: ((context: PaintContext) => void) | null): void
  /** @returns whether another frame is needed to finish */
  frame(nowMs: number): boolean
  destroy(): void
}
