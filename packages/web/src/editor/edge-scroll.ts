import type { Point } from '@flowstate/engine'
import type { Viewport } from './camera.ts'

/** The strip along the edges of the stage that scrolls, in CSS pixels, and the fastest it does, in CSS pixels per ms. */
const edgePixels = 28
const speedMax = 0.9

function speedAt(position: number, length: number): number {
  if (length < edgePixels * 4) return 0
  const near = Math.max(0, edgePixels - position)
  const far = Math.max(0, position - (length - edgePixels))
  return (Math.min(1, far / edgePixels) - Math.min(1, near / edgePixels)) * speedMax
}

/** How fast the view moves while a drag is held near an edge, in CSS pixels per ms: faster the further out. */
export function edgeSpeed(at: Point, viewport: Viewport): Point {
  return { x: speedAt(at.x, viewport.width), y: speedAt(at.y, viewport.height) }
}

/** Scrolls while a drag is held near an edge. A drag that begins there scrolls once it has been away from it. */
export interface EdgeScroll {
  begin(at: Point): void
  move(at: Point): void
  end(): void
}

/** @param scroll moves the view by so many CSS pixels */
export function createEdgeScroll(
  viewport: () => Viewport,
  scroll: (dx: number, dy: number) => void,
): EdgeScroll {
  let frameId: number | null = null
  let last: Point | null = null
  let armed = false
  let beforeMs = 0

  const frame = (nowMs: number): void => {
    frameId = null
    if (last === null || !armed) return
    const { x, y } = edgeSpeed(last, viewport())
    if (x === 0 && y === 0) return
    const elapsedMs = Math.min(50, nowMs - beforeMs)
    beforeMs = nowMs
    scroll(x * elapsedMs, y * elapsedMs)
    frameId = requestAnimationFrame(frame)
  }

  const isAtEdge = (at: Point): boolean => {
    const { x, y } = edgeSpeed(at, viewport())
    return x !== 0 || y !== 0
  }

  return {
    begin(at) {
      armed = !isAtEdge(at)
    },
    move(at) {
      last = at
      if (!isAtEdge(at)) armed = true
      else if (armed && frameId === null) {
        beforeMs = performance.now()
        frameId = requestAnimationFrame(frame)
      }
    },
    end() {
      last = null
      if (frameId !== null) cancelAnimationFrame(frameId)
      frameId = null
    },
  }
}
