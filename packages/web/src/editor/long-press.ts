import type { Point } from '@flowstate/engine'

const holdMs = 500
const wanderPixelsMax = 10

/** A finger that rests asks for the context menu. */
export interface LongPress {
  begin(at: Point): void
  move(at: Point): void
  end(): void
}

export function createLongPress(held: (at: Point) => void): LongPress {
  let timer: ReturnType<typeof setTimeout> | null = null
  let origin: Point | null = null
  const end = (): void => {
    if (timer !== null) clearTimeout(timer)
    timer = null
    origin = null
  }
  return {
    begin(at) {
      end()
      origin = at
      timer = setTimeout(() => {
        end()
        held(at)
      }, holdMs)
    },
    move(at) {
      if (origin !== null && Math.hypot(at.x - origin.x, at.y - origin.y) > wanderPixelsMax) end()
    },
    end,
  }
}
