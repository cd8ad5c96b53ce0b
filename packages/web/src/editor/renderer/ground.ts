import type { Bounds, ShapeId, Theme } from '@flowstate/engine'
import type { LiftedPaint } from './lifted-paint.ts'
import type { TileView } from './tile-engine.ts'

/** The picture of the canvas under all that is lifted, wherever it is painted: on this thread or by a worker. */
export interface Ground {
  setView(view: TileView): void
  setTheme(theme: Theme): void
  /** The scene has taken over changed shapes; the areas no longer look right. */
  update(changed: ReadonlySet<ShapeId> | 'all', areas: readonly Bounds[] | 'all'): void
  /** Areas that look different though no shape has changed, such as pictures that arrived. */
  invalidate(areas: readonly Bounds[]): void
  setLifted(lifted: LiftedPaint): void
  /** What may be shown above it: a picture that is still on its way shows for a moment what is lifted already. */
  above?(lifted: LiftedPaint): LiftedPaint
  /** @returns whether another frame is needed to finish */
  frame(nowMs: number): boolean
  /** Whether nothing is on its way. */
  isSettled(): boolean
  destroy(): void
}
