import type { TileView } from './tile-engine.ts'

/** Stretched less than this, the picture of everything is shown alone while the zoom moves. */
export const overviewStretchMax = 1.7

/** How the compositor has to place something painted, in CSS. Whole device pixels where the scale is the one it was painted at. */
export function stretchedPlace(
  view: TileView,
  painted: { readonly scale: number; readonly originX: number; readonly originY: number },
): string {
  const { pixelRatio } = view
  const scale = view.zoom * pixelRatio
  const factor = scale / painted.scale
  if (factor === 1) {
    const x = (painted.originX - Math.round(view.x * scale)) / pixelRatio
    const y = (painted.originY - Math.round(view.y * scale)) / pixelRatio
    return `translate(${x}px, ${y}px)`
  }
  const x = (painted.originX * factor - view.x * scale) / pixelRatio
  const y = (painted.originY * factor - view.y * scale) / pixelRatio
  return `translate(${x}px, ${y}px) scale(${factor})`
}
