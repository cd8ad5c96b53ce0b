import { type Bounds, centreOf, type Point } from './bounds.ts'

/** One end of an elbow: where it leads to, and the box of what is there, which is the point itself where nothing is. */
export interface ElbowEnd {
  readonly at: Point
  readonly box: Bounds
}

/** How far apart two stretches of an axis lie; negative where they overlap. */
function gapBetween([minA, maxA]: Stretch, [minB, maxB]: Stretch): number {
  return Math.max(minB - maxA, minA - maxB)
}

type Stretch = readonly [min: number, max: number]

const across = ({ box }: ElbowEnd): Stretch => [box.minX, box.maxX]
const down = ({ box }: ElbowEnd): Stretch => [box.minY, box.maxY]

/** Halfway between the sides that face each other; where none do, between the ends. */
function halfway(a: Stretch, b: Stretch, otherwise: number): number {
  if (b[0] > a[1]) return (a[1] + b[0]) / 2
  if (a[0] > b[1]) return (b[1] + a[0]) / 2
  return otherwise
}

/**
 * The two corners of an elbow. It leaves and arrives square to the sides that face each other: left and right where the boxes
 * lie beside each other, top and bottom where they lie above each other, and where both would do, the way that is longer.
 */
export function elbowCorners(a: ElbowEnd, b: ElbowEnd): readonly [Point, Point] {
  const isBeside = gapBetween(across(a), across(b)) > 0
  const isAbove = gapBetween(down(a), down(b)) > 0
  // Not by the ends: they are cut off at the outlines once it is known which way they go.
  const [from, to] = [centreOf(a.box), centreOf(b.box)]
  const isWide = Math.abs(to.x - from.x) >= Math.abs(to.y - from.y)
  if (isBeside === isAbove ? isWide : isBeside) {
    const x = halfway(across(a), across(b), (a.at.x + b.at.x) / 2)
    return [
      { x, y: a.at.y },
      { x, y: b.at.y },
    ]
  }
  const y = halfway(down(a), down(b), (a.at.y + b.at.y) / 2)
  return [
    { x: a.at.x, y },
    { x: b.at.x, y },
  ]
}
