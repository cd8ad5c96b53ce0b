import type { Clock } from '@flowstate/server/testing'

interface Timer {
  readonly atMs: number
  readonly order: number
  callback: (() => void) | null
}

/** More events than any run needs: something goes round in circles. */
const eventsMax = 300_000

/** Time that moves only from event to event; between two of them everything that can run has run. */
export interface VirtualTime extends Clock {
  sleep(ms: number): Promise<void>
  runUntil(atMs: number): Promise<void>
  /** A clock that shows another time of day (clocks off by minutes) and stops with its owner. */
  clockFor(owner: { readonly alive: boolean }, offsetMs: number): Clock
}

export function createVirtualTime(startMs: number): VirtualTime {
  let nowMs = startMs
  let order = 0
  let events = 0
  /** A binary heap, earliest first; equal times in the order they were asked for. */
  const heap: Timer[] = []

  function before(a: Timer, b: Timer): boolean {
    return a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order)
  }

  function push(timer: Timer): void {
    let at = heap.length
    heap.push(timer)
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (!before(timer, heap[parent] as Timer)) break
      heap[at] = heap[parent] as Timer
      at = parent
    }
    heap[at] = timer
  }

  function pop(): Timer | undefined {
    const first = heap[0]
    const last = heap.pop()
    if (first === undefined || last === undefined || heap.length === 0) return first
    let at = 0
    for (;;) {
      let child = 2 * at + 1
      if (child >= heap.length) break
      if (child + 1 < heap.length && before(heap[child + 1] as Timer, heap[child] as Timer)) child += 1
      if (!before(heap[child] as Timer, last)) break
      heap[at] = heap[child] as Timer
      at = child
    }
    heap[at] = last
    return first
  }

  function after(delayMs: number, callback: () => void): () => void {
    const timer: Timer = { atMs: nowMs + Math.max(0, delayMs), order: order++, callback }
    push(timer)
    return () => {
      timer.callback = null
    }
  }

  return {
    now: () => nowMs,
    after,
    sleep: (ms) => new Promise((resolve) => after(ms, resolve)),
    async runUntil(atMs) {
      while (heap.length > 0 && (heap[0] as Timer).atMs <= atMs) {
        const timer = pop() as Timer
        if (timer.callback === null) continue
        events += 1
        if (events > eventsMax) throw new Error(`no rest after ${eventsMax} events`)
        nowMs = timer.atMs
        timer.callback()
        // Promises run before the next turn of the event loop: all that follows from this event has happened then.
        await new Promise((resolve) => setImmediate(resolve))
      }
      nowMs = atMs
    },
    clockFor: (owner, offsetMs) => ({
      now: () => nowMs + offsetMs,
      after: (delayMs, callback) =>
        after(delayMs, () => {
          if (owner.alive) callback()
        }),
    }),
  }
}
