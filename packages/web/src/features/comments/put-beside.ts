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

/** Beside a pin: to its right, to its left where there is no room, and always inside the window and beside the list. */
export const putBeside =
  (hasPanel: boolean): Put =>
  (element, { x, y }, { viewport }) => {
    const room = viewport.width - (hasPanel ? panelPixels : 0)
    const { offsetWidth: width, offsetHeight: height } = element
    const right = x + gapPixels
    const fitsRight = right + width + edgePixels <= room
    const left = fitsRight ? right : x - width - edgePixels
    const within = (value: number, least: number, most: number) => Math.max(least, Math.min(value, most))
    const atX = within(left, edgePixels, Math.max(edgePixels, room - width - edgePixels))
    const atY = within(y - gapPixels, topPixels, Math.max(topPixels, viewport.height - height - bottomPixels))
    element.style.setProperty('--at', `translate(${Math.round(atX)}px, ${Math.round(atY)}px)`)
  }

/** How much of the window a sheet leaves free, less some room for the pin. */
const freeShare = 0.3

/** Pans a point of the canvas up to where the sheet does not lie. */
export function keepAboveSheet({ store }: Editor, point: Point): void {
  const { camera, viewport } = store.getState()
  const over = toScreen(camera, point).y - viewport.height * freeShare
  if (over > 0) store.setState({ camera: panBy(camera, 0, -over) })
}
