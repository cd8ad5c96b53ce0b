import type { Db } from '../storage/database.ts'
import { readCanvasAccess } from './access-repo.ts'
import type { AccessReader } from './author.ts'

/** What rooms and the commit path ask: the role together with the access_no it was read at (CM5). */
export function createAccessReader(db: Db, now: () => number): AccessReader {
  return {
    async readRole(canvasId, author) {
      const access = await readCanvasAccess(db.kysely, { canvasId, author, nowMs: now() })
      if (access === null) return { role: null, accessNo: 0 }
      return { role: access.trashed ? null : access.role, accessNo: access.accessNo }
    },
  }
}
