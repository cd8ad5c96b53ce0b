import type { Result } from '@flowstate/engine'
import type { ImageType } from '@flowstate/protocol'

/** A picture without what its file said besides: where it was taken, with what, by whom. */
export interface CleanImage {
  readonly mimeType: ImageType
  /** Pixels. */
  readonly width: number
  readonly height: number
  readonly bytes: Uint8Array
}

export interface ImageRefusal {
  readonly code: 'unsupported_image' | 'bad_image'
  /** A sentence for the person who sent it. */
  readonly detail: string
}

/** Walks a file of one format from end to end; answers with what is kept of it. Never throws, whatever the bytes. */
export type ImageReader = (bytes: Uint8Array) => Result<CleanImage, ImageRefusal>
