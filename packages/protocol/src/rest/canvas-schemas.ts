import type { CanvasId } from '@flowstate/engine'
import Type, { type Static } from 'typebox'
import { personSchema, userIdSchema } from './account-schemas.ts'
import {
  closedObject,
  hashSchema,
  nameSchema,
  roleSchema,
  timeSchema,
  uuidOf,
  versionSchema,
} from './rest-basics.ts'
import { workspaceIdSchema } from './workspace-schemas.ts'

export const canvasIdSchema = uuidOf<CanvasId>('canvas')

export const forkedFromSchema = closedObject({
  originId: canvasIdSchema,
  version: versionSchema,
  hash: hashSchema,
})
export type ForkedFrom = Static<typeof forkedFromSchema>

/** A canvas as a list or its own page shows it. `role` is the caller's. */
export const canvasSchema = closedObject({
  id: canvasIdSchema,
  workspaceId: workspaceIdSchema,
  name: Type.String(),
  /** Nobody has given the name: show a word of the reader's language. */
  unnamed: Type.Optional(Type.Literal(true)),
  version: versionSchema,
  role: roleSchema,
  originId: canvasIdSchema,
  forkedFrom: Type.Optional(forkedFromSchema),
  createdBy: userIdSchema,
  /** Whoever made the newest operation; absent when there is none, or the server made it. */
  updatedBy: Type.Optional(personSchema),
  createdAt: timeSchema,
  updatedAt: timeSchema,
  trashedAt: Type.Optional(timeSchema),
})
export type Canvas = Static<typeof canvasSchema>

/** Without a name it stays unnamed. */
export const canvasBodySchema = closedObject({ name: Type.Optional(nameSchema) })
export type CanvasBody = Static<typeof canvasBodySchema>

/** At least one of the two. `workspaceId` moves the canvas there. */
export const canvasPatchSchema = closedObject({
  name: Type.Optional(nameSchema),
  workspaceId: Type.Optional(workspaceIdSchema),
})
export type CanvasPatch = Static<typeof canvasPatchSchema>

export const canvasListQuerySchema = closedObject({
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  cursor: Type.Optional(Type.String({ minLength: 1, maxLength: 300 })),
  trash: Type.Optional(Type.Boolean({ description: 'true: what is in the trash, instead of what is not' })),
})

export const deleteCanvasQuerySchema = closedObject({ forever: Type.Optional(Type.Boolean()) })

export const duplicateBodySchema = closedObject({
  name: Type.Optional(nameSchema),
  at: Type.Optional(versionSchema),
})
export type DuplicateBody = Static<typeof duplicateBodySchema>

export const ticketSchema = closedObject({ ticket: Type.String(), expiresInSeconds: Type.Integer() })
export type Ticket = Static<typeof ticketSchema>
