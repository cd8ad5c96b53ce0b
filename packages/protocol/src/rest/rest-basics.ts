import { uuidPattern } from '@flowstate/engine'
import Type, { type Static, type TProperties, type TSchema } from 'typebox'
import { type ErrorCode, errorCatalogue } from '../error-codes.ts'
import { nameTextMax } from '../name-limits.ts'
import { type Role, roles } from '../roles.ts'

/** An object that names every key it may have: an unknown one is refused, never dropped. */
export function closedObject<Properties extends TProperties>(properties: Properties, description?: string) {
  return Type.Object(properties, {
    additionalProperties: false,
    ...(description === undefined ? {} : { description }),
  })
}

/** A lower-case UUID carrying the brand of what it names. */
export function uuidOf<Id extends string>(description: string) {
  return Type.Unsafe<Id>({ type: 'string', pattern: uuidPattern.source, description })
}

export const timeSchema = Type.String({
  pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$',
  description: 'ISO 8601, UTC, milliseconds',
})

export const versionSchema = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })

export const hashSchema = Type.String({ pattern: '^[0-9a-f]{64}$', description: 'SHA-256, lower-case hex' })

export const roleSchema = Type.Unsafe<Role>({ type: 'string', enum: [...roles] })

/** Something a person typed as a name: no control characters, not only spaces. */
export const nameSchema = Type.String({
  minLength: 1,
  maxLength: nameTextMax,
  pattern: '^(?=.*\\S)[^\\u0000-\\u001f\\u007f\\ud800-\\udfff]+$',
})

/** `cursor` is opaque: what the page before answered as `nextCursor`. */
export const pageQuerySchema = closedObject({
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  cursor: Type.Optional(Type.String({ minLength: 1, maxLength: 300 })),
})
export type PageQuery = Static<typeof pageQuerySchema>

/** The envelope of every list that is paged by cursor. */
export function pageOf<Item extends TSchema>(item: Item) {
  return closedObject({
    items: Type.Array(item),
    nextCursor: Type.Union([Type.String(), Type.Null()]),
  })
}

export const emptyQuerySchema = closedObject({})

const errorCodes = Object.keys(errorCatalogue).filter((key): key is ErrorCode => key in errorCatalogue)

/** RFC 9457. */
export const problemSchema = closedObject({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  code: Type.Unsafe<ErrorCode>({ type: 'string', enum: errorCodes }),
  detail: Type.Optional(Type.String()),
  path: Type.Optional(Type.String({ description: 'JSON pointer into the request' })),
  requestId: Type.String(),
  duplicate: Type.Optional(Type.Literal(true)),
  expected: Type.Optional(Type.Integer()),
})
