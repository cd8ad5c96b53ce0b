// Runs in FlowState's page, before its own code: types are stripped and nothing may be imported.

/**
 * Holds back the state that the server sends until the measurement begins: the page is then mounted, signed in and connected,
 * and `openGate` is the moment the frame arrives. Frames after it keep their order.
 */
{
  /** Only the state is so long. */
  const stateLength = 100_000
  let waiting: (() => void)[] | null = []

  window.openGate = () => {
    const held = waiting ?? []
    waiting = null
    for (const deliver of held) deliver()
  }

  class GatedSocket extends WebSocket {
    override set onmessage(handler: ((event: MessageEvent) => void) | null) {
      super.onmessage = (event) => {
        if (waiting === null) handler?.(event)
        else waiting.push(() => handler?.(event))
      }
    }
  }
  window.WebSocket = GatedSocket

  const parse = JSON.parse
  JSON.parse = (text, reviver) => {
    const value = parse(text, reviver)
    if (text.length > stateLength) window.recordsAtMs ??= performance.now()
    return value
  }
}
