import { gesturePattern, shapeIdPattern } from '@flowstate/engine'
import Type, { type TProperties, type TSchema } from 'typebox'
import { chatTextMax } from '../chat-text.ts'
import { errorCatalogue } from '../error-codes.ts'
import {
  committedOperationSchema,
  proposalSchema,
  skippedSchema,
  stateSchema,
} from '../rest/operation-schemas.ts'
import { roles } from '../roles.ts'
import { defaultWireLimits } from '../wire-limits.ts'
import type { ClientMessage } from './client-messages.ts'
import type { ServerMessage } from './server-messages.ts'

/** A message as readers of the AsyncAPI document see it. */
export interface DescribedMessage {
  readonly summary: string
  readonly schema: TSchema
}

const uuid = Type.String({ format: 'uuid' })
const shapeId = Type.String({ pattern: shapeIdPattern.source })
const version = Type.Integer({ minimum: 0 })
const coordinate = Type.Number({ minimum: -1e7, maximum: 1e7 })
const gesture = Type.String({ pattern: gesturePattern.source })
const errorCode = Type.Unsafe<string>({ type: 'string', enum: Object.keys(errorCatalogue) })
const role = Type.Unsafe<string>({ type: 'string', enum: [...roles] })
const orNull = (schema: TSchema) => Type.Union([schema, Type.Null()])

const describe = (type: string, summary: string, properties: TProperties): DescribedMessage => ({
  summary,
  schema: Type.Object({ type: Type.Literal(type), ...properties }),
})
/** What a client sends may carry nothing else. */
const describeClosed = (type: string, summary: string, properties: TProperties): DescribedMessage => ({
  summary,
  schema: Type.Object({ type: Type.Literal(type), ...properties }, { additionalProperties: false }),
})

const presenceFields = {
  selection: Type.Optional(Type.Array(shapeId)),
  viewport: Type.Optional(Type.Array(coordinate, { minItems: 4, maxItems: 4 })),
  tool: Type.Optional(Type.String({ maxLength: 40 })),
  typing: Type.Optional(orNull(shapeId)),
  caret: Type.Optional(orNull(Type.Array(version, { minItems: 3, maxItems: 3 }))),
  following: Type.Optional(orNull(uuid)),
  at: Type.Optional(orNull(version)),
  chat: Type.Optional(
    orNull(Type.String({ minLength: 1, maxLength: chatTextMax, description: 'Without control characters' })),
  ),
  spotlight: Type.Optional(Type.Boolean()),
}

const preview = Type.Union([
  Type.Object({
    gesture,
    ids: Type.Array(shapeId),
    move: Type.Array(coordinate, { minItems: 2, maxItems: 2 }),
  }),
  Type.Object({
    gesture,
    changes: Type.Array(Type.Object({}), { maxItems: defaultWireLimits.previewShapesMax }),
  }),
  Type.Object({ gesture, shapeId, from: version, points: Type.Array(coordinate) }),
])

const participant = {
  sessionId: uuid,
  n: Type.Integer({ minimum: 1 }),
  userId: uuid,
  displayName: Type.String(),
  color: Type.String(),
  role,
  guest: Type.Optional(Type.Literal(true)),
}

const rewind = {
  id: uuid,
  clientId: Type.Optional(uuid),
  seq: Type.Optional(Type.Integer({ minimum: 1 })),
  floor: Type.Optional(version),
  target: Type.Optional(Type.Array(uuid)),
}

/** One entry per type a client sends: the compiler says when one is missing. */
export const clientMessageSchemas: { readonly [T in ClientMessage['type']]: DescribedMessage } = {
  operation: describeClosed('operation', 'Propose an operation', { operation: proposalSchema }),
  undo: describeClosed('undo', 'Take back my latest step', rewind),
  redo: describeClosed('redo', 'Do again what I took back', rewind),
  cursor: describeClosed('cursor', 'My pointer, in canvas coordinates', { x: coordinate, y: coordinate }),
  presence: describeClosed('presence', 'What I show of myself', presenceFields),
  preview: describeClosed('preview', 'My gesture in progress; null when it ended', {
    preview: orNull(preview),
  }),
  auth: describeClosed('auth', 'Sign in on this socket, or renew before expiry', { token: Type.String() }),
  resync: describeClosed('resync', 'Send me what follows this version', { since: version }),
  ping: describeClosed('ping', 'Answered by pong with the head version', { t: Type.Number() }),
}

/** One entry per type the server sends. */
export const serverMessageSchemas: { readonly [T in ServerMessage['type']]: DescribedMessage } = {
  sync: describe('sync', 'Catch-up: missed operations, or the state', {
    protocol: Type.Integer(),
    canvasId: uuid,
    version,
    hash: Type.String(),
    epoch: Type.String(),
    lastSeq: version,
    you: Type.Object(participant),
    presence: Type.Array(Type.Object({ ...participant, ...presenceFields })),
    operations: Type.Optional(Type.Array(committedOperationSchema)),
    state: Type.Optional(stateSchema),
    reset: Type.Optional(Type.Literal(true)),
    more: Type.Optional(Type.Literal(true)),
  }),
  operation: describe('operation', 'A committed operation; to its author it is the acknowledgement', {
    operation: committedOperationSchema,
  }),
  ack: describe('ack', 'A resent operation was decided before, or there was nothing to undo', {
    id: uuid,
    seq: Type.Optional(version),
    version: Type.Optional(version),
    duplicate: Type.Boolean(),
    skipped: Type.Optional(Type.Array(skippedSchema)),
    reason: Type.Optional(Type.Unsafe<string>({ type: 'string', enum: ['nothing_left', 'no_effect'] })),
  }),
  reject: describe('reject', 'A final refusal', {
    id: uuid,
    seq: Type.Optional(version),
    code: errorCode,
    path: Type.Optional(Type.String()),
    detail: Type.String(),
    duplicate: Type.Optional(Type.Literal(true)),
  }),
  presence_join: describe('presence_join', 'Somebody came, or is shown in another way now', participant),
  presence_leave: describe('presence_leave', 'Somebody left', participant),
  presence: describe('presence', 'The fields somebody changed', { sessionId: uuid, ...presenceFields }),
  cursors: describe('cursors', 'The pointers that moved, as [n, x, y]', {
    items: Type.Array(Type.Array(Type.Number(), { minItems: 3, maxItems: 3 })),
  }),
  cursor: describe('cursor', 'One pointer, to sockets opened without a protocol number', {
    sessionId: uuid,
    userId: uuid,
    x: coordinate,
    y: coordinate,
  }),
  preview: describe('preview', "Somebody's gesture in progress", {
    sessionId: uuid,
    preview: orNull(preview),
  }),
  role_changed: describe('role_changed', 'My role is another one now', { role }),
  comment: describe('comment', 'A comment thread is new, changed or gone; read it again to know more', {
    threadId: uuid,
    gone: Type.Optional(Type.Literal(true)),
  }),
  comments: describe('comments', 'Comments changed that were not told of; read the list again', {}),
  canvas: describe('canvas', 'The name of the canvas or whose it is may have changed; read it again', {}),
  checksum: describe('checksum', 'The hash of the state at a version, now and then', {
    version,
    stateHash: Type.String(),
  }),
  draining: describe('draining', 'The server restarts; come back after a while', { retryInMs: version }),
  pong: describe('pong', 'The head version: every heartbeat is a gap check', { t: Type.Number(), version }),
  error: describe('error', 'An access or transient refusal, or a message that could not be read', {
    code: errorCode,
    detail: Type.String(),
    path: Type.Optional(Type.String()),
    id: Type.Optional(uuid),
    expected: Type.Optional(version),
  }),
}
