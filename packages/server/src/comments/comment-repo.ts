import type { CanvasId, ShapeId, UserId } from '@flowstate/engine'
import { type CommentAnchor, type CommentThread, commentExcerptMax } from '@flowstate/protocol'
import { type Kysely, sql } from 'kysely'
import type { Schema } from '../storage/schema.ts'

/** A thread by its canvas: ids are unique within one. */
export interface ThreadKey {
  readonly canvasId: CanvasId
  readonly threadId: string
}

interface ThreadRow {
  readonly id: string
  readonly version: number
  readonly x: number
  readonly y: number
  readonly shape_id: ShapeId | null
  readonly at_x: number | null
  readonly at_y: number | null
  readonly width: number | null
  readonly height: number | null
  readonly created_by: UserId
  readonly created_at: Date
  readonly updated_at: Date
  readonly resolved_by: UserId | null
  readonly resolved_at: Date | null
  readonly message_count: number
  readonly excerpt: string
  readonly last_by: UserId
  readonly last_at: Date
}

export const keyOfCanvas = (canvasId: CanvasId) =>
  sql<never>`(select key from canvases where id = ${canvasId})`

function anchorOf(row: ThreadRow): CommentAnchor {
  const point = [row.x, row.y] as const
  if (row.shape_id !== null && row.at_x !== null && row.at_y !== null)
    return { kind: 'shape', shapeId: row.shape_id, at: [row.at_x, row.at_y], point }
  if (row.width !== null && row.height !== null)
    return { kind: 'region', point, size: [row.width, row.height] }
  return { kind: 'point', point }
}

const toThread = (row: ThreadRow): CommentThread => ({
  id: row.id,
  anchor: anchorOf(row),
  version: row.version,
  createdBy: row.created_by,
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
  ...(row.resolved_by === null ? {} : { resolvedBy: row.resolved_by }),
  ...(row.resolved_at === null ? {} : { resolvedAt: row.resolved_at.toISOString() }),
  messageCount: row.message_count,
  excerpt: row.excerpt,
  lastBy: row.last_by,
  lastAt: row.last_at.toISOString(),
})

/** Threads with their first and last message. One without messages does not exist (CO4). */
const threadSource = sql`
  select t.id, t.version, t.x, t.y, t.shape_id, t.at_x, t.at_y, t.width, t.height, t.created_by, t.created_at,
    t.updated_at, t.resolved_by, t.resolved_at, first.excerpt, last.created_by as last_by, last.created_at as last_at,
    (select count(*)::int from comment_messages m where m.canvas_key = t.canvas_key and m.thread_id = t.id)
      as message_count
  from comment_threads t
  join lateral (select left(m.text, ${sql.lit(commentExcerptMax)}) as excerpt from comment_messages m
    where m.canvas_key = t.canvas_key and m.thread_id = t.id order by m.n limit 1) first on true
  join lateral (select m.created_by, m.created_at from comment_messages m
    where m.canvas_key = t.canvas_key and m.thread_id = t.id order by m.n desc limit 1) last on true`

export async function findThread(
  db: Kysely<Schema>,
  { canvasId, threadId }: ThreadKey,
): Promise<CommentThread | null> {
  const { rows } = await sql<ThreadRow>`${threadSource}
    where t.canvas_key = ${keyOfCanvas(canvasId)} and t.id = ${threadId}`.execute(db)
  return rows[0] === undefined ? null : toThread(rows[0])
}

/** By id. `resolved` null means both. */
export async function listThreads(
  db: Kysely<Schema>,
  page: {
    readonly canvasId: CanvasId
    readonly resolved: boolean | null
    readonly afterId: string | null
    readonly limit: number
  },
): Promise<CommentThread[]> {
  const { rows } = await sql<ThreadRow>`${threadSource}
    where t.canvas_key = ${keyOfCanvas(page.canvasId)}
      and (${page.afterId}::uuid is null or t.id > ${page.afterId}::uuid)
      and (${page.resolved}::boolean is null or (t.resolved_at is not null) = ${page.resolved}::boolean)
    order by t.id limit ${page.limit}`.execute(db)
  return rows.map(toThread)
}

export async function countThreads(db: Kysely<Schema>, canvasId: CanvasId): Promise<number> {
  const { count } = await db
    .selectFrom('comment_threads')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('canvas_key', '=', keyOfCanvas(canvasId))
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** False when there is a thread of that id on the canvas. */
export async function insertThread(
  tx: Kysely<Schema>,
  thread: ThreadKey & {
    readonly anchor: CommentAnchor
    readonly version: number
    readonly createdBy: UserId
    readonly now: Date
  },
): Promise<boolean> {
  const { anchor } = thread
  const [x, y] = anchor.point
  const rows = await tx
    .insertInto('comment_threads')
    .values({
      canvas_key: keyOfCanvas(thread.canvasId),
      id: thread.threadId,
      version: thread.version,
      x,
      y,
      shape_id: anchor.kind === 'shape' ? anchor.shapeId : null,
      at_x: anchor.kind === 'shape' ? anchor.at[0] : null,
      at_y: anchor.kind === 'shape' ? anchor.at[1] : null,
      width: anchor.kind === 'region' ? anchor.size[0] : null,
      height: anchor.kind === 'region' ? anchor.size[1] : null,
      created_by: thread.createdBy,
      created_at: thread.now,
      updated_at: thread.now,
      resolved_by: null,
      resolved_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute()
  return rows.length > 0
}

/** Who began a thread, which nobody else changes until the transaction ends; null when there is none. */
export async function lockThread(
  tx: Kysely<Schema>,
  { canvasId, threadId }: ThreadKey,
): Promise<{ readonly createdBy: UserId } | null> {
  const row = await tx
    .selectFrom('comment_threads')
    .select('created_by')
    .where('canvas_key', '=', keyOfCanvas(canvasId))
    .where('id', '=', threadId)
    .forUpdate()
    .executeTakeFirst()
  return row === undefined ? null : { createdBy: row.created_by }
}

export async function updateThread(
  tx: Kysely<Schema>,
  { canvasId, threadId }: ThreadKey,
  edit: {
    readonly updated_at: Date
    readonly resolved_by?: UserId | null
    readonly resolved_at?: Date | null
  },
): Promise<void> {
  await tx
    .updateTable('comment_threads')
    .set(edit)
    .where('canvas_key', '=', keyOfCanvas(canvasId))
    .where('id', '=', threadId)
    .execute()
}

/**
 * Counts one more change of the comments of a canvas; last in its transaction, since others who comment wait for it. Null
 * when there is no canvas any more.
 */
export async function countChange(tx: Kysely<Schema>, canvasId: CanvasId): Promise<number | null> {
  const { rows } = await sql<{ number: number }>`
    insert into comment_counters (canvas_key, number) select key, 1 from canvases where id = ${canvasId}
    on conflict (canvas_key) do update set number = comment_counters.number + 1 returning number`.execute(tx)
  return rows[0] === undefined ? null : Number(rows[0].number)
}

/** With its messages and their reactions. False when there was none. */
export async function deleteThread(db: Kysely<Schema>, { canvasId, threadId }: ThreadKey): Promise<boolean> {
  const rows = await db
    .deleteFrom('comment_threads')
    .where('canvas_key', '=', keyOfCanvas(canvasId))
    .where('id', '=', threadId)
    .returning('id')
    .execute()
  return rows.length > 0
}

/** What a guest wrote is the account's from now on, to edit and to delete. */
export async function moveComments(
  tx: Kysely<Schema>,
  { guestId, accountId }: { readonly guestId: UserId; readonly accountId: UserId },
): Promise<void> {
  for (const table of ['comment_threads', 'comment_messages'] as const)
    await tx.updateTable(table).set({ created_by: accountId }).where('created_by', '=', guestId).execute()
  await tx
    .updateTable('comment_threads')
    .set({ resolved_by: accountId })
    .where('resolved_by', '=', guestId)
    .execute()
  await sql`
    insert into comment_reactions (canvas_key, thread_id, message_id, user_id, reaction)
    select canvas_key, thread_id, message_id, ${accountId}, reaction from comment_reactions where user_id = ${guestId}
    on conflict do nothing`.execute(tx)
  await tx.deleteFrom('comment_reactions').where('user_id', '=', guestId).execute()
}
