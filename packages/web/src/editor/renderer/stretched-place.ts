import type { TileView } from './tile-engine.ts'

/** Stretched less than this, the picture of everything is shown alone while the zoom moves. */
export const overviewStretchMax = 1.7

/**
 * How what was painted at a scale lies in a view: so many times as large, and so many device pixels of the view to the left and
 * above. Whole device pixels where the scale is the one it was painted at.
 */
export function stretchAt(
  view: TileView,
  paintedScale: number,
): { readonly factor: number; readonly left: number; readonly top: number } {
  const scale = view.zoom * view.pixelRatio
  const factor = scale / paintedScale
  const [left, top] = [view.x * scale, view.y * scale]
  return factor === 1 ? { factor, left: Math.round(left), top: Math.round(top) } : { factor, left, top }
}

/** How the compositor has to place something painted, in CSS. */
export function stretchedPlace(
  view: TileView,
  painted: { readonly scale: number; readonly originX: number; readonly originY: number },
): string {
  const { pixelRatio } = view
  const { factor, left, top } = stretchAt(view, painted.scale)
  const x = (painted.originX * factor - left) / pixelRatio
  const y = (painted.originY * factor - top) / pixelRatio
  return factor === 1 ? `translate(${x}px, ${y}px)` : `translate(${x}px, ${y}px) scale(${factor})`
}
