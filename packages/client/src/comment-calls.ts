import type { CanvasId } from '@flowstate/engine'
import type { CommentReaction, CommentsPage, ReplyBody, ThreadBody, WholeThread } from '@flowstate/protocol'
import type { RestClient } from './rest-client.ts'

/** The comments of one canvas. Everything throws RestError; what has client-made ids can be sent again safely (CO2). */
export interface CommentCalls {
  /** One page, by id. `resolved` absent: both kinds. */
  list(query?: {
    readonly resolved?: boolean
    readonly limit?: number
    readonly cursor?: string
  }): Promise<CommentsPage>
  read(threadId: string): Promise<WholeThread>
  begin(thread: ThreadBody): Promise<WholeThread>
  reply(threadId: string, message: ReplyBody): Promise<WholeThread>
  edit(threadId: string, message: ReplyBody): Promise<WholeThread>
  resolve(threadId: string, resolved: boolean): Promise<WholeThread>
  react(
    threadId: string,
    messageId: string,
    reaction: { readonly reaction: CommentReaction; readonly on: boolean },
  ): Promise<WholeThread>
  /** The thread goes with its last message (CO4). */
  deleteMessage(threadId: string, messageId: string): Promise<void>
  deleteThread(threadId: string): Promise<void>
}

export function createCommentCalls(rest: RestClient, canvasId: CanvasId): CommentCalls {
  const base = `/canvases/${canvasId}/comments`
  const at = (threadId: string, messageId?: string) =>
    `${base}/${threadId}${messageId === undefined ? '' : `/messages/${messageId}`}`
  return {
    list(query = {}) {
      const search = new URLSearchParams()
      for (const [name, value] of Object.entries(query))
        if (value !== undefined) search.set(name, String(value))
      return rest.get(search.size === 0 ? base : `${base}?${search}`)
    },
    read: (threadId) => rest.get(at(threadId)),
    begin: (thread) => rest.post(base, thread),
    reply: (threadId, message) => rest.post(`${at(threadId)}/replies`, message),
    edit: (threadId, { id, text }) =>
      rest.request({ method: 'PATCH', path: at(threadId, id), body: { text } }),
    resolve: (threadId, resolved) => rest.post(`${at(threadId)}/resolve`, { resolved }),
    react: (threadId, messageId, body) =>
      rest.request({ method: 'PUT', path: `${at(threadId, messageId)}/reactions`, body }),
    deleteMessage: (threadId, messageId) => rest.request({ method: 'DELETE', path: at(threadId, messageId) }),
    deleteThread: (threadId) => rest.request({ method: 'DELETE', path: at(threadId) }),
  }
}
