import type { CanvasId, UserId } from '@flowstate/engine'
import type { Checkpoint } from '@flowstate/protocol'
import { type Kysely, sql } from 'kysely'
import type { Schema } from '../storage/schema.ts'

interface CheckpointRow {
  readonly id: string
  readonly version: number
  readonly name: string
  readonly description: string | null
  readonly created_by: UserId
  readonly created_at: Date
}

const toCheckpoint = (row: CheckpointRow): Checkpoint => ({
  id: row.id,
  version: row.version,
  name: row.name,
  ...(row.description === null ? {} : { description: row.description }),
  createdBy: row.created_by,
  createdAt: row.created_at.toISOString(),
})

const columns = ['p.id', 'p.version', 'p.name', 'p.description', 'p.created_by', 'p.created_at'] as const

const keyOf = (canvasId: CanvasId) => sql<never>`(select key from canvases where id = ${canvasId})`

export async function insertCheckpoint(
  db: Kysely<Schema>,
  canvasId: CanvasId,
  checkpoint: Omit<CheckpointRow, 'created_at'> & { readonly created_at: Date },
): Promise<Checkpoint> {
  await db
    .insertInto('checkpoints')
    .values({ ...checkpoint, canvas_key: keyOf(canvasId) })
    .execute()
  return toCheckpoint(checkpoint)
}

/** Newest version first; by id among those of one version. */
export async function listCheckpoints(db: Kysely<Schema>, canvasId: CanvasId): Promise<Checkpoint[]> {
  const rows = await db
    .selectFrom('checkpoints as p')
    .select(columns)
    .where('p.canvas_key', '=', keyOf(canvasId))
    .orderBy('p.version', 'desc')
    .orderBy('p.id', 'desc')
    .limit(1_000)
    .execute()
  return rows.map(toCheckpoint)
}

/** Null when there is no such checkpoint on this canvas. */
export async function updateCheckpoint(
  db: Kysely<Schema>,
  which: { readonly canvasId: CanvasId; readonly checkpointId: string },
  edit: { readonly name?: string; readonly description?: string },
): Promise<Checkpoint | null> {
  const row = await db
    .updateTable('checkpoints as p')
    // The id is set to itself so that an edit of nothing is still a statement.
    .set({ id: which.checkpointId, ...edit })
    .where('p.id', '=', which.checkpointId)
    .where('p.canvas_key', '=', keyOf(which.canvasId))
    .returning(columns)
    .executeTakeFirst()
  return row === undefined ? null : toCheckpoint(row)
}

/** RS3: removes the name, no history. */
export async function deleteCheckpoint(
  db: Kysely<Schema>,
  which: { readonly canvasId: CanvasId; readonly checkpointId: string },
): Promise<boolean> {
  const rows = await db
    .deleteFrom('checkpoints as p')
    .where('p.id', '=', which.checkpointId)
    .where('p.canvas_key', '=', keyOf(which.canvasId))
    .returning('p.id')
    .execute()
  return rows.length > 0
}
