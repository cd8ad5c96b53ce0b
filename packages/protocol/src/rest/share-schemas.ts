import Type, { type Static } from 'typebox'
import { accountSchema, userIdSchema } from './account-schemas.ts'
import { canvasIdSchema } from './canvas-schemas.ts'
import { closedObject, nameSchema, roleSchema, timeSchema, uuidOf } from './rest-basics.ts'

/** What a link lets its holder do. */
export const shareScopes = ['view', 'comment', 'edit'] as const
export type ShareScope = (typeof shareScopes)[number]

const scopeSchema = Type.Unsafe<ShareScope>({ type: 'string', enum: [...shareScopes] })

export const shareBodySchema = closedObject({
  scope: scopeSchema,
  expiresInHours: Type.Optional(Type.Integer({ minimum: 1, maximum: 8_784 })),
  password: Type.Optional(Type.String({ minLength: 1, maxLength: 256 })),
})
export type ShareBody = Static<typeof shareBodySchema>

export const shareSchema = closedObject({
  id: uuidOf<string>('share link'),
  canvasId: canvasIdSchema,
  scope: scopeSchema,
  hasPassword: Type.Boolean(),
  createdBy: userIdSchema,
  createdAt: timeSchema,
  expiresAt: Type.Optional(timeSchema),
})
export type Share = Static<typeof shareSchema>

/** The token is shown once; only its hash is kept. `url` carries it in the fragment, which no server ever sees. */
export const createdShareSchema = closedObject({
  ...shareSchema.properties,
  token: Type.String(),
  url: Type.String(),
})
export type CreatedShare = Static<typeof createdShareSchema>

export const exchangeBodySchema = closedObject({
  token: Type.String({ minLength: 1, maxLength: 200 }),
  password: Type.Optional(Type.String({ maxLength: 256 })),
  displayName: Type.Optional(nameSchema),
})
export type ExchangeBody = Static<typeof exchangeBodySchema>

/**
 * For a caller who was signed in: the same login with a fresh access token, now also allowed on the canvas. For anyone
 * else: a new guest whose login is limited to that canvas.
 */
export const exchangeAnswerSchema = closedObject({
  user: accountSchema,
  accessToken: Type.String(),
  refreshToken: Type.Optional(Type.String()),
  expiresInSeconds: Type.Integer(),
  canvasId: canvasIdSchema,
  role: roleSchema,
})
export type ExchangeAnswer = Static<typeof exchangeAnswerSchema>
