import type { Page } from 'playwright-core'

type Side = 'page' | 'server'

interface Kept {
  readonly text: string
  pass(): void
}

/** Stands between a page and the server, and may keep back what either says. */
export interface SocketGate {
  /** From now on nothing passes that this side says. */
  hold(side: Side): void
  /** What was kept back passes in its order, and so does all that follows. */
  release(side: Side): void
  /** Whether a message of this type is kept back. */
  holds(side: Side, type: string): boolean
}

/** A gate for the sockets that the page opens from now on: one that is open already is not watched before it is loaded anew. */
export async function gateSockets(page: Page): Promise<SocketGate> {
  const kept: { [Name in Side]: Kept[] | null } = { page: null, server: null }
  const come = (side: Side, message: string | Buffer, pass: () => void): void => {
    const waiting = kept[side]
    if (waiting === null) pass()
    else waiting.push({ text: typeof message === 'string' ? message : '', pass })
  }
  await page.routeWebSocket(/\/api\/v1\/canvases\/[^/]+\/ws/, (socket) => {
    const server = socket.connectToServer()
    socket.onMessage((message) => come('page', message, () => server.send(message)))
    server.onMessage((message) => come('server', message, () => socket.send(message)))
  })
  return {
    hold(side) {
      kept[side] ??= []
    },
    release(side) {
      const waiting = kept[side] ?? []
      kept[side] = null
      for (const { pass } of waiting) pass()
    },
    holds: (side, type) => (kept[side] ?? []).some(({ text }) => text.includes(`"type":"${type}"`)),
  }
}
