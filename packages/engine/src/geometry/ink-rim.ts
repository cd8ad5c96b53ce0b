/** Where ink ends: x, y, x, y ... around it. The edge runs through the middles between them. */
export type InkRim = readonly number[]

/** How ink flows out of a pen. */
export interface InkFlow {
  /** Across, in canvas units, where nothing makes it thinner. */
  readonly width: number
  /** As broad everywhere, whatever the hand does. */
  readonly isEven: boolean
  /** Nothing has measured the hand's pressure: where it is quick the line is thinner. */
  readonly isBySpeed: boolean
}

/** Share of the way to where the hand is that the line goes: the rest of the way is jitter. */
const followShare = 0.66
/** Share of the width that pressure decides about. */
const thinning = 0.55
/** How quickly speed takes effect, in shares of a step as long as the line is wide. */
const speedEffect = 0.275
/** So many points settle how a line that is thinner by speed begins. */
const settlingPoints = 10
/** Points of a side are no nearer to each other than this share of the width. */
const spacing = 0.55
/** The hand is not steady yet for a way of this share of the width. */
const unsteadyShare = 0.5
/** Wobbles as the hand is lifted lie this near to the end: a share of the width, and at most so many canvas units. */
const liftShare = 0.5
const liftLengthMax = 3
const steps = 8
/** A line that turns back at a point has a corner there; small circles have points so far apart that they turn by 70 degrees. */
const cornerCosine = 0

/** Points on a half circle, for what is round: x, y from 1, 0 over 0, 1 to -1, 0, without both ends. */
const halfCircle: number[] = []
for (let i = 1; i < steps; i++)
  halfCircle.push(Math.cos((i / steps) * Math.PI), Math.sin((i / steps) * Math.PI))

/** Numbers of one point of a spine: x, y, radius. */
const spineStride = 3

function nextPressure(pressure: number, length: number, width: number): number {
  const speed = Math.min(1, length / width)
  return pressure + (1 - speed - pressure) * speed * speedEffect
}

/** The pressure a line begins with that is thinner by speed: a quick one does not begin with a blot. */
function firstPressure(points: readonly number[], width: number): number {
  let pressure = 0.5
  let mean = 0.5
  const end = Math.min(points.length, settlingPoints * 3)
  for (let i = 3; i + 2 < end; i += 3) {
    const dx = (points[i] as number) - (points[i - 3] as number)
    const dy = (points[i + 1] as number) - (points[i - 2] as number)
    pressure = nextPressure(pressure, Math.sqrt(dx * dx + dy * dy) * followShare, width)
    mean = (mean + pressure) / 2
  }
  return mean
}

/** The middle of the line, smoothed, with its radius at each point. */
function spineOf(points: readonly number[], { width, isEven, isBySpeed }: InkFlow): number[] {
  let x = points[0] as number
  let y = points[1] as number
  let pressure = isBySpeed ? firstPressure(points, width) : (points[2] as number)
  const radius = (): number => (isEven ? width / 2 : width * (0.5 - thinning * (0.5 - pressure)))
  const spine = [x, y, radius()]
  const last = points.length - (points.length % 3) - 3
  let way = 0
  for (let i = 3; i <= last; i += 3) {
    const share = i === last ? 1 : followShare
    const dx = ((points[i] as number) - x) * share
    const dy = ((points[i + 1] as number) - y) * share
    const length = Math.sqrt(dx * dx + dy * dy)
    way += length
    if (length === 0 || (spine.length === spineStride && way < width * unsteadyShare && i < last)) continue
    x += dx
    y += dy
    pressure = isBySpeed ? nextPressure(pressure, length, width) : (points[i + 2] as number)
    spine.push(x, y, radius())
  }
  return withoutLift(spine, Math.min(width * liftShare, liftLengthMax))
}

/** Without the points on the last bit of the way, the end itself apart. */
function withoutLift(spine: number[], wayMax: number): number[] {
  const end = spine.length - spineStride
  let keep = end
  let way = 0
  while (keep > spineStride) {
    const before = keep - spineStride
    const dx = (spine[keep] as number) - (spine[before] as number)
    const dy = (spine[keep + 1] as number) - (spine[before + 1] as number)
    way += Math.sqrt(dx * dx + dy * dy)
    if (way >= wayMax) break
    keep = before
  }
  if (keep < end) spine.splice(keep, end - keep)
  return spine
}

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
    if (cosine < cornerCosine) {
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
