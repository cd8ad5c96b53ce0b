import type { Cells } from '@flowstate/engine'
import {
  type Change,
  type CommittedOperation,
  type OperationId,
  type Proposal,
  type Shape,
  type ShapeId,
  type Skipped,
  shapeIdPattern,
  type UserId,
} from '@flowstate/engine'
import Type, { type Static } from 'typebox'
import { userIdSchema } from './account-schemas.ts'
import { closedObject, hashSchema, uuidOf, versionSchema } from './rest-basics.ts'

export const operationIdSchema = uuidOf<OperationId>('operation; UUIDv7 made by the client')
export const shapeIdSchema = Type.Unsafe<ShapeId>({ type: 'string', pattern: shapeIdPattern.source })

const versionsSchema = { type: 'array', items: { type: 'integer', minimum: 1 } }

/** Marks a body whose contents the commit judges, so that its refusals are the durable ones of CM8. */
export const judgedByCommit = 'x-judged-by-commit'

/** OP2. Described here for readers; validated by the engine. */
export const proposalSchema = Type.Unsafe<Proposal>({
  [judgedByCommit]: true,
  type: 'object',
  description: 'An operation as proposed',
  required: ['id', 'changes'],
  properties: {
    id: { type: 'string', format: 'uuid' },
    clientId: { type: 'string', format: 'uuid' },
    seq: { type: 'integer', minimum: 1 },
    kind: { type: 'string', enum: ['edit', 'import'] },
    gesture: { type: 'string', pattern: '^[A-Za-z0-9_-]{1,40}$' },
    label: { type: 'string', maxLength: 200 },
    changes: { type: 'array', maxItems: 5_000, items: { type: 'object' } },
  },
})

export const changeSchema = Type.Unsafe<Change>({
  type: 'object',
  description: 'An effective change',
  required: ['kind'],
  properties: { kind: { type: 'string', enum: ['create', 'update', 'delete', 'text', 'canvas'] } },
})

export const skippedSchema = Type.Unsafe<Skipped>({
  type: 'object',
  required: ['id', 'reason'],
  properties: {
    id: { type: 'string' },
    cell: { type: 'string' },
    reason: { type: 'string', enum: ['deleted', 'overwritten', 'structure'] },
    userId: { type: 'string', format: 'uuid' },
    version: { type: 'integer' },
  },
})

/** A row of the log. `userId` is absent in `system` rows. */
export const committedOperationSchema = Type.Unsafe<CommittedOperation>({
  type: 'object',
  description: 'An operation as committed',
  required: ['id', 'canvasId', 'version', 'kind', 'changes', 'createdAt', 'schema', 'hash'],
  properties: {
    id: { type: 'string', format: 'uuid' },
    canvasId: { type: 'string', format: 'uuid' },
    version: { type: 'integer', minimum: 1 },
    kind: { type: 'string', enum: ['edit', 'undo', 'redo', 'restore', 'revert', 'import', 'system'] },
    userId: { type: 'string', format: 'uuid' },
    clientId: { type: 'string', format: 'uuid' },
    seq: { type: 'integer' },
    gesture: { type: 'string' },
    label: { type: 'string' },
    undoOf: versionsSchema,
    restoreOf: { type: 'integer' },
    revertOf: {
      type: 'object',
      properties: { userId: { type: 'string' }, from: { type: 'integer' }, to: { type: 'integer' } },
    },
    part: { type: 'array', items: { type: 'integer' }, minItems: 2, maxItems: 2 },
    skipped: { type: 'array', items: { type: 'object' } },
    changes: { type: 'array', items: { type: 'object' } },
    createdAt: { type: 'string', format: 'date-time' },
    schema: { type: 'integer' },
    hash: { type: 'string' },
    redacted: { type: 'boolean' },
    payloadHash: { type: 'string' },
  },
})

export const committedSchema = closedObject({
  operation: committedOperationSchema,
  duplicate: Type.Boolean(),
})
export type Committed = Static<typeof committedSchema>

export const operationsQuerySchema = closedObject({
  since: Type.Optional(versionSchema),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000 })),
})

/** In version order. `nextSince` is null once the page reaches `version`, the head. */
export const operationsPageSchema = closedObject({
  items: Type.Array(committedOperationSchema),
  version: versionSchema,
  nextSince: Type.Union([versionSchema, Type.Null()]),
})
export type OperationsPage = Static<typeof operationsPageSchema>

export const stateQuerySchema = closedObject({
  at: Type.Optional(versionSchema),
  meta: Type.Optional(Type.Integer({ minimum: 0, maximum: 1 })),
})

/** Who and when of a shape, for `?meta=1`. Absent people: rows of nobody. */
export type ShapeMeta = {
  readonly createdBy?: UserId
  readonly createdAt?: string
  readonly updatedBy?: UserId
  readonly updatedAt?: string
}

/** With `?meta=1` every shape has `meta`. */
export const stateSchema = closedObject({
  version: versionSchema,
  stateHash: hashSchema,
  canvas: Type.Unsafe<Cells>({ type: 'object' }),
  shapes: Type.Unsafe<readonly (Shape & { readonly meta?: ShapeMeta })[]>({
    type: 'array',
    items: { type: 'object' },
  }),
})
export type CanvasStateAnswer = Static<typeof stateSchema>

const repeatable = { id: Type.Optional(operationIdSchema), dryRun: Type.Optional(Type.Boolean()) }

export const undoBodySchema = closedObject({
  id: Type.Optional(operationIdSchema),
  floor: Type.Optional(versionSchema),
  target: Type.Optional(Type.Array(operationIdSchema, { minItems: 1, maxItems: 1_000 })),
})
export type UndoBody = Static<typeof undoBodySchema>

export const restoreBodySchema = closedObject({
  version: versionSchema,
  shapeIds: Type.Optional(Type.Array(shapeIdSchema, { minItems: 1, maxItems: 5_000 })),
  ...repeatable,
})
export type RestoreBody = Static<typeof restoreBodySchema>

/** `from` and `to` are inclusive (UN12). */
export const revertBodySchema = closedObject({
  userId: userIdSchema,
  from: versionSchema,
  to: versionSchema,
  ...repeatable,
})
export type RevertBody = Static<typeof revertBodySchema>

/** What undo, redo, restore and revert answer. `changes` is there on a dry run only. */
export const rewindAnswerSchema = closedObject({
  operations: Type.Array(committedOperationSchema),
  skipped: Type.Array(skippedSchema),
  duplicate: Type.Boolean(),
  reason: Type.Optional(
    Type.Unsafe<'nothing_left' | 'no_effect'>({ type: 'string', enum: ['nothing_left', 'no_effect'] }),
  ),
  changes: Type.Optional(Type.Array(changeSchema)),
})
export type RewindAnswer = Static<typeof rewindAnswerSchema>
