import type { Bounds } from '@flowstate/engine'

/** A picture on its way to the server. Only here: others see it once it has arrived. */
export interface PendingImage {
  readonly id: number
  readonly name: string
  readonly box: Bounds
  /** Address of the picture within this page. */
  readonly url: string
}
