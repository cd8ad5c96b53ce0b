import { type Bounds, boundsHeight, boundsWidth } from '@flowstate/engine'
import { marksOf } from '../../marks-of-scene.ts'
import { guideOverlay } from '../../overlays/guide-overlay.ts'
import type { Marked } from '../../overlays/overlay-layer.ts'
import { createCarriedPicture } from '../carried-picture.ts'
import { type LiftedPaint, nothingLifted, paintLifted } from '../lifted-paint.ts'
import { createMarksPicture } from '../marks-picture.ts'
import { paintShapes } from '../paint-region.ts'
import type { PictureSurface } from '../picture-canvas.ts'
import { stretchAt } from '../stretched-place.ts'
import type { TileView } from '../tile-engine.ts'
import type { LiftedNews, MarksNews } from './ground-messages.ts'
import { shapesOf } from './lifted-feed.ts'
import type { WorkerScene } from './worker-scene.ts'
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

const noCanvas = (): Error => new Error('This browser gives no 2D canvas to workers')

/** Something that can be seen through and is drawn on the window where it belongs. */
function createAside(): PictureSurface & { readonly image: OffscreenCanvas } {
  const image = new OffscreenCanvas(1, 1)
  const context = image.getContext('2d')
  if (context === null) throw noCanvas()
  return {
    image,
    context,
    clear({ width, height }) {
      image.width = width
      image.height = height
    },
    handOver: () => undefined,
  }
}

export function createWindowPicture(
  canvas: OffscreenCanvas,
  { scene, tiles }: { readonly scene: WorkerScene; readonly tiles: WorkerTiles },
): WindowPicture {
  const context = canvas.getContext('2d', { alpha: false })
  if (context === null) throw noCanvas()
  const carriedPicture = createAside()
  const marksPicture = createAside()
  let view: TileView | null = null
  let lifted: LiftedPaint = nothingLifted
  let marked: Marked | null = null
  let stale = true

  const carried = createCarriedPicture({
    surface: carriedPicture,
    boundsOf: (shape) => scene.paintBoundsOf(shape.id),
    paint: (on, shapes, scale) => paintShapes(on, shapes, scene.paintOptions(scale)),
  })

  const marks = createMarksPicture(marksPicture)

  const drawMarks = (at: TileView): void => {
    const place = marks.frame()
    if (place === null) return
    const { left, top } = stretchAt(at, at.zoom * at.pixelRatio)
    context.setTransform(1, 0, 0, 1, 0, 0)
    context.drawImage(marksPicture.image, place.left - left, place.top - top)
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
      context.drawImage(
        carriedPicture.image,
        Math.round(place.x * at.pixelRatio),
        Math.round(place.y * at.pixelRatio),
      )
    if (lifted.shapes.length > 0) paintLifted(context, lifted, { ...scene.paintOptions(scale), view: at })
    drawMarks(at)
  }

  return {
    setView(next) {
      view = next
      carried.setView(next)
      marks.setView(next)
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
      const { theme } = scene.paintOptions(1)
      marks.set(marksOf({ ...marked, view: scene.view(), geometry: scene, theme }, guideOverlay))
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
