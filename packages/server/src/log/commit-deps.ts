import type { PartLimits } from '@flowstate/engine'
import type { AccessReader } from '../access/author.ts'
import type { Bus } from '../bus/bus.ts'
import type { Clock } from '../clock.ts'
import type { LogStore } from './log-store.ts'

/** The limits the commit path holds itself to; a subset of the wire limits, so that one configuration feeds both. */
export interface CommitLimits {
  /** Group commit (CM4). */
  readonly commitOperationsMax: number
  readonly commitBytesMax: number
  /** A log that has grown to this takes no more rows (CM8). */
  readonly canvasBytesMax: number
  /** A page of rows for readers. */
  readonly pageItemsMax: number
  readonly pageBytesMax: number
}

/** Where the log tells what an operator should know. Contents of canvases are never passed to it. */
export interface LogReporter {
  warn(fields: { readonly [name: string]: unknown }, message: string): void
  error(fields: { readonly [name: string]: unknown }, message: string): void
}

/** Everything the log needs from outside. No clock, random or I/O of its own: the simulator passes its own. */
export interface CanvasLogsDeps {
  readonly store: LogStore
  readonly access: AccessReader
  readonly bus: Bus
  readonly clock: Clock
  /** SHA-256, raw 32 bytes. */
  readonly sha256: (bytes: Uint8Array) => Uint8Array
  /** SHA-1, raw 20 bytes, for the ids of parts (OP9: UUID version 5). */
  readonly sha1: (bytes: Uint8Array) => Uint8Array
  readonly randomBytes: (count: number) => Uint8Array
  readonly limits: CommitLimits
  readonly log?: LogReporter
  /** How many rows lie between two snapshots of a canvas with so many shapes (SN2); tests make it short. */
  readonly snapshotSpacing?: (shapeCount: number) => number
  /** How much one part of a set holds (OP9): as much as an operation may; tests make it small. */
  readonly partLimits?: PartLimits
}
