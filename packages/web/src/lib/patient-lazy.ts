import { type ComponentType, type LazyExoticComponent, lazy } from 'react'

const pauseMs = 1_000
const pauseMsMax = 10_000

/** Resolves after a while, or as soon as the browser says that the network is back. */
function nextChance(attempt: number): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      clearTimeout(timer)
      removeEventListener('online', go)
      resolve()
    }
    const timer = setTimeout(go, Math.min(attempt * pauseMs, pauseMsMax))
    addEventListener('online', go)
  })
}

/** Loads something as often as it takes. */
export async function untilLoaded<Part>(load: () => Promise<Part>): Promise<Part> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await load()
    } catch {
      await nextChance(attempt)
    }
  }
}

/**
 * A component that comes later. Where it cannot be had, since the server or the network is away, what is around it goes on
 * and it is asked for again; React's own `lazy` would take the whole page down with it.
 */
export function patientLazy<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): LazyExoticComponent<ComponentType<Props>> {
  return lazy(async () => ({ default: await untilLoaded(load) }))
}
