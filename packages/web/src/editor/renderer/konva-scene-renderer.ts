import type { Shape, ShapeId, Theme } from '@flowstate/engine'
import { Layer } from 'konva/lib/Layer.js'
import { Shape as KonvaShape } from 'konva/lib/Shape.js'
import { Stage } from 'konva/lib/Stage.js'
import { createCarriedPicture } from './carried-picture.ts'
import type { Ground } from './ground.ts'
import type { LiftedPaint } from './lifted-paint.ts'
import { createMainGround } from './main-ground.ts'
import { createMarksPicture } from './marks-picture.ts'
import type { PaintOptions } from './paint-context.ts'
import { paintShapes } from './paint-region.ts'
import type { PictureLookup } from './picture.ts'
import type { Scene } from './scene.ts'
import type { SceneRenderer } from './scene-renderer.ts'
import type { TileView } from './tile-engine.ts'

const fadingAlpha = 0.25

/** Nothing of Konva listens: it would ask where the stage is on every event, and have the page laid out for it. */
class SilentStage extends Stage {
  override _bindContentEvents(): void {}
}

/** The scene in layers: tiles, what is lifted above them, which is Konva's, and the marks of selections. */
export function createKonvaSceneRenderer(options: {
  readonly container: HTMLDivElement
  readonly scene: Scene
  readonly theme: Theme
  readonly image: PictureLookup
}): SceneRenderer {
  const { scene } = options
  let theme = options.theme
  let view: TileView = { x: 0, y: 0, zoom: 1, width: 1, height: 1, pixelRatio: 1 }
  const noIds: ReadonlySet<ShapeId> = new Set()
  let lifted: LiftedPaint = { shapes: [], carried: null, hidden: noIds, fading: noIds }
  /** What of it is shown now. */
  let seen = lifted
  let liftedStale = false

  const paintOptions = (scale: number): PaintOptions & { readonly scene: Scene } => ({
    scene,
    lookup: scene.lookup,
    ruler: scene.ruler,
    theme,
    scale,
    image: options.image,
  })

  const paintLifted = (context: CanvasRenderingContext2D): void => {
    const scale = view.zoom * view.pixelRatio
    context.setTransform(scale, 0, 0, scale, -Math.round(view.x * scale), -Math.round(view.y * scale))
    const moved = new Map(seen.shapes.map((shape) => [shape.id, shape]))
    const lookup = { get: (id: ShapeId) => moved.get(id) ?? scene.lookup.get(id) }
    for (const shape of seen.shapes) {
      context.globalAlpha = seen.fading.has(shape.id) ? fadingAlpha : 1
      paintShapes(context, [shape], { ...paintOptions(scale), lookup })
    }
    context.globalAlpha = 1
  }

  const stage = new SilentStage({ container: options.container, width: 1, height: 1 })
  /** One custom shape, painted on the bare context in device pixels. */
  const liftedLayer = new Layer({ listening: false })
  liftedLayer.add(new KonvaShape({ sceneFunc: (context) => paintLifted(context._context) }))
  stage.add(liftedLayer)
  const marksPicture = createMarksPicture(liftedLayer.getNativeCanvasElement())

  const carriedPicture = createCarriedPicture({
    above: liftedLayer.getNativeCanvasElement(),
    boundsOf: (shape) => scene.paintBoundsOf(shape.id),
    paint: (context, shapes: readonly Shape[], scale) => paintShapes(context, shapes, paintOptions(scale)),
  })

  const above = carriedPicture.canvas
  const paintHere = () => createMainGround({ above, scene, paintOptions })
  let ground: Ground = paintHere()

  return {
    setView(next) {
      const resized =
        next.width !== view.width || next.height !== view.height || next.pixelRatio !== view.pixelRatio
      view = next
      if (resized) {
        liftedLayer.getCanvas().setPixelRatio(next.pixelRatio)
        stage.size({ width: next.width, height: next.height })
      }
      ground.setView(next)
      carriedPicture.setView(next)
      marksPicture.setView(next)
      liftedStale = true
    },
    setTheme(next) {
      if (next === theme) return
      theme = next
      ground.setTheme(next)
      carriedPicture.spoil()
      liftedStale = true
    },
    update(changed) {
      const areas = scene.update(changed)
      ground.update(changed, areas)
      if (areas === 'all') carriedPicture.spoil()
      liftedStale = true
    },
    invalidate(areas) {
      ground.invalidate(areas)
      liftedStale = true
    },
    setLifted(next) {
      lifted = next
      ground.setLifted(next)
      liftedStale = true
    },
    setMarks: marksPicture.set,
    frame(nowMs) {
      const more = ground.frame(nowMs)
      if (liftedStale) {
        seen = ground.above?.(lifted) ?? lifted
        carriedPicture.set(seen.carried)
        // An empty layer of full size still costs the compositor: it is hidden instead.
        const isFilled = seen.shapes.length > 0
        if (liftedLayer.visible() !== isFilled) liftedLayer.visible(isFilled)
        if (isFilled) liftedLayer.draw()
        carriedPicture.frame()
      }
      marksPicture.frame()
      liftedStale = false
      return more
    },
    isSettled: () => ground.isSettled(),
    takeGround(make) {
      const touch = (): void => {
        liftedStale = true
      }
      ground = make(ground, { theme, above, paintHere, touch })
      ground.setView(view)
      ground.setLifted(lifted)
    },
    destroy() {
      ground.destroy()
      stage.destroy()
    },
  }
}
