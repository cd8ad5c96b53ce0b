import Type, { type Static } from 'typebox'
import { closedObject, hashSchema } from './rest-basics.ts'

/** The kinds of pictures a server takes. */
export const imageTypes = ['image/png', 'image/jpeg', 'image/webp', 'image/gif', 'image/avif'] as const

export type ImageType = (typeof imageTypes)[number]

export function isImageType(value: string): value is ImageType {
  return imageTypes.some((type) => type === value)
}

/** A picture as the server keeps it: what was sent may have had metadata, which has been taken out. */
export const assetSchema = closedObject({
  id: hashSchema,
  mimeType: Type.Unsafe<ImageType>({ type: 'string', enum: [...imageTypes] }),
  byteLength: Type.Integer({ minimum: 1 }),
  width: Type.Integer({ minimum: 1, description: 'Pixels' }),
  height: Type.Integer({ minimum: 1, description: 'Pixels' }),
})
export type Asset = Static<typeof assetSchema>
