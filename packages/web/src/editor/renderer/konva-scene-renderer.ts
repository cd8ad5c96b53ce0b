import { type Bounds, canvasColour, type Shape, type ShapeId, type Theme } from '@flowstate/engine'
import { Layer } from 'konva/lib/Layer.js'
import { Shape as KonvaShape } from 'konva/lib/Shape.js'
import { Stage } from 'konva/lib/Stage.js'
import { createCarriedPicture } from './carried-picture.ts'
import type { PaintContext, PaintOptions } from './paint-context.ts'
import { paintRegion, paintShapes } from './paint-region.ts'
import type { PictureLookup } from './picture.ts'
import { createSurface } from './picture-canvas.ts'
import type { Scene } from './scene.ts'
import type { LiftedPaint, SceneRenderer } from './scene-renderer.ts'
import { createTileEngine, type TileView } from './tile-engine.ts'
import { tilePixels } from './tile-layer.ts'
import { createTileScreen } from './tile-screen.ts'

/** Time a frame may spend on tiles that come into view, in ms: leaves room for everything else in 16. */
const tileBudgetMs = 6
const fadingAlpha = 0.25

/** A layer that is one custom shape; `paint` gets the bare context in device pixels. */
function paintedLayer(paint: (context: CanvasRenderingContext2D) => void): Layer {
  const layer = new Layer({ listening: false })
  layer.add(
    new KonvaShape({
      listening: false,
      perfectDrawEnabled: false,
      sceneFunc: (context) => paint(context._context),
    }),
  )
  return layer
}

/** The scene in three Konva layers: tiles, what is lifted above them, and the marks of selection. */
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
  let overlay: ((context: PaintContext) => void) | null = null
  let tilesStale = true
  let liftedStale = false
  let overlayStale = false

  const paintOptions = (scale: number): PaintOptions & { readonly scene: Scene } => ({
    scene,
    lookup: scene.lookup,
    ruler: scene.ruler,
    theme,
    scale,
    image: options.image,
  })

  const paintArea = (context: PaintContext, area: Bounds, scale: number): void =>
    paintRegion(context, area, { ...paintOptions(scale), hidden: lifted.hidden })

  const engine = createTileEngine({
    createSurface: () => createSurface(tilePixels, tilePixels),
    now: () => performance.now(),
    budgetMs: tileBudgetMs,
    paintArea,
    estimate: scene.estimate,
    hasBackdrop: () => screen.hasBackdrop(),
  })

  const paintLifted = (context: CanvasRenderingContext2D): void => {
    const scale = view.zoom * view.pixelRatio
    context.setTransform(scale, 0, 0, scale, -Math.round(view.x * scale), -Math.round(view.y * scale))
    const moved = new Map(lifted.shapes.map((shape) => [shape.id, shape]))
    const lookup = { get: (id: ShapeId) => moved.get(id) ?? scene.lookup.get(id) }
    for (const shape of lifted.shapes) {
      context.globalAlpha = lifted.fading.has(shape.id) ? fadingAlpha : 1
      paintShapes(context, [shape], { ...paintOptions(scale), lookup })
    }
    context.globalAlpha = 1
  }

  const paintOverlay = (context: CanvasRenderingContext2D): void => {
    context.setTransform(view.pixelRatio, 0, 0, view.pixelRatio, 0, 0)
    overlay?.(context)
  }

  const stage = new Stage({ container: options.container, width: 1, height: 1, listening: false })
  const tileLayer = paintedLayer((context) => screen.paint(context))
  tileLayer.clearBeforeDraw(false)
  const liftedLayer = paintedLayer(paintLifted)
  const overlayLayer = paintedLayer(paintOverlay)
  const screen = createTileScreen({
    engine,
    canvas: tileLayer.getNativeCanvasElement(),
    draw: () => tileLayer.draw(),
    colour: () => canvasColour(null, theme),
    paintArea,
    scene,
  })
  stage.add(tileLayer, liftedLayer, overlayLayer)
  const carriedPicture = createCarriedPicture({
    above: liftedLayer.getNativeCanvasElement(),
    boundsOf: (shape) => scene.paintBoundsOf(shape.id),
    paint: (context, shapes: readonly Shape[], scale) => paintShapes(context, shapes, paintOptions(scale)),
  })

  /** An empty layer of full size still costs the compositor: it is hidden instead. */
  const drawLayer = (layer: Layer, filled: boolean): void => {
    if (layer.visible() !== filled) layer.visible(filled)
    if (filled) layer.draw()
  }

  const redrawAll = (): void => {
    tilesStale = true
    liftedStale = true
    overlayStale = true
  }

  return {
    setView(next) {
      const resized =
        next.width !== view.width || next.height !== view.height || next.pixelRatio !== view.pixelRatio
      view = next
      if (resized) {
        for (const layer of stage.getLayers()) layer.getCanvas().setPixelRatio(next.pixelRatio)
        stage.size({ width: next.width, height: next.height })
        screen.forgetPicture()
      }
      engine.setView(next, performance.now())
      screen.setView(next)
      carriedPicture.setView(next)
      redrawAll()
    },
    setTheme(next) {
      if (next === theme) return
      theme = next
      engine.invalidate('all')
      screen.invalidate('all')
      carriedPicture.spoil()
      redrawAll()
    },
    invalidate(areas) {
      if (areas !== 'all' && areas.length === 0) return
      engine.invalidate(areas)
      screen.invalidate(areas)
      if (areas === 'all') carriedPicture.spoil()
      tilesStale = true
      liftedStale = true
    },
    setLifted(next) {
      carriedPicture.set(next.carried)
      liftedStale = true
      if (next.hidden !== lifted.hidden) {
        const areas: Bounds[] = []
        const note = (id: ShapeId): void => {
          const area = scene.paintBoundsOf(id)
          if (area !== undefined) areas.push(area)
        }
        for (const id of next.hidden) if (!lifted.hidden.has(id)) note(id)
        for (const id of lifted.hidden) if (!next.hidden.has(id)) note(id)
        if (areas.length > 0) {
          engine.invalidate(areas)
          tilesStale = true
        }
      }
      lifted = next
    },
    setOverlay(paint) {
      overlay = paint
      overlayStale = true
    },
    frame(nowMs) {
      if (tilesStale) tilesStale = screen.frame(nowMs)
      if (liftedStale) {
        drawLayer(liftedLayer, lifted.shapes.length > 0)
        carriedPicture.frame()
      }
      if (overlayStale) drawLayer(overlayLayer, overlay !== null)
      liftedStale = false
      overlayStale = false
      return tilesStale
    },
    destroy() {
      screen.destroy()
      stage.destroy()
    },
  }
}
