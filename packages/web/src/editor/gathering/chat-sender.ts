import type { ClientClock } from '@flowstate/client'
import { chatTextMax } from '@flowstate/protocol'

/** Between two states of the words the others are told: below the pace of the server. */
const intervalMs = 120
/** After the last letter. */
export const chatIdleMs = 8_000

/** What a field may hold of a text: one line, no longer than the others are shown, no letter cut in half. */
export function chatLine(text: string): string {
  const line = text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').replace(/\p{Cs}/gu, '')
  return line.slice(0, chatTextMax).replace(/\p{Cs}$/u, '')
}

/** Words on their way to the others while they are typed (PR2). */
export interface ChatSender {
  say(line: string): void
  /** The words are over, for everybody. */
  end(): void
}

/**
 * @param send what the others are shown from now on; null is nothing
 * @param idle nothing was typed for so long that the words are over
 */
export function createChatSender(options: {
  readonly clock: ClientClock
  send(chat: string | null): void
  idle(): void
}): ChatSender {
  const { clock, send, idle } = options
  let shown: string | null = null
  let wanted: string | null = null
  let cancelTurn: (() => void) | null = null
  let cancelIdle: (() => void) | null = null

  const tell = (): void => {
    cancelTurn = null
    if (wanted === shown) return
    shown = wanted
    send(shown)
    cancelTurn = clock.after(intervalMs, tell)
  }

  return {
    say(line) {
      wanted = line.trim() === '' ? null : line
      cancelIdle?.()
      cancelIdle = wanted === null ? null : clock.after(chatIdleMs, idle)
      if (cancelTurn === null) tell()
    },
    end() {
      cancelIdle?.()
      cancelTurn?.()
      wanted = null
      tell()
      cancelTurn?.()
    },
  }
}
