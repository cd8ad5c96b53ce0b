import type { Pair, Point } from '@flowstate/engine'
import { within } from './clean-cells.ts'
import type { DrawnBox } from './drawn-text.ts'

export interface TurnedBox extends DrawnBox {
  readonly rotation: number
}

function unturned(point: Point, { x, y, width, height, rotation }: TurnedBox): Point {
  const centre = { x: x + width / 2, y: y + height / 2 }
  const [cos, sin] = [Math.cos(-rotation), Math.sin(-rotation)]
  const [dx, dy] = [point.x - centre.x, point.y - centre.y]
  return { x: centre.x + dx * cos - dy * sin, y: centre.y + dx * sin + dy * cos }
}

/** A point of the canvas as an anchor of a box. */
export function anchorOf(box: TurnedBox, point: Point): Pair {
  const { x, y } = unturned(point, box)
  return [
    box.width === 0 ? 0.5 : within((x - box.x) / box.width, 0, 1),
    box.height === 0 ? 0.5 : within((y - box.y) / box.height, 0, 1),
  ]
}

/**
 * The anchor an arrow has to point at to keep its direction: where its last stretch, drawn on, comes nearest to the middle of
 * the box.
 * @param from the point before the tip
 */
export function anchorAlong(box: TurnedBox, from: Point, tip: Point): Pair {
  const centre = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  const [dx, dy] = [tip.x - from.x, tip.y - from.y]
  const square = dx * dx + dy * dy
  if (square === 0) return [0.5, 0.5]
  const t = Math.max(0, ((centre.x - tip.x) * dx + (centre.y - tip.y) * dy) / square)
  return anchorOf(box, { x: tip.x + dx * t, y: tip.y + dy * t })
}
