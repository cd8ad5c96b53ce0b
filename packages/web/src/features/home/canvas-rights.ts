import type { UserId } from '@flowstate/engine'
import { type Canvas, roleAtLeast, type Workspace } from '@flowstate/protocol'

/** What somebody is offered to do with a canvas. The server decides by the same rules. */
export interface CanvasRights {
  readonly rename: boolean
  readonly duplicate: boolean
  readonly trash: boolean
  /** Workspaces it may be moved to; empty: none, or no right to move. */
  readonly targets: readonly Workspace[]
}

/** @param workspaces those the person is in; a canvas of any other was reached by a link, which gives no more than editing */
export function rightsOn(
  canvas: Canvas,
  workspaces: readonly Workspace[],
  userId: UserId | undefined,
): CanvasRights {
  const home = workspaces.find(({ id }) => id === canvas.workspaceId)
  const member = home !== undefined && roleAtLeast(home.role, 'editor')
  const mayMove = member && (roleAtLeast(home.role, 'admin') || canvas.createdBy === userId)
  return {
    rename: roleAtLeast(canvas.role, 'editor'),
    duplicate: member,
    trash: member,
    targets: mayMove
      ? workspaces.filter(({ id, role }) => id !== canvas.workspaceId && roleAtLeast(role, 'editor'))
      : [],
  }
}
