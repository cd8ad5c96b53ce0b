import type { CanvasPort } from './canvas-port.ts'

/** Runs work once what has just changed can be seen; soon where nothing is painted, as in a hidden tab. */
export type AfterPaint = (work: () => void) => void

const hiddenMs = 100

const afterNextFrame: AfterPaint = (work) => {
  let isDue = true
  const once = (): void => {
    clearTimeout(timer)
    if (isDue) work()
    isDue = false
  }
  const timer = setTimeout(once, hiddenMs)
  requestAnimationFrame(() => setTimeout(once))
}

type Tell = (notify: () => void) => void

const gates = new WeakMap<CanvasPort, Tell>()

function createGate(port: CanvasPort, afterPaint: AfterPaint): Tell {
  /** Whom to tell after the paint that is due; null when none is. */
  let waiting: Set<() => void> | null = null
  port.subscribe({
    confirmed(rows) {
      if (rows !== 'reset' || waiting !== null) return
      waiting = new Set()
      afterPaint(() => {
        const late = waiting ?? []
        waiting = null
        for (const notify of late) notify()
      })
    },
  })
  return (notify) => {
    if (waiting === null) notify()
    else waiting.add(notify)
  }
}

/**
 * Tells components of a canvas that something has changed. When a canvas has just arrived as a whole they wait until it is painted:
 * what they show of it would be rendered first and hold up the picture, which is what people wait for.
 */
export function paintedFirst(port: CanvasPort, afterPaint: AfterPaint = afterNextFrame): Tell {
  const gate = gates.get(port) ?? createGate(port, afterPaint)
  gates.set(port, gate)
  return gate
}
