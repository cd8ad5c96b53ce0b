import { type Bounds, boundsHeight, boundsWidth } from '@flowstate/engine'
import { marksOf } from '../../marks-of-scene.ts'
import { guideOverlay } from '../../overlays/guide-overlay.ts'
import type { Marked } from '../../overlays/overlay-layer.ts'
import { createCarriedPicture } from '../carried-picture.ts'
import { type LiftedPaint, nothingLifted, paintLifted } from '../lifted-paint.ts'
import { paintShapes } from '../paint-region.ts'
import type { TileView } from '../tile-engine.ts'
import type { LiftedNews, MarksNews } from './ground-messages.ts'
import { shapesOf, type WorkerScene } from './worker-scene.ts'
import type { WorkerTiles } from './worker-tiles.ts'

/** All that is seen in the window, on one canvas: tiles, what is lifted above them, marks. */
export interface WindowPicture {
  setView(view: TileView): void
  setLifted(news: LiftedNews): void
  setMarks(news: MarksNews): void
  /** Shapes look different now. @param areas where */
  spoil(areas: readonly Bounds[] | 'all'): void
  /** Draws what has changed. What is drawn between two frames is seen in the next. */
  draw(): void
}

export function createWindowPicture(
  canvas: OffscreenCanvas,
  { scene, tiles }: { readonly scene: WorkerScene; readonly tiles: WorkerTiles },
): WindowPicture {
  const context = canvas.getContext('2d', { alpha: false })
  const aside = new OffscreenCanvas(1, 1)
  const asideContext = aside.getContext('2d')
  if (context === null || asideContext === null) throw new Error('This browser gives no 2D canvas to workers')
  let view: TileView | null = null
  let lifted: LiftedPaint = nothingLifted
  let marked: Marked | null = null
  let stale = true

  const carried = createCarriedPicture({
    surface: {
      context: asideContext,
      clear({ width, height }) {
        aside.width = width
        aside.height = height
      },
      handOver: () => undefined,
    },
    boundsOf: (shape) => scene.paintBoundsOf(shape.id),
    paint: (on, shapes, scale) => paintShapes(on, shapes, scene.paintOptions(scale)),
  })

  const drawMarks = (at: TileView): void => {
    if (marked === null) return
    const { theme } = scene.paintOptions(1)
    const marks = marksOf({ ...marked, view: scene.view(), geometry: scene, theme }, guideOverlay)
    const { zoom, pixelRatio } = at
    const scale = zoom * pixelRatio
    context.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0)
    marks?.paint(context, { x: Math.round(at.x * scale) / scale, y: Math.round(at.y * scale) / scale, zoom })
    context.setTransform(1, 0, 0, 1, 0, 0)
  }

  /** Only just before it is drawn on: a canvas of another size is black. */
  const fit = ({ width, height, pixelRatio }: TileView): void => {
    const [across, down] = [Math.ceil(width * pixelRatio), Math.ceil(height * pixelRatio)]
    if (canvas.width !== across) canvas.width = across
    if (canvas.height !== down) canvas.height = down
  }

  const drawAll = (at: TileView): void => {
    const scale = at.zoom * at.pixelRatio
    context.setTransform(1, 0, 0, 1, 0, 0)
    tiles.draw(context)
    const place = carried.frame()
    if (place !== null)
      context.drawImage(aside, Math.round(place.x * at.pixelRatio), Math.round(place.y * at.pixelRatio))
    if (lifted.shapes.length > 0) paintLifted(context, lifted, { ...scene.paintOptions(scale), view: at })
    drawMarks(at)
  }

  return {
    setView(next) {
      view = next
      carried.setView(next)
      stale = true
    },
    setLifted({ shapes, carried: moved, hidden, fading }) {
      const get = scene.lookup.get
      const before = lifted.carried?.shapes ?? []
      const together = moved === null || moved.shapes === undefined ? before : shapesOf(moved.shapes, get)
      lifted = {
        shapes: shapesOf(shapes, get),
        carried: moved && { shapes: together, dx: moved.dx, dy: moved.dy },
        hidden: hidden === undefined ? lifted.hidden : new Set(hidden),
        fading: new Set(fading),
      }
      carried.set(lifted.carried)
      if (hidden !== undefined) tiles.hide(lifted.hidden)
      stale = true
    },
    setMarks({ selection, ...rest }) {
      marked = { ...rest, selection: selection ?? marked?.selection ?? new Set() }
      stale = true
    },
    spoil(areas) {
      if (areas === 'all') carried.spoil()
      if (areas === 'all' || lifted.shapes.length > 0) stale = true
    },
    draw() {
      if (view === null) return
      const changes = tiles.takeChanges()
      if (stale || changes === 'all') {
        stale = false
        fit(view)
        drawAll(view)
        return
      }
      if (changes.length === 0) return
      context.save()
      context.setTransform(1, 0, 0, 1, 0, 0)
      context.beginPath()
      for (const box of changes) context.rect(box.minX, box.minY, boundsWidth(box), boundsHeight(box))
      context.clip()
      drawAll(view)
      context.restore()
    },
  }
}
