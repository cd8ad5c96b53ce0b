import type { Pair } from './cells/list-grammars.ts'

/** A rectangle along the axes, in canvas coordinates; y grows downwards. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export function boxCentre({ x, y, width, height }: Box): Pair {
  return [x + width / 2, y + height / 2]
}

/** The corners from the top left, clockwise. */
export function boxCorners({ x, y, width, height }: Box): readonly [Pair, Pair, Pair, Pair] {
  return [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
  ]
}

/** The smallest box around points; undefined around none. */
export function boxAround(points: Iterable<Pair>): Box | undefined {
  let left = Number.POSITIVE_INFINITY
  let top = Number.POSITIVE_INFINITY
  let right = Number.NEGATIVE_INFINITY
  let bottom = Number.NEGATIVE_INFINITY
  for (const [x, y] of points) {
    left = Math.min(left, x)
    top = Math.min(top, y)
    right = Math.max(right, x)
    bottom = Math.max(bottom, y)
  }
  return left > right ? undefined : { x: left, y: top, width: right - left, height: bottom - top }
}

/** The smallest box around boxes; undefined around none. */
export function unionOfBoxes(boxes: readonly Box[]): Box | undefined {
  return boxAround(boxes.flatMap(boxCorners))
}

/** The box with every side moved outwards. */
export function expandBox({ x, y, width, height }: Box, by: number): Box {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by }
}

export function boxesIntersect(a: Box, b: Box): boolean {
  return a.x <= b.x + b.width && b.x <= a.x + a.width && a.y <= b.y + b.height && b.y <= a.y + a.height
}

export function boxContainsPoint({ x, y, width, height }: Box, [px, py]: Pair): boolean {
  return px >= x && px <= x + width && py >= y && py <= y + height
}

export function boxContainsBox(outer: Box, inner: Box): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  )
}

/** A point turned about a centre; positive angles turn clockwise, since y grows downwards. */
export function rotatePoint([x, y]: Pair, [cx, cy]: Pair, radians: number): Pair {
  if (radians === 0) return [x, y]
  const cos = Math.cos(radians)
  const sin = Math.sin(radians)
  return [cx + (x - cx) * cos - (y - cy) * sin, cy + (x - cx) * sin + (y - cy) * cos]
}

/** The smallest upright box around a box turned about its centre. */
export function rotatedBox(box: Box, radians: number): Box {
  if (radians === 0) return box
  const centre = boxCentre(box)
  return boxAround(boxCorners(box).map((corner) => rotatePoint(corner, centre, radians))) ?? box
}

/** How far a point is from the segment between two others. */
export function distanceToSegment([px, py]: Pair, [ax, ay]: Pair, [bx, by]: Pair): number {
  const dx = bx - ax
  const dy = by - ay
  const squared = dx * dx + dy * dy
  const along = squared === 0 ? 0 : Math.max(0, Math.min(1, ((px - ax) * dx + (py - ay) * dy) / squared))
  return Math.hypot(px - (ax + along * dx), py - (ay + along * dy))
}
