/** The kinds of pictures a server takes. */
export const imageTypes = ['image/png', 'image/jpeg', 'image/webp', 'image/gif', 'image/avif'] as const

export type ImageType = (typeof imageTypes)[number]

export function isImageType(value: string): value is ImageType {
  return imageTypes.some((type) => type === value)
}
