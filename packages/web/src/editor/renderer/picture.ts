/** A picture as far as it is there to be painted. */
export type Picture =
  /** `width` and `height` are those of `source`, which may be smaller than the file. */
  | {
      readonly kind: 'ready'
      readonly source: CanvasImageSource
      readonly width: number
      readonly height: number
    }
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed' }

/**
 * Looks a picture up while painting; what is not there yet is on its way after the call.
 * @param widthPixels how wide all of it would be on the screen: decides which size is fetched out
 */
export type PictureLookup = (assetId: string, widthPixels: number) => Picture
