import type { CanvasId } from '@flowstate/engine'
import type { ThreadBody } from '@flowstate/protocol'
import type { Author } from '../access/author.ts'
import type { Deps } from '../deps.ts'
import { publishComment } from './change-thread.ts'
import { countChange, countThreads, insertThread, lockThread } from './comment-repo.ts'
import { findAuthor, insertMessage } from './message-repo.ts'

/**
 * A thread with its first message, both or none. The same ids from the same person are the same thread (CO2), also at the
 * limit of the canvas. The rooms are told.
 */
export async function beginThread(
  deps: Deps,
  ask: {
    readonly canvasId: CanvasId
    readonly author: Author
    readonly body: ThreadBody
    readonly version: number
  },
): Promise<'made' | 'known' | 'id_conflict' | 'too_many_comments'> {
  const { canvasId, author, body, version } = ask
  const { userId } = author
  const thread = { canvasId, threadId: body.id }
  const message = { ...thread, messageId: body.message.id }
  const now = new Date(deps.clock.now())
  const outcome = await deps.db.kysely.transaction().execute(async (tx) => {
    const isNew = (await lockThread(tx, thread)) === null
    if (isNew && (await countThreads(tx, canvasId)) >= deps.config.limits.canvasThreadsMax)
      return 'too_many_comments'
    const { anchor } = body
    if (await insertThread(tx, { ...thread, anchor, version, createdBy: userId, now })) {
      await insertMessage(tx, message, { text: body.message.text, createdBy: userId, now })
      return { number: await countChange(tx, canvasId) }
    }
    return (await findAuthor(tx, message)) === userId ? 'known' : 'id_conflict'
  })
  if (typeof outcome === 'string') return outcome
  publishComment(deps, thread, outcome)
  return 'made'
}
