/**
 * Bytes of pictures under names that begin with their SHA-256 in hex. What is under a name never changes: putting it there
 * again, or deleting what is gone, does no harm. Every method may throw AssetStoreUnavailable.
 */
export interface AssetStore {
  /** Resolves when the bytes are kept. */
  put(name: string, bytes: Uint8Array): Promise<void>
  /** The bytes, whole and as the hash in their name says; null when there are none. */
  get(name: string): Promise<Uint8Array | null>
  has(name: string): Promise<boolean>
  delete(name: string): Promise<void>
}

/**
 * What is wrong with a store: it does not answer; it says no, so its settings are wrong; it gives bytes that are not those that
 * were put; its settings are not there.
 */
export type StoreTrouble = 'unreachable' | 'refused' | 'damaged' | 'not_set_up'

/** The store does not answer as it should. Nothing is lost: the same again may succeed later. */
export class AssetStoreUnavailable extends Error {
  override readonly name = 'AssetStoreUnavailable'
  readonly trouble: StoreTrouble
  /** The word with which the store itself said no, such as `AccessDenied`. Null: it did not say. */
  readonly refusal: string | null

  constructor(
    message: string,
    options: ErrorOptions & { readonly refusal?: string; readonly trouble?: StoreTrouble } = {},
  ) {
    super(message, options)
    this.refusal = options.refusal ?? null
    this.trouble = options.trouble ?? (this.refusal === null ? 'unreachable' : 'refused')
  }
}
