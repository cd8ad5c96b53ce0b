import type { WireState as CanvasOnWire } from '@flowstate/engine'

/** A canvas at a version as REST and `sync` send it: what the engine writes, with its hash. */
export interface WireState extends CanvasOnWire {
  readonly stateHash: string
}
