import {
  type CanvasClient,
  type ClientStatus,
  ConnectionRefused,
  type RestClient,
  type SignedIn,
} from '@flowstate/client'
import { type Canvas, closeCodes } from '@flowstate/protocol'

/**
 * Makes sure that whoever opens the socket is the person whose copy is shown. Without a connection it throws like any call,
 * and the socket is tried again later; a login that has ended, or is another's, is final. A guest who became an account in
 * another tab is one and the same.
 */
export async function renewLogin(rest: RestClient, person: SignedIn['user']): Promise<void> {
  if (rest.session.current() === null) await rest.session.accessToken()
  const now = rest.session.current()
  if (now !== null && (now.user.id === person.id || person.guest)) return
  const { code, reason } = closeCodes.unauthenticated
  throw new ConnectionRefused(code, reason)
}

interface StoredEntry {
  readonly canvas: Canvas
  readonly client: CanvasClient
}

/**
 * Follows a canvas shown from its stored copy until the server has had its say: then what the server calls it and allows
 * is taken over, or the way in is tried again without the copy, which says why there is none.
 * @returns stops following
 */
export function followStoredEntry(
  { canvas, client }: StoredEntry,
  follow: { readonly rest: RestClient; renamed(canvas: Canvas): void; refused(): void },
): () => void {
  let isOver = false
  function look({ connection, pending, failed }: ClientStatus): void {
    if (isOver) return
    switch (connection.name) {
      case 'connecting':
      case 'offline':
        return
      case 'live':
      case 'paused':
        isOver = true
        follow.rest.get<Canvas>(`/canvases/${canvas.id}`).then(
          (now) => {
            client.describe(now)
            follow.renamed(now)
          },
          // The socket is what counts; the name comes with the next visit.
          () => undefined,
        )
        return
      case 'stopped':
        // Work that is nowhere but here stays in sight (CL4).
        isOver = true
        if (connection.reason.kind === 'closed' && pending === 0 && failed.length === 0) follow.refused()
    }
  }
  const unsubscribe = client.subscribe({ status: look })
  look(client.status())
  return () => {
    isOver = true
    unsubscribe()
  }
}
