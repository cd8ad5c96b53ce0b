import Type, { type Static } from 'typebox'
import { closedObject } from './rest-basics.ts'

const dateSchema = Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\d$' })

/** `tz` is an IANA name, UTC when absent. Without `year`: the 365 days up to today. */
export const activityQuerySchema = closedObject({
  year: Type.Optional(Type.Integer({ minimum: 1970, maximum: 9999 })),
  tz: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
})

/** Only days with something on them are listed. */
export const activitySchema = closedObject({
  from: dateSchema,
  to: dateSchema,
  total: Type.Integer(),
  activeDays: Type.Integer(),
  currentStreak: Type.Integer(),
  longestStreak: Type.Integer(),
  days: Type.Array(closedObject({ date: dateSchema, count: Type.Integer() })),
})
export type Activity = Static<typeof activitySchema>
