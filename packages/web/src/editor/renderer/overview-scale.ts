import { type Bounds, boundsHeight, boundsWidth } from '@flowstate/engine'
import { fitBounds } from '../camera.ts'
import type { TileView } from './tile-engine.ts'

/** A picture of everything at the scale it is shown at takes no more memory than this; there may be two while one is painted. */
export const overviewBytesMax = 24 * 1_048_576
const bytesPerPixel = 4
/** What surrounds the content in the picture takes a little as well. */
const spare = 1.2
const sideMax = 8_192
/** Device pixels of one that is only seen stretched. */
const smallSize = { width: 1_440, height: 960 } as const

/** Device pixels per canvas unit at which a picture of everything is painted. */
export function overviewScale(content: Bounds, view: TileView | null): number {
  const width = Math.max(1, boundsWidth(content))
  const height = Math.max(1, boundsHeight(content))
  if (view !== null) {
    const scale = fitBounds(content, view).zoom * view.pixelRatio
    const bytes = width * height * scale * scale * spare * bytesPerPixel
    if (bytes <= overviewBytesMax && Math.max(width, height) * scale * spare <= sideMax) return scale
  }
  return Math.min(1, smallSize.width / (width * spare), smallSize.height / (height * spare))
}
