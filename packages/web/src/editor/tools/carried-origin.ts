import type { Point } from '@flowstate/engine'
import type { PointerInput } from './tool.ts'

/** Where a gesture began, after Space has carried it elsewhere. */
export function carriedOrigin(origin: Point, { carried }: Pick<PointerInput, 'carried'>): Point {
  return carried === undefined ? origin : { x: origin.x + carried.x, y: origin.y + carried.y }
}
