import type { OperationId, TextDelta } from '@flowstate/engine'
import { deltaBetween, mergeRemote, type TypedText } from './text-session.ts'

/**
 * How typed words can be sent now. `delta`: over what the server has confirmed. `whole`: the whole text, where nobody else
 * can have written it yet. `wait`: something on its way has to be answered first (TX2). `never`: there is nothing to write
 * them into.
 */
export type Sending = 'delta' | 'whole' | 'wait' | 'never'

/** What typing needs of the canvas. */
export interface TypedCanvas {
  /** The text as the canvas shows it; null while the shape is not there. */
  read(): string | null
  /** @param text what the field holds */
  sending(text: string): Sending
  /** Sends an edit; null when it was not taken. */
  send(edit: {
    readonly as: 'delta' | 'whole'
    readonly delta: TextDelta
    readonly text: string
  }): OperationId | null
  /** What became of an edit that was sent. `conflict`: refused, but it can be made again on top of what others wrote. */
  outcome(id: OperationId): 'pending' | 'saved' | 'conflict' | 'refused'
}

/**
 * One text being typed, kept in step with the canvas: what others type comes in, what is typed here goes out once. One edit
 * is on its way, one composed behind it (TX2), and what the field holds is never taken back because an edit was refused.
 */
export interface TypingSession {
  /** What the field holds. */
  current(): TypedText
  /** The person typed, or moved the caret. */
  type(next: TypedText): void
  /** Takes in what others have typed since. Answers the new contents, or null when the field is right as it is. */
  absorb(): TypedText | null
  /** Sends what has not been sent. `waiting`: to be called again when an answer has come. */
  flush(): 'done' | 'waiting'
}

/** Edits on their way, and the text they lead away from. */
interface Sent {
  readonly ids: readonly OperationId[]
  readonly before: string
}

export function createTypingSession(canvas: TypedCanvas): TypingSession {
  /** The text both sides last agreed on: own edits count as soon as they are sent. */
  let base = canvas.read() ?? ''
  let mine: TypedText = { text: base, caret: base.length }
  let sent: Sent | null = null
  /** Refused for good: not sent again before something else is typed. */
  let refused = false

  /** The canvas tells what happens to it while it is being asked or sent something: not the time to start again. */
  let busy = false

  function undisturbed<T>(work: () => T): T {
    busy = true
    try {
      return work()
    } finally {
      busy = false
    }
  }

  function settle(): void {
    if (sent === null) return
    const { ids, before } = sent
    const outcomes = undisturbed(() => ids.map((id) => canvas.outcome(id)))
    if (outcomes.includes('pending')) return
    refused = outcomes.includes('refused')
    // The canvas has gone back to the text of before, the field has not: all of it is still to be sent.
    if (refused || outcomes.includes('conflict')) base = before
    sent = null
  }

  const absorb = (): TypedText | null => {
    if (busy) return null
    settle()
    const theirs = canvas.read()
    // What the canvas shows while an edit is on its way is a guess.
    if (sent !== null || theirs === null || theirs === base) return null
    const merged = mergeRemote(base, mine, theirs)
    base = theirs
    if (merged.text === mine.text) return null
    mine = merged
    return mine
  }

  /** Sends the words beyond `base`; whether they were taken. */
  function send(as: 'delta' | 'whole', delta: TextDelta): boolean {
    const before = base
    // Before the send: the canvas shows the edit at once, and that must not be taken for somebody else's.
    base = mine.text
    const id = undisturbed(() => canvas.send({ as, delta, text: mine.text }))
    if (id === null) {
      base = before
      refused = true
      return false
    }
    sent = { ids: [...(sent?.ids ?? []), id], before: sent?.before ?? before }
    settle()
    return true
  }

  return {
    current: () => mine,
    type(next) {
      if (next.text !== mine.text) refused = false
      mine = next
    },
    absorb,
    flush() {
      if (busy) return 'waiting'
      absorb()
      const delta = deltaBetween(base, mine.text)
      const as = canvas.sending(mine.text)
      if (delta.length > 0) {
        if (refused || as === 'never') return 'done'
        if (as === 'wait' || (as === 'delta' && sent !== null)) return 'waiting'
        if (!send(as, delta)) return 'done'
      }
      return sent === null ? 'done' : 'waiting'
    },
  }
}
