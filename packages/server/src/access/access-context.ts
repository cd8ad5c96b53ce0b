import type { CanvasId, WorkspaceId } from '@flowstate/engine'
import type { Role } from '@flowstate/protocol'
import type { Author } from './author.ts'

/** What a route that needs a login is told. */
export interface LoginContext {
  readonly author: Author
}

/** What a route below a workspace is told; the role is the caller's. */
export interface WorkspaceContext extends LoginContext {
  readonly workspaceId: WorkspaceId
  readonly role: Role
}

/** What a route below a canvas is told. */
export interface CanvasContext extends LoginContext {
  readonly canvasId: CanvasId
  readonly role: Role
}
