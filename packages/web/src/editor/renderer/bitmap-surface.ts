import type { TileSurface } from './tile-surface.ts'

/** Something painted on the page that the compositor can move and stretch without anything being painted again. */
export interface BitmapSurface extends TileSurface {
  /** Asked for, it shows all that has been painted. */
  readonly image: HTMLCanvasElement
  handOver(): void
  /** Empties it and gives it another size, in device pixels. */
  clear(width: number, height: number): void
  /** Begins a new picture of a size, in device pixels: of the same size, what is shown stays until it is handed over. */
  renew(width: number, height: number): void
  /** The same, and gets the memory it will be painted in now; nothing where what is painted on is what is seen. */
  prepare(width: number, height: number): void
}

function canTakeBitmaps(): boolean {
  return 'OffscreenCanvas' in window && 'ImageBitmapRenderingContext' in window
}

/** The canvas of what a `BitmapSurface` shows. */
export function canvasOf(image: CanvasImageSource): HTMLCanvasElement {
  if (!(image instanceof HTMLCanvasElement)) throw new Error('what the page paints is on canvases')
  return image
}

const noContext = (): never => {
  throw new Error('This browser gives no 2D canvas')
}

/** A canvas that is painted on where it is seen. */
function plainSurface(alpha: boolean): BitmapSurface {
  const image = document.createElement('canvas')
  const context = image.getContext('2d', { alpha }) ?? noContext()
  const clear = (width: number, height: number): void => {
    image.width = width
    image.height = height
  }
  return { context, image, handOver: () => undefined, prepare: () => undefined, renew: clear, clear }
}

/**
 * Paints aside and hands over the whole bitmap when the image is asked for, which is no copy. A 2D canvas would be copied into
 * the layer it lies in whenever it or anything beside it moves. To paint on, what was handed over is drawn back first.
 * @param alpha whether it may be seen through
 */
export function createBitmapSurface(alpha = false): BitmapSurface {
  if (!canTakeBitmaps()) return plainSurface(alpha)
  const image = document.createElement('canvas')
  const shown = image.getContext('bitmaprenderer') ?? noContext()
  const aside = new OffscreenCanvas(1, 1)
  const context = aside.getContext('2d', { alpha }) ?? noContext()
  let newest: 'nothing' | 'aside' | 'shown' = 'nothing'
  let isShown = false
  const handOver = (): void => {
    if (newest !== 'aside') return
    shown.transferFromImageBitmap(aside.transferToImageBitmap())
    newest = 'shown'
    isShown = true
  }
  const clear = (width: number, height: number): void => {
    if (isShown) {
      // Its memory is free at once, and not when garbage is collected. Nothing that is handed over becomes an empty bitmap
      // of the size that is set, and a large one takes longer than painting it.
      image.width = 1
      image.height = 1
      shown.transferFromImageBitmap(null)
      isShown = false
    }
    image.width = width
    image.height = height
    if (newest === 'aside' || aside.width !== width || aside.height !== height) {
      aside.width = width
      aside.height = height
    }
    newest = 'nothing'
  }
  const renew = (width: number, height: number): void => {
    const isAnew = newest !== 'aside' && image.width === width && image.height === height
    if (isAnew) newest = 'nothing'
    else clear(width, height)
  }
  return {
    handOver,
    clear,
    renew,
    prepare(width, height) {
      renew(width, height)
      context.fillRect(0, 0, aside.width, aside.height)
      // Only who reads has it painted now.
      context.getImageData(0, 0, 1, 1)
    },
    get context() {
      if (newest === 'shown') {
        context.save()
        context.setTransform(1, 0, 0, 1, 0, 0)
        context.drawImage(image, 0, 0)
        context.restore()
      }
      newest = 'aside'
      return context
    },
    get image() {
      handOver()
      return image
    },
  }
}
