import type { Put } from './use-placed.ts'

const gapPixels = 44
const edgePixels = 12
/** Islands are at the top and the bottom of the canvas. */
const topPixels = 64
const bottomPixels = 76

/** Beside a pin: to its right, to its left where there is no room, and always inside the window. */
export const putBeside: Put = (element, { x, y }, { viewport }) => {
  const { offsetWidth: width, offsetHeight: height } = element
  const right = x + gapPixels
  const fitsRight = right + width + edgePixels <= viewport.width
  const left = fitsRight ? right : x - width - edgePixels
  const within = (value: number, least: number, most: number) => Math.max(least, Math.min(value, most))
  const atX = within(left, edgePixels, Math.max(edgePixels, viewport.width - width - edgePixels))
  const atY = within(y - gapPixels, topPixels, Math.max(topPixels, viewport.height - height - bottomPixels))
  element.style.setProperty('--at', `translate(${Math.round(atX)}px, ${Math.round(atY)}px)`)
}
