/** A pause this long begins a new step of undo (TX3). */
const burstGapMs = 1_000

/** Names for what is typed: the same as long as the gaps are short, so that a burst is one step (UN10). */
export interface TypingBursts {
  /** Something is typed at this time. */
  typed(atMs: number): void
  /** The name of the burst under way. */
  gesture(): string
  /** What comes next is another step, however soon. */
  end(): void
}

export function typingBursts(newGesture: () => string): TypingBursts {
  let gesture = newGesture()
  let lastMs: number | null = null
  return {
    typed(atMs) {
      if (lastMs !== null && atMs - lastMs >= burstGapMs) gesture = newGesture()
      lastMs = atMs
    },
    gesture: () => gesture,
    end() {
      gesture = newGesture()
      lastMs = null
    },
  }
}
