import { type StoredValue, storedValue } from '../../lib/stored-value.ts'

/** More than these are not remembered: the oldest go first. */
const seenMax = 500

function parse(stored: unknown): ReadonlyMap<string, string> | null {
  if (!Array.isArray(stored)) return null
  const pairs: (readonly [string, string])[] = []
  for (const pair of stored)
    if (Array.isArray(pair) && typeof pair[0] === 'string' && typeof pair[1] === 'string')
      pairs.push([pair[0], pair[1]])
  return new Map(pairs)
}

/** Up to when each thread of a canvas has been read in this browser. */
export interface SeenThreads {
  read(): ReadonlyMap<string, string>
  mark(threadId: string, lastAt: string): ReadonlyMap<string, string>
}

export function createSeenThreads(canvasId: string): SeenThreads {
  const stored: StoredValue<readonly (readonly [string, string])[]> = storedValue(
    `comments.${canvasId}`,
    [],
    (value) => {
      const known = parse(value)
      return known === null ? null : [...known]
    },
  )
  return {
    read: () => new Map(stored.read()),
    mark(threadId, lastAt) {
      const others = stored.read().filter(([id]) => id !== threadId)
      stored.write([...others, [threadId, lastAt] as const].slice(-seenMax))
      return new Map(stored.read())
    },
  }
}
