import type { SessionId, UserId, WorkspaceId } from '@flowstate/engine'
import Type, { type Static } from 'typebox'
import { closedObject, nameSchema, timeSchema, uuidOf } from './rest-basics.ts'

export const userIdSchema = uuidOf<UserId>('user')

/** What the owner of an account sees of it. */
export const accountSchema = closedObject({
  id: userIdSchema,
  email: Type.Union([Type.String(), Type.Null()]),
  displayName: Type.String(),
  color: Type.String({ pattern: '^#[0-9a-f]{6}$' }),
  guest: Type.Boolean(),
  createdAt: timeSchema,
})
export type Account = Static<typeof accountSchema>

/** What others see of a person. */
export const personSchema = closedObject({
  id: userIdSchema,
  displayName: Type.String(),
  color: Type.String(),
  guest: Type.Boolean(),
})
export type Person = Static<typeof personSchema>

/** What people see of somebody they share a workspace with. */
export const colleagueSchema = closedObject({ ...personSchema.properties, createdAt: timeSchema })
export type Colleague = Static<typeof colleagueSchema>

const emailSchema = Type.String({
  minLength: 3,
  maxLength: 254,
  pattern: '^[^\\s@\\u0000-\\u001f]+@[^\\s@\\u0000-\\u001f]+$',
})

/** The rule on length is the password policy's, so that its refusal says `weak_password`. */
const passwordSchema = Type.String({ maxLength: 1_024 })

const refreshTokenSchema = Type.String({ minLength: 1, maxLength: 2_048 })

export const registerBodySchema = closedObject({
  email: emailSchema,
  password: passwordSchema,
  displayName: nameSchema,
})
export type RegisterBody = Static<typeof registerBodySchema>

export const loginBodySchema = closedObject({ email: emailSchema, password: passwordSchema })
export type LoginBody = Static<typeof loginBodySchema>

/** Absent with the cookie of the web app. */
export const refreshBodySchema = closedObject({ refreshToken: Type.Optional(refreshTokenSchema) })
export type RefreshBody = Static<typeof refreshBodySchema>

export const guestBodySchema = closedObject({ displayName: Type.Optional(nameSchema) })
export type GuestBody = Static<typeof guestBodySchema>

/** A fresh pair of tokens. `refreshToken` is absent when it travels in the cookie. */
export const loginAnswerSchema = closedObject({
  user: accountSchema,
  accessToken: Type.String(),
  refreshToken: Type.Optional(Type.String()),
  expiresInSeconds: Type.Integer(),
  workspaceId: Type.Union([uuidOf<WorkspaceId>('personal workspace'), Type.Null()], {
    description: 'The personal workspace; null when this login is limited to one canvas by a share link',
  }),
})
export type LoginAnswer = Static<typeof loginAnswerSchema>

/** An access token of the guest, as it was issued: the guest's own login proves that the canvases are theirs. */
export const mergeBodySchema = closedObject({ guestToken: Type.String({ minLength: 1, maxLength: 4_096 }) })
export type MergeBody = Static<typeof mergeBodySchema>

export const profileBodySchema = closedObject({
  displayName: Type.Optional(nameSchema),
  color: Type.Optional(Type.String({ pattern: '^#[0-9a-f]{6}$' })),
})
export type ProfileBody = Static<typeof profileBodySchema>

export const passwordBodySchema = closedObject({
  currentPassword: passwordSchema,
  newPassword: passwordSchema,
})
export type PasswordBody = Static<typeof passwordBodySchema>

export const resetBodySchema = closedObject({ email: emailSchema })
export type ResetBody = Static<typeof resetBodySchema>

/** Says nothing about the account. */
export const resetAnswerSchema = closedObject({
  byMail: Type.Boolean({
    description: 'Whether this server sends mail; without it an owner can make a link',
  }),
})
export type ResetAnswer = Static<typeof resetAnswerSchema>

export const confirmResetBodySchema = closedObject({
  token: Type.String({ minLength: 1, maxLength: 512 }),
  password: passwordSchema,
})
export type ConfirmResetBody = Static<typeof confirmResetBodySchema>

/** The token is shown this once; the address carries it in its fragment. */
export const resetLinkSchema = closedObject({
  url: Type.String(),
  token: Type.String(),
  expiresAt: timeSchema,
})
export type ResetLink = Static<typeof resetLinkSchema>

export const loginSessionSchema = closedObject({
  id: uuidOf<SessionId>('signed-in device'),
  device: Type.String(),
  current: Type.Boolean(),
  createdAt: timeSchema,
  lastUsedAt: timeSchema,
})
export type LoginSession = Static<typeof loginSessionSchema>
