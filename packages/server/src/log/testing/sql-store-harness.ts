import type { CanvasId, UserId, WorkspaceId } from '@flowstate/engine'
import type { FreshDatabase } from '../../storage/testing/fresh-database.ts'
import { sqlLogStore } from '../sql-log-store.ts'
import { digest, type LogStoreHarness, newId } from './log-store-harness.ts'

/** The log store over a database of the test's own, with somebody who owns a workspace. */
export async function sqlStoreHarness(fresh: FreshDatabase): Promise<LogStoreHarness> {
  const { kysely } = fresh.db
  const [userId, workspaceId] = [newId<UserId>(), crypto.randomUUID() as WorkspaceId]
  const nobody = { email: null, password_hash: null, disabled_at: null }
  await kysely
    .insertInto('users')
    .values({ ...nobody, id: userId, display_name: 'Ada', color: 'blue' })
    .execute()
  await kysely
    .insertInto('workspaces')
    .values({ id: workspaceId, name: 'Here', created_by: userId, deleted_at: null })
    .execute()
  return {
    store: sqlLogStore(fresh.db),
    async createCanvas() {
      const id = newId<CanvasId>()
      const place = { workspace_id: workspaceId, created_by: userId, name: 'Sketch' }
      const origin = { origin_id: id, head_hash: digest(id), forked_from: null, trashed_at: null }
      await kysely
        .insertInto('canvases')
        .values({ ...place, ...origin, id })
        .execute()
      return id
    },
    async raiseAccessNo(canvasId) {
      await kysely
        .updateTable('canvases')
        .set((canvas) => ({ access_no: canvas('access_no', '+', 1) }))
        .where('id', '=', canvasId)
        .execute()
    },
    remove: () => fresh.remove(),
  }
}
