import { type InkFlow, spineOf, spineStride } from './ink-spine.ts'

/** Where ink ends: x, y, x, y ... around it. The edge runs through the middles between them. */
export type InkRim = readonly number[]

/** Points of a side are no nearer to each other than this share of the width. */
const spacing = 0.55
/** Pieces of a half circle. */
const steps = 8

/** Points on a half circle, for what is round: x, y from 1, 0 over 0, 1 to -1, 0, without both ends. */
const halfCircle: number[] = []
for (let i = 1; i < steps; i++)
  halfCircle.push(Math.cos((i / steps) * Math.PI), Math.sin((i / steps) * Math.PI))

/** Adds half a circle about a point: from where `x`, `y` points to, on towards a quarter turn from it, to the opposite side. */
function turn(
  side: number[],
  at: { x: number; y: number },
  from: { x: number; y: number },
  way: 1 | -1,
): void {
  const { x, y } = at
  const alongX = from.x
  const alongY = from.y
  const acrossX = -alongY * way
  const acrossY = alongX * way
  for (let i = 0; i < halfCircle.length; i += 2) {
    const cos = halfCircle[i] as number
    const sin = halfCircle[i + 1] as number
    side.push(x + alongX * cos + acrossX * sin, y + alongY * cos + acrossY * sin)
  }
}

/**
 * Traces around a line of varying width: smooths where the hand went, gives each point a radius by pressure or speed, and puts
 * a point on either side of it, half circles where the line turns back and at both ends. The idea is that of perfect-freehand
 * (Steve Ruiz); numbers lie in flat lists, since a point as an object of its own is most of the work for a canvas that opens.
 * @param points x, y, pressure (0 to 1) of each point; what is left over at the end is ignored
 */
export function traceInk(points: readonly number[], flow: InkFlow): InkRim {
  if (points.length < 3) return []
  const spine = spineOf(points, flow)
  const last = spine.length - spineStride
  const left: number[] = []
  const right: number[] = []
  const near = (flow.width * spacing) ** 2
  /** Unless it would lie too near to the one before. */
  const add = (side: number[], x: number, y: number, always: boolean): void => {
    const dx = x - (side[side.length - 2] as number)
    const dy = y - (side[side.length - 1] as number)
    if (always || dx * dx + dy * dy > near) side.push(x, y)
  }
  let inX = 1
  let inY = 0
  for (let i = 0; i <= last; i += spineStride) {
    const at = { x: spine[i] as number, y: spine[i + 1] as number }
    const radius = spine[i + 2] as number
    let outX = inX
    let outY = inY
    if (i < last) {
      outX = (spine[i + 3] as number) - at.x
      outY = (spine[i + 4] as number) - at.y
      const length = Math.sqrt(outX * outX + outY * outY)
      // Two points at one place: a line may come back to where it began.
      outX = length === 0 ? inX : outX / length
      outY = length === 0 ? inY : outY / length
    }
    if (i === 0) {
      inX = outX
      inY = outY
    }
    const cosine = inX * outX + inY * outY
    if (cosine < 0) {
      const toLeft = { x: inY * radius, y: -inX * radius }
      const toRight = { x: -toLeft.x, y: -toLeft.y }
      left.push(at.x + toLeft.x, at.y + toLeft.y)
      turn(left, at, toLeft, 1)
      right.push(at.x + toRight.x, at.y + toRight.y)
      turn(right, at, toRight, -1)
      left.push(at.x + outY * radius, at.y - outX * radius)
      right.push(at.x - outY * radius, at.y + outX * radius)
    } else {
      // Half way between where it comes from and where it goes.
      const size = radius / Math.sqrt(2 + 2 * cosine)
      const toLeftX = (inY + outY) * size
      const toLeftY = -(inX + outX) * size
      const always = i <= spineStride || i === last
      add(left, at.x + toLeftX, at.y + toLeftY, always)
      add(right, at.x - toLeftX, at.y - toLeftY, always)
    }
    inX = outX
    inY = outY
  }
  return closeRim({ left, right, spine })
}

/** Goes along the left side, round the end, back along the right one and round the beginning. */
function closeRim(of: { left: number[]; right: readonly number[]; spine: readonly number[] }): InkRim {
  const { left, right, spine } = of
  const rim = left
  const end = { x: spine[spine.length - 3] as number, y: spine[spine.length - 2] as number }
  const begin = { x: spine[0] as number, y: spine[1] as number }
  const leftEnd = {
    x: (left[left.length - 2] as number) - end.x,
    y: (left[left.length - 1] as number) - end.y,
  }
  turn(rim, end, leftEnd, 1)
  for (let i = right.length - 2; i >= 0; i -= 2) rim.push(right[i] as number, right[i + 1] as number)
  const rightBegin = { x: (right[0] as number) - begin.x, y: (right[1] as number) - begin.y }
  turn(rim, begin, rightBegin, 1)
  return rim
}
