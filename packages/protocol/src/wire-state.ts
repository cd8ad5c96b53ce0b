import type { Cells, Shape } from '@flowstate/engine'

/** A canvas at a version as REST and `sync` send it. Shapes stand in code-unit order of their ids. */
export interface WireState {
  readonly version: number
  readonly stateHash: string
  readonly canvas: Cells
  readonly shapes: readonly Shape[]
}
