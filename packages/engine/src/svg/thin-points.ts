import type { Point } from '../geometry/bounds.ts'
import { distanceBetween } from '../geometry/polyline.ts'

/** Leaves out points closer to the one before than `apart`, more where there are too many; the ends stay. */
export function thinPoints(
  points: readonly Point[],
  { apart, countMax }: { readonly apart: number; readonly countMax: number },
): readonly Point[] {
  const kept: Point[] = []
  for (const point of points) {
    const last = kept[kept.length - 1]
    if (last === undefined || distanceBetween(last, point) >= apart) kept.push(point)
  }
  const end = points[points.length - 1]
  if (end !== undefined && kept[kept.length - 1] !== end) kept.push(end)
  const step = Math.ceil(kept.length / countMax)
  return step <= 1 ? kept : kept.filter((_, i) => i % step === 0 || i === kept.length - 1)
}
