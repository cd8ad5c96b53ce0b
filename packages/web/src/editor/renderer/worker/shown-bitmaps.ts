/** Canvases kept for tiles to come. */
const spareMax = 48

/** Canvases of the page that take bitmaps over as they are, without a copy. */
export interface ShownBitmaps {
  /** @param on the canvas to show it on, if there is one already */
  show(image: ImageBitmap, on: HTMLCanvasElement | undefined): HTMLCanvasElement
  release(canvas: HTMLCanvasElement): void
}

export function createShownBitmaps(): ShownBitmaps {
  const spare: HTMLCanvasElement[] = []
  return {
    show(image, on) {
      const canvas = on ?? spare.pop() ?? document.createElement('canvas')
      if (canvas.width !== image.width) canvas.width = image.width
      if (canvas.height !== image.height) canvas.height = image.height
      canvas.getContext('bitmaprenderer')?.transferFromImageBitmap(image)
      return canvas
    },
    release(canvas) {
      if (spare.length < spareMax) spare.push(canvas)
    },
  }
}
