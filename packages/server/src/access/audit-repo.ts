import type { CanvasId, UserId, WorkspaceId } from '@flowstate/engine'
import type { Kysely } from 'kysely'
import type { Schema } from '../storage/schema.ts'

/** Who did what, without contents and secrets; append-only. */
export interface AuditEntry {
  readonly workspaceId: WorkspaceId
  readonly canvasId?: CanvasId
  readonly userId: UserId
  readonly action: string
  readonly detail?: Readonly<Record<string, string | number>>
  readonly now: Date
}

export async function insertAudit(tx: Kysely<Schema>, entry: AuditEntry): Promise<void> {
  await tx
    .insertInto('audit')
    .values({
      at: entry.now,
      workspace_id: entry.workspaceId,
      canvas_id: entry.canvasId ?? null,
      user_id: entry.userId,
      action: entry.action,
      detail: JSON.stringify(entry.detail ?? {}),
    })
    .execute()
}
