import type { OperationKind, Shape } from '@flowstate/engine'
import Type, { type Static } from 'typebox'
import { personSchema, userIdSchema } from './account-schemas.ts'
import { operationIdSchema, shapeIdSchema } from './operation-schemas.ts'
import { closedObject, hashSchema, nameSchema, timeSchema, uuidOf, versionSchema } from './rest-basics.ts'

export const snapshotSchema = closedObject({
  version: versionSchema,
  stateHash: hashSchema,
  byteLength: Type.Integer(),
  createdAt: timeSchema,
})
export type SnapshotEntry = Static<typeof snapshotSchema>

/** A named pointer to a version (RS3). */
export const checkpointSchema = closedObject({
  id: uuidOf<string>('checkpoint'),
  version: versionSchema,
  name: Type.String(),
  description: Type.Optional(Type.String()),
  createdBy: userIdSchema,
  createdAt: timeSchema,
})
export type Checkpoint = Static<typeof checkpointSchema>

const descriptionSchema = Type.String({ maxLength: 2_000, pattern: '^[^\\u0000\\ud800-\\udfff]*$' })

/** Without `version`: the head. */
export const checkpointBodySchema = closedObject({
  name: nameSchema,
  description: Type.Optional(descriptionSchema),
  version: Type.Optional(versionSchema),
})
export type CheckpointBody = Static<typeof checkpointBodySchema>

export const checkpointEditBodySchema = closedObject({
  name: Type.Optional(nameSchema),
  description: Type.Optional(descriptionSchema),
})
export type CheckpointEditBody = Static<typeof checkpointEditBodySchema>

export const diffQuerySchema = closedObject({ from: versionSchema, to: versionSchema })

const shapeSchema = Type.Unsafe<Shape>({ type: 'object', required: ['id', 'kind'] })

/** RS2. An absent cell is null. */
export const diffSchema = closedObject({
  from: versionSchema,
  to: versionSchema,
  added: Type.Array(shapeSchema),
  removed: Type.Array(shapeSchema),
  changed: Type.Array(
    closedObject({
      id: shapeIdSchema,
      kind: Type.String(),
      cells: Type.Record(
        Type.String(),
        Type.Unsafe<readonly [unknown, unknown]>({ type: 'array', minItems: 2, maxItems: 2 }),
      ),
    }),
  ),
})
export type Diff = Static<typeof diffSchema>

export const historyQuerySchema = closedObject({
  since: Type.Optional(versionSchema),
  until: Type.Optional(versionSchema),
})

const kindSchema = Type.Unsafe<OperationKind>({ type: 'string' })

/** One step of the timeline: who, when, what kind, which shapes. */
export const historyEntrySchema = closedObject({
  version: versionSchema,
  kind: kindSchema,
  userId: Type.Optional(userIdSchema),
  createdAt: timeSchema,
  label: Type.Optional(Type.String()),
  gesture: Type.Optional(Type.String()),
  part: Type.Optional(Type.Array(Type.Integer(), { minItems: 2, maxItems: 2 })),
  shapeIds: Type.Array(shapeIdSchema),
})
export type HistoryEntry = Static<typeof historyEntrySchema>

/** `people` names everyone who appears in this page. `nextSince` is null when the page reaches `until` or the head. */
export const historyPageSchema = closedObject({
  items: Type.Array(historyEntrySchema),
  people: Type.Array(personSchema),
  version: versionSchema,
  nextSince: Type.Union([versionSchema, Type.Null()]),
})
export type HistoryPage = Static<typeof historyPageSchema>

export const shapeHistoryQuerySchema = closedObject({
  before: Type.Optional(versionSchema),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
})

export const shapeHistoryEntrySchema = closedObject({
  version: versionSchema,
  id: operationIdSchema,
  kind: kindSchema,
  userId: Type.Optional(userIdSchema),
  createdAt: timeSchema,
  changes: Type.Array(Type.Unsafe<unknown>({ type: 'object' })),
})
export type ShapeHistoryEntry = Static<typeof shapeHistoryEntrySchema>

/** Newest first. */
export const shapeHistoryPageSchema = closedObject({
  items: Type.Array(shapeHistoryEntrySchema),
  people: Type.Array(personSchema),
  nextBefore: Type.Union([versionSchema, Type.Null()]),
})
export type ShapeHistoryPage = Static<typeof shapeHistoryPageSchema>

/** `brokenAt` is the first version whose hash, or whose snapshot, does not hold. */
export const verificationSchema = closedObject({
  ok: Type.Boolean(),
  version: versionSchema,
  hash: hashSchema,
  stateHash: hashSchema,
  snapshotsChecked: Type.Integer(),
  brokenAt: Type.Optional(versionSchema),
  detail: Type.Optional(Type.String()),
})
export type Verification = Static<typeof verificationSchema>
