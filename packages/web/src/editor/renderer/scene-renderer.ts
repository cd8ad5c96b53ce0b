import type { Bounds, ShapeId, Theme } from '@flowstate/engine'
import type { Ground } from './ground.ts'
import type { LiftedPaint } from './lifted-paint.ts'
import type { Marks } from './marks-picture.ts'
import type { TileView } from './tile-engine.ts'

/** Where a ground comes to lie, and what it may need. */
export interface GroundPlace {
  readonly theme: Theme
  /** The lowest of what is lifted: a ground lies directly under it. */
  readonly above: Element
  /** A new ground of this thread. */
  paintHere(): Ground
  /** What may be shown above the ground has changed: the next frame shows it. */
  touch(): void
}

/** Puts the scene on the screen. One call of `frame` is one paint, however much has changed since the last. */
export interface SceneRenderer {
  setView(view: TileView): void
  setTheme(theme: Theme): void
  /** Takes over changed shapes into the scene, and paints where they are and were. */
  update(changed: ReadonlySet<ShapeId> | 'all'): void
  /** Areas that look different though no shape has changed. */
  invalidate(areas: readonly Bounds[]): void
  setLifted(lifted: LiftedPaint): void
  /** Painted on top of everything; null when there is nothing. */
  setMarks(marks: Marks | null): void
  /** @returns whether another frame is needed to finish */
  frame(nowMs: number): boolean
  /** Whether everything that was asked for is on the screen. */
  isSettled(): boolean
  /** Puts another ground in the place of the one there is, which it may go on with as it likes. */
  takeGround(make: (current: Ground, place: GroundPlace) => Ground): void
  destroy(): void
}
