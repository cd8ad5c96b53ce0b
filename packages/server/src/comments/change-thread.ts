import type { UserId } from '@flowstate/engine'
import { type Role, roleAtLeast } from '@flowstate/protocol'
import type { Kysely } from 'kysely'
import type { CanvasContext } from '../access/access-context.ts'
import type { Deps } from '../deps.ts'
import { type RefusedAnswer, refuse } from '../http/answer.ts'
import type { Schema } from '../storage/schema.ts'
import { countChange, lockThread, type ThreadKey, updateThread } from './comment-repo.ts'

/** Tells the rooms, after the commit; nobody where the canvas has gone meanwhile. */
export function publishComment(
  deps: Deps,
  { canvasId, threadId }: ThreadKey,
  { number, gone = false }: { readonly number: number | null; readonly gone?: boolean },
): void {
  if (number !== null) deps.bus.publish({ kind: 'comment_changed', canvasId, threadId, gone, number })
}

export const isWriter = (author: UserId | null, context: CanvasContext): boolean =>
  author === context.author.userId

/** CO3: what one wrote oneself, and what one's role allows. */
export const mayTouch = (author: UserId, context: CanvasContext, role: Role): boolean =>
  isWriter(author, context) || roleAtLeast(context.role, role)

/** What is done to a thread inside its transaction: a refusal undoes nothing, for nothing has been written. */
export type ThreadWork = (
  tx: Kysely<Schema>,
  thread: { readonly createdBy: UserId; readonly now: Date },
) => Promise<RefusedAnswer | 'done' | 'unchanged' | 'gone'>

/** Changes one thread, which is locked meanwhile, and tells the rooms once that is durable (CO6). */
export async function changeThread(
  deps: Deps,
  key: ThreadKey,
  work: ThreadWork,
): Promise<{ readonly refused: RefusedAnswer } | { readonly changed: boolean }> {
  const now = new Date(deps.clock.now())
  const outcome = await deps.db.kysely.transaction().execute(async (tx) => {
    const thread = await lockThread(tx, key)
    if (thread === null) return refuse('not_found')
    const done = await work(tx, { ...thread, now })
    if (typeof done !== 'string') return done
    if (done === 'unchanged') return null
    if (done === 'done') await updateThread(tx, key, { updated_at: now })
    return { gone: done === 'gone', number: await countChange(tx, key.canvasId) }
  })
  if (outcome === null) return { changed: false }
  if ('kind' in outcome) return { refused: outcome }
  publishComment(deps, key, outcome)
  return { changed: true }
}
