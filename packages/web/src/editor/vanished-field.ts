type Key = Pick<KeyboardEvent, 'key' | 'timeStamp'>

/** Keys that leave the field or layer they are pressed in. */
const leaving: ReadonlySet<string> = new Set(['Escape', 'Enter', 'Tab'])
const pauseMs = 800

/**
 * A field may be taken away under who types into it, by what others do. What they go on typing is meant for it: until they pause,
 * it must not choose tools or delete what is selected.
 */
export function createVanishedField() {
  let typedAtMs = Number.NEGATIVE_INFINITY
  return {
    /** A key was pressed in a field. */
    typed({ key, timeStamp }: Key): void {
      typedAtMs = leaving.has(key) ? Number.NEGATIVE_INFINITY : timeStamp
    },
    /** Whoever typed has left the field. */
    left(): void {
      typedAtMs = Number.NEGATIVE_INFINITY
    },
    /** Whether a key that is in no field any more was meant for one. */
    takes({ timeStamp }: Key): boolean {
      if (timeStamp - typedAtMs >= pauseMs) return false
      typedAtMs = timeStamp
      return true
    },
  }
}
