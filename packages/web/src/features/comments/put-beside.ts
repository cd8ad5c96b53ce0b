import type { Point } from '@flowstate/engine'
import { panBy, toScreen } from '../../editor/camera.ts'
import type { Editor } from '../../editor/editor.ts'
import type { Put } from './use-placed.ts'

const gapPixels = 44
const edgePixels = 12
/** Islands are at the top and the bottom of the canvas. */
const topPixels = 64
const bottomPixels = 76

/** Of the list, with the gaps at its sides. */
const panelPixels = 344

interface Box {
  readonly width: number
  readonly height: number
}

/**
 * Where a box goes that is about a pin: to its right, to its left where there is no room, and where there is none either below
 * or above it. Always inside the window, and over the pin only where no side has room.
 * @param room the window without what lies at its right
 */
export function besidePin({ x, y }: Point, { width, height }: Box, room: Box): Point {
  const within = (value: number, least: number, most: number) =>
    Math.max(least, Math.min(value, Math.max(least, most)))
  const lowest = room.height - height - bottomPixels
  const right = x + gapPixels
  const left = x - width - edgePixels
  const isBeside = right + width + edgePixels <= room.width || left >= edgePixels
  const below = y + edgePixels
  const atX = right + width + edgePixels <= room.width ? right : left
  const atY = isBeside ? y - gapPixels : below <= lowest ? below : y - gapPixels - height
  return {
    x: within(atX, edgePixels, room.width - width - edgePixels),
    y: within(atY, topPixels, lowest),
  }
}

/** Beside a pin, and beside the list. */
export const putBeside =
  (hasPanel: boolean): Put =>
  (element, pin, { viewport }) => {
    const room = { width: viewport.width - (hasPanel ? panelPixels : 0), height: viewport.height }
    const { x, y } = besidePin(pin, { width: element.offsetWidth, height: element.offsetHeight }, room)
    element.style.setProperty('--at', `translate(${Math.round(x)}px, ${Math.round(y)}px)`)
  }

/** How much of the window a sheet leaves free, less some room for the pin. */
const freeShare = 0.3

/** Pans a point of the canvas up to where the sheet does not lie. */
export function keepAboveSheet({ store }: Editor, point: Point): void {
  const { camera, viewport } = store.getState()
  const over = toScreen(camera, point).y - viewport.height * freeShare
  if (over > 0) store.setState({ camera: panBy(camera, 0, -over) })
}
