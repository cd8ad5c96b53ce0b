import type { Bounds, ShapeId, Theme } from '@flowstate/engine'
import type { Marked } from '../overlays/overlay-layer.ts'
import type { Ground } from './ground.ts'
import { type LiftedPaint, nothingLifted } from './lifted-paint.ts'
import { createPageGround } from './page-ground.ts'
import type { PictureLookup } from './picture.ts'
import type { Scene } from './scene.ts'
import type { TileView } from './tile-engine.ts'

/** Where a ground comes to lie, and what it may need. */
export interface GroundPlace {
  /** A ground that is not seen yet lies below what is in it. */
  readonly container: HTMLElement
  readonly theme: Theme
  /** A new ground of this thread. */
  paintHere(): Ground
}

/** Puts the scene on the screen. One call of `frame` is one paint, however much has changed since the last. */
export interface SceneRenderer extends Omit<Ground, 'update'> {
  /** Takes over changed shapes into the scene, and paints where they are and were. */
  update(changed: ReadonlySet<ShapeId> | 'all'): void
  /** Puts another ground in the place of the one there is, which it may go on with as it likes. */
  takeGround(make: (current: Ground, place: GroundPlace) => Ground): void
}

export function createSceneRenderer(options: {
  readonly container: HTMLElement
  readonly scene: Scene
  readonly theme: Theme
  readonly image: PictureLookup
}): SceneRenderer {
  const { container, scene } = options
  let theme = options.theme
  let view: TileView = { x: 0, y: 0, zoom: 1, width: 1, height: 1, pixelRatio: 1 }
  let lifted: LiftedPaint = nothingLifted
  let marked: Marked | null = null
  const paintHere = (): Ground => createPageGround({ ...options, theme })
  let ground = paintHere()

  return {
    setView(next) {
      view = next
      ground.setView(next)
    },
    setTheme(next) {
      if (next === theme) return
      theme = next
      ground.setTheme(next)
    },
    update(changed) {
      ground.update(changed, scene.update(changed))
    },
    invalidate: (areas: readonly Bounds[]) => ground.invalidate(areas),
    setLifted(next) {
      lifted = next
      ground.setLifted(next)
    },
    setMarks(next) {
      marked = next
      ground.setMarks(next)
    },
    frame: (nowMs) => ground.frame(nowMs),
    isSettled: () => ground.isSettled(),
    takeGround(make) {
      ground = make(ground, { container, theme, paintHere })
      ground.setView(view)
      ground.setLifted(lifted)
      if (marked !== null) ground.setMarks(marked)
    },
    destroy: () => ground.destroy(),
  }
}
