import { type CanvasId, err, ok, type Result, type WorkspaceId } from '@flowstate/engine'
import { type Role, roleAtLeast } from '@flowstate/protocol'
import { type RefusedAnswer, refuse } from '../http/answer.ts'
import type { Db } from '../storage/database.ts'
import type { CanvasContext, WorkspaceContext } from './access-context.ts'
import { readCanvasAccess, readWorkspaceRole } from './access-repo.ts'
import type { Author } from './author.ts'

export interface WorkspaceAsk {
  /** Null when the path names nothing that could exist. */
  readonly id: string | null
  readonly author: Author
  readonly role: Role
}

export interface CanvasAsk extends WorkspaceAsk {
  readonly by: 'any' | 'membership'
  readonly trash: 'hidden' | 'shown' | 'only'
}

/** Stands before every route that names a workspace or a canvas. */
export interface AccessGate {
  workspace(ask: WorkspaceAsk): Promise<Result<WorkspaceContext, RefusedAnswer>>
  canvas(ask: CanvasAsk): Promise<Result<CanvasContext, RefusedAnswer>>
}

/** Asked for in place of an id that cannot exist, so that the refusal takes the same road and time (AC1). */
const nowhere = '00000000-0000-4000-8000-000000000000'

/**
 * AC1: without any role the answer is that of an id that does not exist; `forbidden` is only for those who may know.
 * Somebody who may see the canvas learns that it is (not) in the trash only where the route deals with the trash.
 */
export function createAccessGate(db: Db, now: () => number): AccessGate {
  return {
    async workspace({ id, author, role: needed }) {
      const workspaceId = (id ?? nowhere) as WorkspaceId
      const role = await readWorkspaceRole(db.kysely, { workspaceId, author, nowMs: now() })
      if (role === null) return err(refuse('not_found'))
      if (!roleAtLeast(role, needed)) return err(refuse('forbidden'))
      return ok({ author, workspaceId, role })
    },
    async canvas({ id, author, role: needed, by, trash }) {
      const canvasId = (id ?? nowhere) as CanvasId
      const access = await readCanvasAccess(db.kysely, { canvasId, author, nowMs: now() })
      const any = access?.role ?? null
      if (access === null || any === null) return err(refuse('not_found'))
      const role = by === 'any' ? any : access.memberRole
      const hidden = access.trashed ? trash === 'hidden' : trash === 'only'
      if (access.trashed && access.memberRole === null) return err(refuse('not_found'))
      if (role === null || !roleAtLeast(role, needed)) {
        return err(refuse(hidden && access.trashed ? 'not_found' : 'forbidden'))
      }
      if (hidden) return err(refuse(access.trashed ? 'not_found' : 'not_in_trash'))
      return ok({ author, canvasId, role })
    },
  }
}
