import {
  canvasIdSchema,
  closedObject,
  commentsPageSchema,
  commentsQuerySchema,
  resolveBodySchema,
  threadBodySchema,
  threadIdSchema,
  wholeThreadSchema,
} from '@flowstate/protocol'
import { findPeople } from '../auth/user-repo.ts'
import type { Deps } from '../deps.ts'
import { answer, answerEmpty, refuse } from '../http/answer.ts'
import { canvasRoute } from '../http/define-route.ts'
import { readPage } from '../http/page-cursor.ts'
import type { Route } from '../http/route.ts'
import { openCurrent } from '../log/log-answers.ts'
import { answerThread } from './answer-thread.ts'
import { beginThread } from './begin-thread.ts'
import { changeThread, mayTouch, publishComment } from './change-thread.ts'
import { countChange, deleteThread, listThreads, updateThread } from './comment-repo.ts'

const tag = 'Comments'
const params = closedObject({ canvasId: canvasIdSchema })
const threadParams = closedObject({ canvasId: canvasIdSchema, threadId: threadIdSchema })
const threadPath = '/canvases/:canvasId/comments/:threadId'

/** Threads about a shape, a point or a region. Their own lane: no comment moves the canvas on (CO1). */
export function commentRoutes(deps: Deps): readonly Route[] {
  return [list(deps), begin(deps), read(deps), resolve(deps), remove(deps)]
}

function list(deps: Deps): Route {
  return canvasRoute(
    {
      method: 'GET',
      path: '/canvases/:canvasId/comments',
      name: 'listComments',
      tag,
      summary: 'Comment threads, by id; open or resolved ones where asked',
      role: 'viewer',
      params,
      query: commentsQuerySchema,
      answers: { 200: commentsPageSchema },
    },
    async ({ canvasId, query }) => {
      const page = readPage<string>(query)
      if (page === null) return refuse('bad_request', { path: '/query/cursor' })
      const { resolved = null } = query
      const found = await listThreads(deps.db.kysely, { canvasId, resolved, ...page.read })
      const envelope = page.envelope(found, ({ id }) => id)
      const ids = envelope.items.flatMap((thread) => [
        thread.createdBy,
        thread.lastBy,
        ...(thread.resolvedBy === undefined ? [] : [thread.resolvedBy]),
      ])
      const people = await findPeople(deps.db.kysely, [...new Set(ids)])
      return answer(200, { ...envelope, people })
    },
  )
}

function begin(deps: Deps): Route {
  return canvasRoute(
    {
      method: 'POST',
      path: '/canvases/:canvasId/comments',
      name: 'beginComment',
      tag,
      summary: 'Begin a thread; sent again with the same ids it changes nothing',
      role: 'commenter',
      params,
      body: threadBodySchema,
      answers: { 200: wholeThreadSchema, 201: wholeThreadSchema },
    },
    async ({ author, canvasId, body }) => {
      const canvas = await openCurrent(deps, canvasId)
      if (canvas === null) return refuse('not_found')
      const version = body.version ?? canvas.head.version
      if (version > canvas.head.version) return refuse('version_beyond_head', { path: '/version' })
      const outcome = await beginThread(deps, { canvasId, author, body, version })
      if (outcome === 'too_many_comments' || outcome === 'id_conflict')
        return refuse(outcome, outcome === 'id_conflict' ? { path: '/id' } : {})
      const key = { canvasId, threadId: body.id }
      return answerThread(deps, key, { reader: author.userId, isMade: outcome === 'made' })
    },
  )
}

function read(deps: Deps): Route {
  return canvasRoute(
    {
      method: 'GET',
      path: threadPath,
      name: 'readComment',
      tag,
      summary: 'A thread with all its messages',
      role: 'viewer',
      params: threadParams,
      answers: { 200: wholeThreadSchema },
    },
    async ({ author, canvasId, params: { threadId } }) => {
      return answerThread(deps, { canvasId, threadId }, { reader: author.userId })
    },
  )
}

function resolve(deps: Deps): Route {
  return canvasRoute(
    {
      method: 'POST',
      path: `${threadPath}/resolve`,
      name: 'resolveComment',
      tag,
      summary: 'Resolve a thread or open it again: editors, and whoever began it',
      role: 'commenter',
      params: threadParams,
      body: resolveBodySchema,
      answers: { 200: wholeThreadSchema },
    },
    async ({ params: { threadId }, body, ...context }) => {
      const { canvasId, author } = context
      const key = { canvasId, threadId }
      const outcome = await changeThread(deps, key, async (tx, { createdBy, now }) => {
        if (!mayTouch(createdBy, context, 'editor')) return refuse('forbidden')
        await updateThread(tx, key, {
          updated_at: now,
          resolved_by: body.resolved ? author.userId : null,
          resolved_at: body.resolved ? now : null,
        })
        return 'done'
      })
      if ('refused' in outcome) return outcome.refused
      return answerThread(deps, key, { reader: author.userId })
    },
  )
}

function remove(deps: Deps): Route {
  return canvasRoute(
    {
      method: 'DELETE',
      path: threadPath,
      name: 'deleteComment',
      tag,
      summary: 'Delete a thread with all its messages',
      role: 'admin',
      params: threadParams,
      answers: { 204: null },
    },
    async ({ canvasId, params: { threadId } }) => {
      const key = { canvasId, threadId }
      const gone = await deps.db.kysely
        .transaction()
        .execute(async (tx) =>
          (await deleteThread(tx, key)) ? { gone: true, number: await countChange(tx, canvasId) } : null,
        )
      if (gone === null) return refuse('not_found')
      publishComment(deps, key, gone)
      return answerEmpty()
    },
  )
}
