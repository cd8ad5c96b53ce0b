import { canvasColour, type ShapeId, type Theme } from '@flowstate/engine'
import { Layer } from 'konva/lib/Layer.js'
import { Shape as KonvaShape } from 'konva/lib/Shape.js'
import { Stage } from 'konva/lib/Stage.js'
import type { PaintContext, PaintOptions } from './paint-context.ts'
import { paintRegion, paintShapes } from './paint-region.ts'
import type { PictureLookup } from './picture.ts'
import type { Scene } from './scene.ts'
import type { LiftedPaint, SceneRenderer } from './scene-renderer.ts'
import { createTileEngine, type TileView } from './tile-engine.ts'
import { tilePixels } from './tile-layer.ts'
import type { TileSurface } from './tile-surface.ts'

/** Time a frame may spend on tiles that come into view, in ms: leaves room for everything else in 16. */
const tileBudgetMs = 6
const fadingAlpha = 0.25

function createSurface(): TileSurface {
  const canvas = document.createElement('canvas')
  canvas.width = tilePixels
  canvas.height = tilePixels
  const context = canvas.getContext('2d', { alpha: false })
  if (context === null) throw new Error('This browser gives no 2D canvas')
  return { context, image: canvas }
}

/** A layer that is one custom shape; `paint` gets the bare context in device pixels. */
function addPaintedLayer(stage: Stage, paint: (context: CanvasRenderingContext2D) => void): Layer {
  const layer = new Layer({ listening: false })
  layer.add(
    new KonvaShape({
      listening: false,
      perfectDrawEnabled: false,
      sceneFunc: (context) => paint(context._context),
    }),
  )
  stage.add(layer)
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
  let lifted: LiftedPaint = { shapes: [], hidden: new Set<ShapeId>(), fading: new Set<ShapeId>() }
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

  const engine = createTileEngine({
    createSurface,
    now: () => performance.now(),
    budgetMs: tileBudgetMs,
    paintArea: (context, area, scale) =>
      paintRegion(context, area, { ...paintOptions(scale), hidden: lifted.hidden }),
  })

  const paintTiles = (context: CanvasRenderingContext2D): void => {
    context.setTransform(1, 0, 0, 1, 0, 0)
    context.fillStyle = canvasColour(null, theme)
    context.fillRect(0, 0, context.canvas.width, context.canvas.height)
    for (const tile of engine.placements())
      context.drawImage(tile.image, tile.x, tile.y, tile.side, tile.side)
  }

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
  const tileLayer = addPaintedLayer(stage, paintTiles)
  tileLayer.clearBeforeDraw(false)
  const liftedLayer = addPaintedLayer(stage, paintLifted)
  const overlayLayer = addPaintedLayer(stage, paintOverlay)

  /** An empty layer of full size still costs the compositor: it is hidden instead. */
  const drawLayer = (layer: Layer, filled: boolean): void => {
    if (layer.visible() !== filled) layer.visible(filled)
    if (filled) layer.draw()
  }

  return {
    setView(next) {
      const resized =
        next.width !== view.width || next.height !== view.height || next.pixelRatio !== view.pixelRatio
      view = next
      if (resized) {
        for (const layer of stage.getLayers()) layer.getCanvas().setPixelRatio(next.pixelRatio)
        stage.size({ width: next.width, height: next.height })
      }
      engine.setView(next, performance.now())
      tilesStale = true
      liftedStale = true
      overlayStale = true
    },
    setTheme(next) {
      if (next === theme) return
      theme = next
      engine.invalidate('all')
      tilesStale = true
      liftedStale = true
      overlayStale = true
    },
    invalidate(areas) {
      if (areas !== 'all' && areas.length === 0) return
      engine.invalidate(areas)
      tilesStale = true
      liftedStale = true
    },
    setLifted(next) {
      const areas = []
      for (const id of next.hidden) if (!lifted.hidden.has(id)) areas.push(scene.paintBoundsOf(id))
      for (const id of lifted.hidden) if (!next.hidden.has(id)) areas.push(scene.paintBoundsOf(id))
      const known = areas.filter((area) => area !== undefined)
      lifted = next
      liftedStale = true
      if (known.length === 0) return
      engine.invalidate(known)
      tilesStale = true
    },
    setOverlay(paint) {
      overlay = paint
      overlayStale = true
    },
    frame(nowMs) {
      let more = false
      if (tilesStale) {
        more = engine.paint(nowMs)
        tilesStale = more
        tileLayer.draw()
      }
      if (liftedStale) drawLayer(liftedLayer, lifted.shapes.length > 0)
      if (overlayStale) drawLayer(overlayLayer, overlay !== null)
      liftedStale = false
      overlayStale = false
      return more
    },
    destroy() {
      stage.destroy()
    },
  }
}
