/** A picture as it is kept. */
export interface KeptImage {
  readonly mimeType: string
  readonly bytes: Uint8Array
}

/** What the thread that packs pictures anew is given. */
export interface RepackOrder {
  readonly images: readonly KeptImage[]
  /** Pixels of the longest side of what comes out. */
  readonly sideMax: number
}

/** What it answers, once: JPEG or PNG, in the order of the order; null for what could not be unpacked. */
export type RepackAnswer = readonly (KeptImage | null)[]
