import type { CanvasId, UserId, WorkspaceId } from '@flowstate/engine'
import type { Canvas, ForkedFrom, Person, Role } from '@flowstate/protocol'
import { type Kysely, sql } from 'kysely'
import { dropCanvasAssets } from '../assets/asset-repo.ts'
import type { CanvasKey } from '../log/log-store.ts'
import type { Schema } from '../storage/schema.ts'

export interface NewCanvas {
  readonly id: CanvasId
  readonly workspaceId: WorkspaceId
  /** Null: nobody has named it. */
  readonly name: string | null
  /** Raw 32 bytes: what the first row will be chained to. */
  readonly genesisHash: Uint8Array
  readonly forkedFrom?: ForkedFrom
  readonly createdBy: UserId
  readonly now: Date
}

/** What the API says where nobody has given a name. */
const unnamedCanvas = 'Untitled'

/** A canvas starts its own log: it is its own origin. */
export async function insertCanvas(db: Kysely<Schema>, canvas: NewCanvas): Promise<void> {
  await db
    .insertInto('canvases')
    .values({
      id: canvas.id,
      workspace_id: canvas.workspaceId,
      name: canvas.name ?? unnamedCanvas,
      unnamed: canvas.name === null,
      head_hash: canvas.genesisHash,
      origin_id: canvas.id,
      forked_from: canvas.forkedFrom === undefined ? null : JSON.stringify(canvas.forkedFrom),
      created_by: canvas.createdBy,
      created_at: canvas.now,
      updated_at: canvas.now,
      trashed_at: null,
    })
    .execute()
}

/** What a canvas is shown with, for `canvasSource`. */
export const canvasColumns = sql.raw(`c.id, c.workspace_id, c.name, c.unnamed, c.version, c.head_created_at,
  c.origin_id, c.forked_from, c.created_by, c.created_at, c.updated_at, c.trashed_at,
  u.id as editor_id, u.display_name as editor_name, u.color as editor_color, u.guest as editor_guest`)

/** Canvases with the person behind their newest row; a guest who was merged shows as the account. */
export const canvasSource = sql.raw(`canvases c
  left join operations o on o.canvas_key = c.key and o.version = c.version
  left join users e on e.id = (o.header::jsonb->>'userId')::uuid
  left join users u on u.id = coalesce(e.merged_into, e.id)`)

export interface CanvasRow {
  readonly id: CanvasId
  readonly workspace_id: WorkspaceId
  readonly name: string
  readonly unnamed: boolean
  readonly version: number
  readonly head_created_at: number
  readonly origin_id: CanvasId
  readonly forked_from: { originId: CanvasId; version: number; hash: string } | null
  readonly created_by: UserId
  readonly created_at: Date
  readonly updated_at: Date
  readonly trashed_at: Date | null
  readonly editor_id: UserId | null
  readonly editor_name: string | null
  readonly editor_color: string | null
  readonly editor_guest: boolean | null
}

function editorOf(row: CanvasRow): { readonly updatedBy?: Person } {
  const { editor_id: id, editor_name: displayName, editor_color: color, editor_guest: guest } = row
  if (id === null || displayName === null || color === null) return {}
  return { updatedBy: { id, displayName, color, guest: guest === true } }
}

export function toCanvas(row: CanvasRow, role: Role): Canvas {
  // Commits do not write updated_at: the time of the head is in the row already.
  const updatedAtMs = Math.max(row.updated_at.getTime(), row.head_created_at)
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    name: row.name,
    ...(row.unnamed ? { unnamed: true } : {}),
    version: row.version,
    role,
    originId: row.origin_id,
    ...(row.forked_from === null ? {} : { forkedFrom: row.forked_from }),
    createdBy: row.created_by,
    ...editorOf(row),
    createdAt: row.created_at.toISOString(),
    updatedAt: new Date(updatedAtMs).toISOString(),
    ...(row.trashed_at === null ? {} : { trashedAt: row.trashed_at.toISOString() }),
  }
}

export async function findCanvas(db: Kysely<Schema>, id: CanvasId, role: Role): Promise<Canvas | null> {
  const found = sql<CanvasRow>`select ${canvasColumns} from ${canvasSource} where c.id = ${id}`
  const [row] = (await found.execute(db)).rows
  return row === undefined ? null : toCanvas(row, role)
}

/** By id, which is the order they were made in. */
export async function listCanvases(
  db: Kysely<Schema>,
  page: {
    readonly workspaceId: WorkspaceId
    readonly role: Role
    readonly trash: boolean
    readonly afterId: CanvasId | null
    readonly limit: number
  },
): Promise<Canvas[]> {
  const { rows } = await sql<CanvasRow>`
    select ${canvasColumns} from ${canvasSource}
    where c.workspace_id = ${page.workspaceId} and (c.trashed_at is not null) = ${page.trash}
      and (${page.afterId}::uuid is null or c.id > ${page.afterId})
    order by c.id limit ${page.limit}`.execute(db)
  return rows.map((row) => toCanvas(row, page.role))
}

export async function renameCanvas(db: Kysely<Schema>, id: CanvasId, name: string, now: Date): Promise<void> {
  await db
    .updateTable('canvases')
    .set({ name, unnamed: false, updated_at: now })
    .where('id', '=', id)
    .execute()
}

/** Where a canvas is and who made it, locked until the transaction ends; null when it is gone or in the trash. */
export async function lockHome(
  tx: Kysely<Schema>,
  id: CanvasId,
): Promise<{ readonly workspaceId: WorkspaceId; readonly createdBy: UserId } | null> {
  const row = await tx
    .selectFrom('canvases')
    .select(['workspace_id', 'created_by'])
    .where('id', '=', id)
    .where('trashed_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  return row === undefined ? null : { workspaceId: row.workspace_id, createdBy: row.created_by }
}

export async function setWorkspace(
  tx: Kysely<Schema>,
  id: CanvasId,
  workspaceId: WorkspaceId,
): Promise<void> {
  await tx.updateTable('canvases').set({ workspace_id: workspaceId }).where('id', '=', id).execute()
}

/** `trashedAt` null takes it out of the trash. */
export async function setTrashed(db: Kysely<Schema>, id: CanvasId, trashedAt: Date | null): Promise<void> {
  await db.updateTable('canvases').set({ trashed_at: trashedAt }).where('id', '=', id).execute()
}

const logTables = [
  'operations',
  'clients',
  'answers',
  'touches',
  'undo_marks',
  'activity',
  'snapshots',
] as const

/** Answers what the audit keeps of a canvas that is deleted for ever (CM12); null if it is gone or not in the trash. */
export async function deleteCanvasForEver(
  tx: Kysely<Schema>,
  id: CanvasId,
): Promise<{
  readonly workspaceId: WorkspaceId
  readonly version: number
  readonly headHash: string
} | null> {
  const { rows } = await sql<{
    key: CanvasKey
    workspace_id: WorkspaceId
    version: number
    head_hash: Uint8Array
  }>`
    select key, workspace_id, version, head_hash from canvases
    where id = ${id} and trashed_at is not null for update`.execute(tx)
  const row = rows[0]
  if (row === undefined) return null
  await dropCanvasAssets(tx, row.key)
  // The canvas row goes first: a commit that waits for its lock then finds nothing to swap on.
  await tx.deleteFrom('canvases').where('key', '=', row.key).execute()
  for (const table of logTables) {
    await sql`delete from ${sql.table(table)} where canvas_key = ${row.key}`.execute(tx)
  }
  return {
    workspaceId: row.workspace_id,
    version: row.version,
    headHash: Buffer.from(row.head_hash).toString('hex'),
  }
}
