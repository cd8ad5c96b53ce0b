import {
  type Bounds,
  boundsHeight,
  boundsWidth,
  canvasColour,
  expandBounds,
  pictureContent,
  type Shape,
} from '@flowstate/engine'
import type { Editor } from '../editor.ts'
import { paintShapes } from '../renderer/paint-region.ts'
import type { PictureLookup } from '../renderer/picture.ts'
import type { PictureOptions } from './export-options.ts'
import type { GatheredPictures } from './gather-pictures.ts'
import { areaOfFrameAlone } from './picture-area.ts'

/** Canvas units around the content. */
const padding = 16
/** What browsers still paint and pack, in pixels. */
const sideMax = 16_000
const pixelsMax = 64_000_000

/** What a picture shows and how large it is. */
export interface PictureFrame {
  readonly shapes: readonly Shape[]
  readonly area: Bounds
  /** Pixels. */
  readonly width: number
  readonly height: number
  /** Pixels per canvas unit: less than was asked for where the picture would be too large. */
  readonly scale: number
}

/** Null where there is nothing to see. */
export function pictureFrame(
  editor: Editor,
  { ids, scale }: Pick<PictureOptions, 'ids' | 'scale'>,
): PictureFrame | null {
  const { shapes, bounds } = pictureContent(editor.port.view(), ids, editor.scene.ruler)
  if (bounds === null) return null
  const area = areaOfFrameAlone(editor.port.view(), ids) ?? expandBounds(bounds, padding)
  const [wide, high] = [boundsWidth(area), boundsHeight(area)]
  const fitting = Math.min(scale, sideMax / wide, sideMax / high, Math.sqrt(pixelsMax / (wide * high)))
  const pixels = (length: number) => Math.max(1, Math.round(length * fitting))
  return { shapes, area, width: pixels(wide), height: pixels(high), scale: fitting }
}

async function unpacked(pictures: GatheredPictures): Promise<{ lookup: PictureLookup; free(): void }> {
  const bitmaps = new Map<string, ImageBitmap>()
  for (const [assetId, file] of pictures) {
    const bitmap = await createImageBitmap(file).catch(() => null)
    if (bitmap !== null) bitmaps.set(assetId, bitmap)
  }
  return {
    lookup(assetId) {
      const source = bitmaps.get(assetId)
      if (source === undefined) return { kind: 'failed' }
      return { kind: 'ready', source, width: source.width, height: source.height }
    },
    free() {
      for (const bitmap of bitmaps.values()) bitmap.close()
    },
  }
}

/** The canvas as pixels, painted by the painter of the screen. */
export async function paintPicture(
  editor: Editor,
  frame: PictureFrame,
  options: { readonly look: Omit<PictureOptions, 'ids' | 'scale'>; readonly pictures: GatheredPictures },
): Promise<HTMLCanvasElement> {
  const { theme, background } = options.look
  const { area, scale } = frame
  const { lookup, free } = await unpacked(options.pictures)
  const canvas = document.createElement('canvas')
  canvas.width = frame.width
  canvas.height = frame.height
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('this browser has no room for the picture')
  try {
    if (background) {
      const colour = editor.port.view().canvas.background
      context.fillStyle = canvasColour(typeof colour === 'string' ? colour : null, theme)
      context.fillRect(0, 0, frame.width, frame.height)
    }
    context.setTransform(scale, 0, 0, scale, -area.minX * scale, -area.minY * scale)
    context.lineCap = 'round'
    context.lineJoin = 'round'
    const { scene } = editor
    paintShapes(context, frame.shapes, {
      lookup: scene.lookup,
      ruler: scene.ruler,
      scene,
      theme,
      scale,
      image: lookup,
    })
    return canvas
  } finally {
    free()
  }
}
