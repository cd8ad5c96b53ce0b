import type { UserId } from '@flowstate/engine'
import { type CommentMessageEntry, type CommentReaction, commentReactions } from '@flowstate/protocol'
import { type Kysely, sql } from 'kysely'
import type { Schema } from '../storage/schema.ts'
import { keyOfCanvas, type ThreadKey } from './comment-repo.ts'

export interface MessageKey extends ThreadKey {
  readonly messageId: string
}

interface MessageRow {
  readonly id: string
  readonly text: string
  readonly created_by: UserId
  readonly created_at: Date
  readonly edited_at: Date | null
}

interface ReactionRow {
  readonly message_id: string
  readonly reaction: CommentReaction
  readonly count: number
  readonly mine: boolean
}

function toMessage(row: MessageRow, reactions: readonly ReactionRow[]): CommentMessageEntry {
  return {
    id: row.id,
    text: row.text,
    createdBy: row.created_by,
    createdAt: row.created_at.toISOString(),
    ...(row.edited_at === null ? {} : { editedAt: row.edited_at.toISOString() }),
    reactions: commentReactions.flatMap((reaction) => {
      const found = reactions.find((one) => one.message_id === row.id && one.reaction === reaction)
      return found === undefined ? [] : [{ reaction, count: found.count, mine: found.mine }]
    }),
  }
}

/** Oldest first; `reader` says whose reactions are `mine`. */
export async function listMessages(
  db: Kysely<Schema>,
  { canvasId, threadId }: ThreadKey,
  reader: UserId,
): Promise<CommentMessageEntry[]> {
  const messages = await db
    .selectFrom('comment_messages')
    .select(['id', 'text', 'created_by', 'created_at', 'edited_at'])
    .where('canvas_key', '=', keyOfCanvas(canvasId))
    .where('thread_id', '=', threadId)
    .orderBy('n')
    .execute()
  const { rows: reactions } = await sql<ReactionRow>`
    select message_id, reaction, count(*)::int as count, bool_or(user_id = ${reader}) as mine
    from comment_reactions where canvas_key = ${keyOfCanvas(canvasId)} and thread_id = ${threadId}
    group by message_id, reaction`.execute(db)
  return messages.map((row) => toMessage(row, reactions))
}

/** Who wrote a message; null when there is none of that id in the thread. */
export async function findAuthor(
  db: Kysely<Schema>,
  { canvasId, threadId, messageId }: MessageKey,
): Promise<UserId | null> {
  const row = await db
    .selectFrom('comment_messages')
    .select('created_by')
    .where('canvas_key', '=', keyOfCanvas(canvasId))
    .where('thread_id', '=', threadId)
    .where('id', '=', messageId)
    .executeTakeFirst()
  return row?.created_by ?? null
}

export async function countMessages(db: Kysely<Schema>, { canvasId, threadId }: ThreadKey): Promise<number> {
  const { count } = await db
    .selectFrom('comment_messages')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('canvas_key', '=', keyOfCanvas(canvasId))
    .where('thread_id', '=', threadId)
    .executeTakeFirstOrThrow()
  return Number(count)
}

export async function insertMessage(
  tx: Kysely<Schema>,
  { canvasId, threadId, messageId }: MessageKey,
  message: { readonly text: string; readonly createdBy: UserId; readonly now: Date },
): Promise<void> {
  await tx
    .insertInto('comment_messages')
    .values({
      canvas_key: keyOfCanvas(canvasId),
      thread_id: threadId,
      id: messageId,
      text: message.text,
      created_by: message.createdBy,
      created_at: message.now,
      edited_at: null,
    })
    .execute()
}

export async function updateMessage(
  tx: Kysely<Schema>,
  { canvasId, threadId, messageId }: MessageKey,
  edit: { readonly text: string; readonly edited_at: Date },
): Promise<void> {
  await tx
    .updateTable('comment_messages')
    .set(edit)
    .where('canvas_key', '=', keyOfCanvas(canvasId))
    .where('thread_id', '=', threadId)
    .where('id', '=', messageId)
    .execute()
}

export async function deleteMessage(
  tx: Kysely<Schema>,
  { canvasId, threadId, messageId }: MessageKey,
): Promise<void> {
  await tx
    .deleteFrom('comment_messages')
    .where('canvas_key', '=', keyOfCanvas(canvasId))
    .where('thread_id', '=', threadId)
    .where('id', '=', messageId)
    .execute()
}

/** Puts a reaction there or takes it away; doing so twice is doing it once. */
export async function setReaction(
  tx: Kysely<Schema>,
  { canvasId, threadId, messageId }: MessageKey,
  which: { readonly userId: UserId; readonly reaction: CommentReaction; readonly on: boolean },
): Promise<void> {
  const { userId, reaction } = which
  if (which.on) {
    await tx
      .insertInto('comment_reactions')
      .values({
        canvas_key: keyOfCanvas(canvasId),
        thread_id: threadId,
        message_id: messageId,
        user_id: userId,
        reaction,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    return
  }
  await tx
    .deleteFrom('comment_reactions')
    .where('canvas_key', '=', keyOfCanvas(canvasId))
    .where('thread_id', '=', threadId)
    .where('message_id', '=', messageId)
    .where('user_id', '=', userId)
    .where('reaction', '=', reaction)
    .execute()
}
