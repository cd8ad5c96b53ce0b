import type { CanvasId, SessionId, UserId } from '@flowstate/engine'
import type { Role } from '@flowstate/protocol'

/** Who is asking. Comes from the session, never from a body (AC2). */
export interface Author {
  readonly userId: UserId
  /** The signed-in device (auth session), not a WebSocket session. */
  readonly sessionId: SessionId
  readonly displayName: string
  readonly color: string
  readonly guest: boolean
  /** Set when this login is limited to one canvas by a share link. */
  readonly share?: { readonly shareId: string; readonly canvasId: CanvasId }
}

/** How a person is shown. */
export type Profile = Pick<Author, 'userId' | 'displayName' | 'color' | 'guest'>

/** A role on a canvas together with the access_no it was read at (CM5). */
export interface GrantedRole {
  readonly role: Role | null
  readonly accessNo: number
}

/** Reads what an author may do on a canvas: workspace role, share link, closed login. Null role: a stranger (AC1). */
export interface AccessReader {
  readRole(canvasId: CanvasId, author: Author): Promise<GrantedRole>
}
