import type { Point } from '@flowstate/engine'

/** A turn about the origin, then a move: where the plane of a container lies on the canvas. */
export interface PlaneMap {
  readonly x: number
  readonly y: number
  readonly rotation: number
}

export const samePlane: PlaneMap = { x: 0, y: 0, rotation: 0 }

export function mapPoint({ x, y, rotation }: PlaneMap, point: Point): Point {
  const [cos, sin] = [Math.cos(rotation), Math.sin(rotation)]
  return { x: x + point.x * cos - point.y * sin, y: y + point.x * sin + point.y * cos }
}

/** The plane of something that lies in another plane at a point, turned about it. */
export function planeAt(outer: PlaneMap, at: PlaneMap): PlaneMap {
  return { ...mapPoint(outer, at), rotation: outer.rotation + at.rotation }
}

const turn = Math.PI * 2

/** An angle between minus and plus half a turn; dust of calculations is nothing. */
export function plainAngle(angle: number): number {
  const rest = angle - turn * Math.round(angle / turn)
  return Math.abs(rest) < 1e-6 ? 0 : rest
}

/** Position and rotation as cells: the corner of the box as it would stand unturned, and the turn about its middle. */
export function boxPlace(
  plane: PlaneMap,
  size: { readonly width: number; readonly height: number },
): { readonly position: readonly [number, number]; readonly rotation?: number } {
  const { x, y } = mapPoint(plane, { x: size.width / 2, y: size.height / 2 })
  const rotation = plainAngle(plane.rotation)
  return {
    position: [x - size.width / 2, y - size.height / 2],
    ...(rotation === 0 ? {} : { rotation }),
  }
}

/** Points relative to the first of them, which is where the shape stands. */
export function pathCells(points: readonly Point[]): {
  readonly position: readonly [number, number]
  readonly points: readonly number[]
} {
  const { x, y } = points[0] ?? { x: 0, y: 0 }
  return { position: [x, y], points: points.flatMap((point) => [point.x - x, point.y - y]) }
}
