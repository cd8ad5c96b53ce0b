import Type, { type Static } from 'typebox'
import { type CommentReaction, commentReactions, commentTextMax } from '../comment-limits.ts'
import { personSchema, userIdSchema } from './account-schemas.ts'
import { shapeIdSchema } from './operation-schemas.ts'
import { closedObject, pageQuerySchema, timeSchema, uuidOf, versionSchema } from './rest-basics.ts'

const coordinate = Type.Number({ minimum: -1e7, maximum: 1e7 })
const pairOf = (item: ReturnType<typeof Type.Number>) =>
  Type.Unsafe<readonly [number, number]>({ type: 'array', items: item, minItems: 2, maxItems: 2 })
const point = pairOf(coordinate)

/**
 * What a thread is about, and where it was begun. On a shape, `at` is the place in its upright box as fractions: the
 * thread goes with the shape, and stays where it was last when the shape is deleted.
 */
export const commentAnchorSchema = Type.Union([
  closedObject({ kind: Type.Literal('point'), point }),
  closedObject({
    kind: Type.Literal('shape'),
    shapeId: shapeIdSchema,
    at: pairOf(Type.Number({ minimum: 0, maximum: 1 })),
    point,
  }),
  closedObject({
    kind: Type.Literal('region'),
    point,
    size: pairOf(Type.Number({ minimum: 0, maximum: 1e7 })),
  }),
])
export type CommentAnchor = Static<typeof commentAnchorSchema>

export const threadIdSchema = uuidOf<string>('comment thread')
export const messageIdSchema = uuidOf<string>('comment message')

/** Not only spaces, no NUL and no lone surrogate; lines may break. */
const textSchema = Type.String({
  minLength: 1,
  maxLength: commentTextMax,
  pattern: '^(?=[\\s\\S]*\\S)[^\\u0000\\ud800-\\udfff]*$',
})

const reactionSchema = Type.Unsafe<CommentReaction>({ type: 'string', enum: [...commentReactions] })

export const commentMessageSchema = closedObject({
  id: messageIdSchema,
  text: Type.String(),
  createdBy: userIdSchema,
  createdAt: timeSchema,
  editedAt: Type.Optional(timeSchema),
  reactions: Type.Array(
    closedObject({ reaction: reactionSchema, count: Type.Integer({ minimum: 1 }), mine: Type.Boolean() }),
  ),
})
export type CommentMessageEntry = Static<typeof commentMessageSchema>

/** `updatedAt` moves with everything that happens to a thread: of two answers the later one is newer. */
export const commentThreadSchema = closedObject({
  id: threadIdSchema,
  anchor: commentAnchorSchema,
  version: versionSchema,
  createdBy: userIdSchema,
  createdAt: timeSchema,
  updatedAt: timeSchema,
  resolvedBy: Type.Optional(userIdSchema),
  resolvedAt: Type.Optional(timeSchema),
  messageCount: Type.Integer({ minimum: 1 }),
  excerpt: Type.String(),
  lastBy: userIdSchema,
  lastAt: timeSchema,
})
export type CommentThread = Static<typeof commentThreadSchema>

export const commentsQuerySchema = closedObject({
  ...pageQuerySchema.properties,
  resolved: Type.Optional(Type.Boolean()),
})

/** `people` names everyone who appears in this page. */
export const commentsPageSchema = closedObject({
  items: Type.Array(commentThreadSchema),
  people: Type.Array(personSchema),
  nextCursor: Type.Union([Type.String(), Type.Null()]),
})
export type CommentsPage = Static<typeof commentsPageSchema>

/** A thread with all its messages, oldest first. */
export const wholeThreadSchema = closedObject({
  thread: commentThreadSchema,
  messages: Type.Array(commentMessageSchema),
  people: Type.Array(personSchema),
})
export type WholeThread = Static<typeof wholeThreadSchema>

/** The client makes both ids: sent again, the same request changes nothing. Without `version`: the head. */
export const threadBodySchema = closedObject({
  id: threadIdSchema,
  anchor: commentAnchorSchema,
  version: Type.Optional(versionSchema),
  message: closedObject({ id: messageIdSchema, text: textSchema }),
})
export type ThreadBody = Static<typeof threadBodySchema>

export const replyBodySchema = closedObject({ id: messageIdSchema, text: textSchema })
export type ReplyBody = Static<typeof replyBodySchema>

export const messageEditBodySchema = closedObject({ text: textSchema })

export const resolveBodySchema = closedObject({ resolved: Type.Boolean() })

export const reactionBodySchema = closedObject({ reaction: reactionSchema, on: Type.Boolean() })
export type ReactionBody = Static<typeof reactionBodySchema>
