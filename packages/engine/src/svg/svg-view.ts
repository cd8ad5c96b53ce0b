import { type Bounds, boundsHeight, boundsWidth, centreOf } from '../geometry/bounds.ts'
import type { Size } from '../geometry/cell-readers.ts'

/** Which part of the canvas a picture shows, and how large the picture is in pixels. */
export interface SvgView extends Size {
  readonly area: Bounds
  /** Pixels per canvas unit. */
  readonly scale: number
}

export interface ViewOptions {
  /** Pixels between the content and the edge. */
  readonly padding: number
  /** The picture is exactly this large, the content in its middle. */
  readonly frame: Size | null
  /** The picture is no larger than this. */
  readonly sizeMax: Size | null
}

function isMeasurable({ minX, minY, maxX, maxY }: Bounds): boolean {
  return [minX, minY, maxX, maxY].every(Number.isFinite)
}

const nothing: Bounds = { minX: 0, minY: 0, maxX: 0, maxY: 0 }

/** Content is made smaller to fit, never larger. */
export function viewOf(content: Bounds | null, { padding, frame, sizeMax }: ViewOptions): SvgView {
  const shown = content !== null && isMeasurable(content) ? content : nothing
  const width = Math.max(1, boundsWidth(shown))
  const height = Math.max(1, boundsHeight(shown))
  const limit = frame ?? sizeMax
  const scale =
    limit === null
      ? 1
      : Math.min(
          1,
          Math.max(1, limit.width - padding * 2) / width,
          Math.max(1, limit.height - padding * 2) / height,
        )
  const pixels = (length: number) => Math.ceil(length * scale + padding * 2)
  const size = frame ?? { width: pixels(width), height: pixels(height) }
  const { x, y } = centreOf(shown)
  const halfWidth = size.width / scale / 2
  const halfHeight = size.height / scale / 2
  const area = { minX: x - halfWidth, minY: y - halfHeight, maxX: x + halfWidth, maxY: y + halfHeight }
  return { area, scale, width: size.width, height: size.height }
}

/** A part of the canvas as it is, with nothing around it. */
export function viewOfArea(area: Bounds): SvgView {
  return { area, scale: 1, width: Math.max(1, boundsWidth(area)), height: Math.max(1, boundsHeight(area)) }
}
