import Type from 'typebox'
import { closedObject, versionSchema } from './rest-basics.ts'

const themeSchema = Type.Unsafe<'light' | 'dark'>({ type: 'string', enum: ['light', 'dark'] })

/** Without `theme`: light. */
export const thumbnailQuerySchema = closedObject({ theme: Type.Optional(themeSchema) })

/** Without `at`: the head. `background=false` leaves out what is behind the shapes. */
export const exportQuerySchema = closedObject({
  at: Type.Optional(versionSchema),
  theme: Type.Optional(themeSchema),
  background: Type.Optional(Type.Boolean()),
})
