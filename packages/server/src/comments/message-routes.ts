import {
  canvasIdSchema,
  closedObject,
  messageEditBodySchema,
  messageIdSchema,
  reactionBodySchema,
  replyBodySchema,
  threadIdSchema,
  wholeThreadSchema,
} from '@flowstate/protocol'
import type { Deps } from '../deps.ts'
import { answerEmpty, refuse } from '../http/answer.ts'
import { canvasRoute } from '../http/define-route.ts'
import type { Route } from '../http/route.ts'
import { answerThread } from './answer-thread.ts'
import { changeThread, isWriter, mayTouch } from './change-thread.ts'
import { deleteThread } from './comment-repo.ts'
import {
  countMessages,
  deleteMessage,
  findAuthor,
  insertMessage,
  setReaction,
  updateMessage,
} from './message-repo.ts'

const tag = 'Comments'
const threadParams = closedObject({ canvasId: canvasIdSchema, threadId: threadIdSchema })
const messageParams = closedObject({
  canvasId: canvasIdSchema,
  threadId: threadIdSchema,
  messageId: messageIdSchema,
})
const threadPath = '/canvases/:canvasId/comments/:threadId'
const messagePath = `${threadPath}/messages/:messageId`

/** What is said in a thread. */
export function messageRoutes(deps: Deps): readonly Route[] {
  return [reply(deps), edit(deps), remove(deps), react(deps)]
}

function reply(deps: Deps): Route {
  return canvasRoute(
    {
      method: 'POST',
      path: `${threadPath}/replies`,
      name: 'replyToComment',
      tag,
      summary: 'Answer in a thread; sent again with the same id it changes nothing',
      role: 'commenter',
      params: threadParams,
      body: replyBodySchema,
      answers: { 200: wholeThreadSchema, 201: wholeThreadSchema },
    },
    async ({ author, canvasId, params: { threadId }, body }) => {
      const key = { canvasId, threadId }
      const message = { ...key, messageId: body.id }
      const { userId } = author
      const outcome = await changeThread(deps, key, async (tx, { now }) => {
        const writer = await findAuthor(tx, message)
        if (writer !== null) return writer === userId ? 'unchanged' : refuse('id_conflict', { path: '/id' })
        if ((await countMessages(tx, key)) >= deps.config.limits.threadMessagesMax)
          return refuse('too_many_comments')
        await insertMessage(tx, message, { text: body.text, createdBy: userId, now })
        return 'done'
      })
      if ('refused' in outcome) return outcome.refused
      return answerThread(deps, key, { reader: userId, isMade: outcome.changed })
    },
  )
}

function edit(deps: Deps): Route {
  return canvasRoute(
    {
      method: 'PATCH',
      path: messagePath,
      name: 'editCommentMessage',
      tag,
      summary: 'Change the words of a message of one’s own',
      role: 'commenter',
      params: messageParams,
      body: messageEditBodySchema,
      answers: { 200: wholeThreadSchema },
    },
    async ({ params: { threadId, messageId }, body, ...context }) => {
      const { canvasId, author } = context
      const key = { canvasId, threadId }
      const message = { ...key, messageId }
      const outcome = await changeThread(deps, key, async (tx, { now }) => {
        const writer = await findAuthor(tx, message)
        if (writer === null) return refuse('not_found')
        if (!isWriter(writer, context)) return refuse('forbidden')
        await updateMessage(tx, message, { text: body.text, edited_at: now })
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
      path: messagePath,
      name: 'deleteCommentMessage',
      tag,
      summary: 'Delete a message: one’s own, or any as an admin; the thread goes with its last one',
      role: 'commenter',
      params: messageParams,
      answers: { 204: null },
    },
    async ({ params: { threadId, messageId }, ...context }) => {
      const key = { canvasId: context.canvasId, threadId }
      const message = { ...key, messageId }
      const outcome = await changeThread(deps, key, async (tx) => {
        const writer = await findAuthor(tx, message)
        if (writer === null) return refuse('not_found')
        if (!mayTouch(writer, context, 'admin')) return refuse('forbidden')
        await deleteMessage(tx, message)
        if ((await countMessages(tx, key)) > 0) return 'done'
        await deleteThread(tx, key)
        return 'gone'
      })
      return 'refused' in outcome ? outcome.refused : answerEmpty()
    },
  )
}

function react(deps: Deps): Route {
  return canvasRoute(
    {
      method: 'PUT',
      path: `${messagePath}/reactions`,
      name: 'reactToComment',
      tag,
      summary: 'Put a reaction to a message there, or take it away',
      role: 'commenter',
      params: messageParams,
      body: reactionBodySchema,
      answers: { 200: wholeThreadSchema },
    },
    async ({ author, canvasId, params: { threadId, messageId }, body }) => {
      const key = { canvasId, threadId }
      const message = { ...key, messageId }
      const { userId } = author
      const outcome = await changeThread(deps, key, async (tx) => {
        if ((await findAuthor(tx, message)) === null) return refuse('not_found')
        await setReaction(tx, message, { userId, ...body })
        return 'done'
      })
      if ('refused' in outcome) return outcome.refused
      return answerThread(deps, key, { reader: userId })
    },
  )
}
