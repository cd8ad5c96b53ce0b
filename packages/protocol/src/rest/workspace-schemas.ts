import type { WorkspaceId } from '@flowstate/engine'
import Type, { type Static } from 'typebox'
import { personSchema, userIdSchema } from './account-schemas.ts'
import { closedObject, nameSchema, roleSchema, timeSchema, uuidOf } from './rest-basics.ts'

export const workspaceIdSchema = uuidOf<WorkspaceId>('workspace')

export const workspaceSchema = closedObject({
  id: workspaceIdSchema,
  name: Type.String(),
  /** Nobody has given the name: show a word of the reader's language. */
  unnamed: Type.Optional(Type.Literal(true)),
  role: roleSchema,
  /** Made together with an account, for what is nobody else's business. */
  personal: Type.Boolean(),
  /** Whose personal workspace it is, where that is not the caller. */
  madeFor: Type.Optional(personSchema),
  /** Without those in the trash. */
  canvasCount: Type.Integer({ minimum: 0 }),
  memberCount: Type.Integer({ minimum: 0 }),
  /** The caller may make links with which members set new passwords, where their accounts allow it. */
  resetLinks: Type.Optional(Type.Literal(true)),
  createdAt: timeSchema,
})
export type Workspace = Static<typeof workspaceSchema>

export const workspaceBodySchema = closedObject({ name: nameSchema })
export type WorkspaceBody = Static<typeof workspaceBodySchema>

export const memberSchema = closedObject({ user: personSchema, role: roleSchema, joinedAt: timeSchema })
export type Member = Static<typeof memberSchema>

/** Exactly one of `email` and `userId`. */
export const addMemberBodySchema = closedObject({
  email: Type.Optional(Type.String({ minLength: 3, maxLength: 254 })),
  userId: Type.Optional(userIdSchema),
  role: roleSchema,
})
export type AddMemberBody = Static<typeof addMemberBodySchema>

export const memberRoleBodySchema = closedObject({ role: roleSchema })
export type MemberRoleBody = Static<typeof memberRoleBodySchema>
