import type { Bounds, ShapeId, Theme } from '@flowstate/engine'
import type { Marked } from '../overlays/overlay-layer.ts'
import type { LiftedPaint } from './lifted-paint.ts'
import type { TileView } from './tile-engine.ts'

/** Who paints the canvas and what is above it, on this thread or in a worker. */
export interface Ground {
  setView(view: TileView): void
  setTheme(theme: Theme): void
  /** The scene has taken over changed shapes; the areas no longer look right. */
  update(changed: ReadonlySet<ShapeId> | 'all', areas: readonly Bounds[] | 'all'): void
  /** Areas that look different though no shape has changed, such as pictures that arrived. */
  invalidate(areas: readonly Bounds[]): void
  setLifted(lifted: LiftedPaint): void
  /** Marked on top of everything, as the canvas is now: said again when what is marked has changed. */
  setMarks(marked: Marked): void
  /** @returns whether another frame is needed to finish */
  frame(nowMs: number): boolean
  /** Whether nothing is on its way. */
  isSettled(): boolean
  destroy(): void
}
