import type { Bus, BusMessage } from './bus.ts'

export interface MemoryBusOptions {
  /** No other instance can share the database, so nothing is missed (SY8). */
  readonly isAlone?: boolean
  /** Told what a listener threw; the others are called all the same. */
  readonly onListenerError?: (error: unknown) => void
}

/** The bus of a single instance. Every listener hears every message in publication order, also when a listener publishes. */
export function createMemoryBus({ isAlone = false, onListenerError = () => {} }: MemoryBusOptions = {}): Bus {
  const listeners = new Set<(message: BusMessage) => void>()
  const waiting: BusMessage[] = []
  let delivering = false

  const deliver = (message: BusMessage) => {
    for (const listener of [...listeners]) {
      if (!listeners.has(listener)) continue
      try {
        listener(message)
      } catch (error) {
        onListenerError(error)
      }
    }
  }

  return {
    publish(message) {
      waiting.push(message)
      if (delivering) return
      delivering = true
      for (let next = waiting.shift(); next; next = waiting.shift()) deliver(next)
      delivering = false
    },
    subscribe(listener) {
      const own = (message: BusMessage) => listener(message)
      listeners.add(own)
      return () => {
        listeners.delete(own)
      }
    },
    healthy: () => isAlone,
    async close() {
      listeners.clear()
    },
  }
}
