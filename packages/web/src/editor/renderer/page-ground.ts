import type { Shape, Theme } from '@flowstate/engine'
import { Layer } from 'konva/lib/Layer.js'
import { Shape as KonvaShape } from 'konva/lib/Shape.js'
import { Stage } from 'konva/lib/Stage.js'
import { marksOf } from '../marks-of-scene.ts'
import { snapping } from '../snapping/snapping.ts'
import { createCarriedPicture } from './carried-picture.ts'
import type { Ground } from './ground.ts'
import { type LiftedPaint, nothingLifted, paintLifted } from './lifted-paint.ts'
import { createMainGround } from './main-ground.ts'
import { createMarksPicture } from './marks-picture.ts'
import { paintShapes, type ScenePaintOptions } from './paint-region.ts'
import type { PictureLookup } from './picture.ts'
import { createShownPicture } from './picture-canvas.ts'
import type { Scene } from './scene.ts'
import { stretchAt } from './stretched-place.ts'
import type { TileView } from './tile-engine.ts'

/** Nothing of Konva listens: it would ask where the stage is on every event, and have the page laid out for it. */
class SilentStage extends Stage {
  override _bindContentEvents(): void {}
}

/** Paints on this thread, in layers: tiles, what is lifted above them, which is Konva's, and the marks of selections. */
export function createPageGround(options: {
  readonly container: HTMLElement
  readonly scene: Scene
  readonly theme: Theme
  readonly image: PictureLookup
}): Ground {
  const { scene } = options
  let theme = options.theme
  let view: TileView = { x: 0, y: 0, zoom: 1, width: 1, height: 1, pixelRatio: 1 }
  let lifted: LiftedPaint = nothingLifted
  let liftedStale = false

  const paintOptions = (scale: number): ScenePaintOptions => ({
    scene,
    lookup: scene.lookup,
    ruler: scene.ruler,
    theme,
    scale,
    image: options.image,
  })

  // Konva empties what it is given.
  const element = document.createElement('div')
  options.container.append(element)
  const stage = new SilentStage({ container: element, width: 1, height: 1 })
  /** One custom shape, painted on the bare context in device pixels. */
  const liftedLayer = new Layer({ listening: false })
  const sceneFunc = (context: { readonly _context: CanvasRenderingContext2D }): void =>
    paintLifted(context._context, lifted, { ...paintOptions(view.zoom * view.pixelRatio), view })
  liftedLayer.add(new KonvaShape({ sceneFunc }))
  stage.add(liftedLayer)
  const liftedCanvas = liftedLayer.getNativeCanvasElement()

  const marksShown = createShownPicture()
  liftedCanvas.after(marksShown.canvas)
  const marksPicture = createMarksPicture(marksShown)

  const carriedShown = createShownPicture()
  liftedCanvas.before(carriedShown.canvas)
  const carriedPicture = createCarriedPicture({
    surface: carriedShown,
    boundsOf: (shape) => scene.paintBoundsOf(shape.id),
    paint: (context, shapes: readonly Shape[], scale) => paintShapes(context, shapes, paintOptions(scale)),
  })

  const tiles = createMainGround({ above: carriedShown.canvas, scene, paintOptions })

  const placeMarks = (): void => {
    const place = marksPicture.frame()
    const { pixelRatio } = view
    const { left, top } = stretchAt(view, view.zoom * pixelRatio)
    marksShown.place(place && { x: (place.left - left) / pixelRatio, y: (place.top - top) / pixelRatio })
  }

  return {
    setView(next) {
      const resized =
        next.width !== view.width || next.height !== view.height || next.pixelRatio !== view.pixelRatio
      view = next
      if (resized) {
        liftedLayer.getCanvas().setPixelRatio(next.pixelRatio)
        stage.size({ width: next.width, height: next.height })
      }
      tiles.setView(next)
      carriedPicture.setView(next)
      marksPicture.setView(next)
      liftedStale = true
    },
    setTheme(next) {
      theme = next
      tiles.setTheme(next)
      carriedPicture.spoil()
      liftedStale = true
    },
    update(changed, areas) {
      tiles.update(changed, areas)
      if (areas === 'all') carriedPicture.spoil()
      liftedStale = true
    },
    invalidate(areas) {
      tiles.invalidate(areas)
      liftedStale = true
    },
    setLifted(next) {
      lifted = next
      tiles.setLifted(next)
      liftedStale = true
    },
    setMarks(marked) {
      const guides = snapping.now()?.guideOverlay
      marksPicture.set(marksOf({ ...marked, view: scene.view(), geometry: scene, theme }, guides))
    },
    frame(nowMs) {
      const more = tiles.frame(nowMs)
      if (liftedStale) {
        carriedPicture.set(lifted.carried)
        // An empty layer of full size still costs the compositor: it is hidden instead.
        const isFilled = lifted.shapes.length > 0
        if (liftedLayer.visible() !== isFilled) liftedLayer.visible(isFilled)
        if (isFilled) liftedLayer.draw()
        carriedShown.place(carriedPicture.frame())
      }
      placeMarks()
      liftedStale = false
      return more
    },
    isSettled: tiles.isSettled,
    destroy() {
      tiles.destroy()
      stage.destroy()
      element.remove()
    },
  }
}
