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
/** The hand is not steady yet for a way of this share of the width. */
const unsteadyShare = 0.5
/** Wobbles as the hand is lifted lie this near to the end: a share of the width, and at most so many canvas units. */
const liftShare = 0.5
const liftLengthMax = 3

/** Numbers of one point of a spine: x, y, radius. */
export const spineStride = 3

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

/**
 * The middle of the line, smoothed, with its radius at each point.
 * @param points x, y, pressure (0 to 1) of at least one point
 */
export function spineOf(points: readonly number[], { width, isEven, isBySpeed }: InkFlow): number[] {
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
