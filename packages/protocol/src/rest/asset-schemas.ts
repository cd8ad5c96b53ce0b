import Type, { type Static } from 'typebox'
import { type ImageType, imageTypes } from '../image-types.ts'
import { closedObject, hashSchema } from './rest-basics.ts'

/** A picture as the server keeps it: what was sent may have had metadata, which has been taken out. */
export const assetSchema = closedObject({
  id: hashSchema,
  mimeType: Type.Unsafe<ImageType>({ type: 'string', enum: [...imageTypes] }),
  byteLength: Type.Integer({ minimum: 1 }),
  width: Type.Integer({ minimum: 1, description: 'Pixels' }),
  height: Type.Integer({ minimum: 1, description: 'Pixels' }),
})
export type Asset = Static<typeof assetSchema>
