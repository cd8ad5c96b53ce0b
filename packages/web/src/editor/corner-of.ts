import type { Point } from '@flowstate/engine'

/** So long a corner that was read is taken for where it is, in ms. */
const keptMs = 250

/**
 * Tells where the corner of an element is in the window. Reading it has the page laid out, which takes a tenth of a millisecond and
 * more where anything else has changed: in the events of one gesture it is read a few times a second.
 * @param now milliseconds from a clock that only goes forward
 */
export function createCornerOf(
  element: Pick<Element, 'getBoundingClientRect'>,
  now: () => number = () => performance.now(),
): (isFresh?: boolean) => Point {
  let corner: Point = { x: 0, y: 0 }
  let readAtMs = Number.NEGATIVE_INFINITY
  return (isFresh = false) => {
    const nowMs = now()
    if (isFresh || nowMs - readAtMs > keptMs) {
      const { left, top } = element.getBoundingClientRect()
      corner = { x: left, y: top }
      readAtMs = nowMs
    }
    return corner
  }
}
