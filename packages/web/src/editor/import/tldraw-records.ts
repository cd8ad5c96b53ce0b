import type { Foreign } from './foreign-value.ts'

/** The records of a store by what they are. */
export interface TldrawRecords {
  readonly shapes: ReadonlyMap<string, Foreign>
  /** What stands in which parent. */
  readonly children: ReadonlyMap<string, readonly Foreign[]>
  /** By arrow and end: `shape:a start`. */
  readonly bindings: ReadonlyMap<string, Foreign>
}
