import type { UserId } from '@flowstate/engine'
import type { WholeThread } from '@flowstate/protocol'
import { findPeople } from '../auth/user-repo.ts'
import type { Deps } from '../deps.ts'
import { type Answer, answer, refuse } from '../http/answer.ts'
import { findThread, type ThreadKey } from './comment-repo.ts'
import { listMessages } from './message-repo.ts'

/** A thread as one person sees it; null when there is none. */
async function readWholeThread(deps: Deps, key: ThreadKey, reader: UserId): Promise<WholeThread | null> {
  const db = deps.db.kysely
  const thread = await findThread(db, key)
  if (thread === null) return null
  const messages = await listMessages(db, key, reader)
  const ids = new Set([
    thread.createdBy,
    thread.lastBy,
    ...(thread.resolvedBy === undefined ? [] : [thread.resolvedBy]),
    ...messages.map(({ createdBy }) => createdBy),
  ])
  return { thread, messages, people: await findPeople(db, [...ids]) }
}

/** The whole thread, as `reader` sees it, with status 200 or, where something was made, 201. */
export async function answerThread(
  deps: Deps,
  key: ThreadKey,
  { reader, isMade = false }: { readonly reader: UserId; readonly isMade?: boolean },
): Promise<Answer<WholeThread>> {
  const whole = await readWholeThread(deps, key, reader)
  return whole === null ? refuse('not_found') : answer(isMade ? 201 : 200, whole)
}
