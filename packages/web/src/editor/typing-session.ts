import type { TextDelta } from '@flowstate/engine'
import { deltaBetween, mergeRemote, type TypedText } from './text-session.ts'

/** One text being typed, kept in step with the canvas: what others type comes in, what is typed here goes out once. */
export interface TypingSession {
  /** What the field holds. */
  current(): TypedText
  /** The person typed, or moved the caret. */
  type(next: TypedText): void
  /** Takes in what others have typed since. Answers the new contents, or null when the field is right as it is. */
  absorb(): TypedText | null
  /** Sends what has not been sent. */
  flush(): void
}

export function createTypingSession(canvas: {
  /** The text as the canvas holds it now; null while the shape is not there. */
  read(): string | null
  /** @param text what the delta leads to */
  send(delta: TextDelta, text: string): void
}): TypingSession {
  /** The text both sides last agreed on: own edits count as soon as they are sent. */
  let base = canvas.read() ?? ''
  let mine: TypedText = { text: base, caret: base.length }

  const absorb = (): TypedText | null => {
    const theirs = canvas.read()
    if (theirs === null || theirs === base) return null
    const merged = mergeRemote(base, mine, theirs)
    base = theirs
    if (merged.text === mine.text) return null
    mine = merged
    return mine
  }

  return {
    current: () => mine,
    type(next) {
      mine = next
    },
    absorb,
    flush() {
      absorb()
      const delta = deltaBetween(base, mine.text)
      if (delta.length === 0 || canvas.read() === null) return
      // Before the send: the canvas shows the edit at once, and that must not be taken for somebody else's.
      base = mine.text
      canvas.send(delta, mine.text)
    },
  }
}
