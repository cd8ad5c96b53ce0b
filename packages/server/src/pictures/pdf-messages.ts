import type { Bounds } from '@flowstate/engine'

/** A page: a picture, and the part of it the page shows; null for all of it. */
export interface PdfPage {
  readonly svg: string
  readonly area: Bounds | null
}

/** What the thread that writes a PDF is given. */
export interface PdfOrder {
  readonly pages: readonly PdfPage[]
  readonly fontFiles: readonly string[]
}

/** What it answers, once. */
export type PdfAnswer =
  | { readonly kind: 'written'; readonly bytes: Uint8Array }
  | { readonly kind: 'failed'; readonly detail: string }
