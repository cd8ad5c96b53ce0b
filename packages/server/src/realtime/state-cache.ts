import { type CanvasState, toHex } from '@flowstate/engine'
import { protocolVersion } from '@flowstate/protocol'
import type { Clock } from '../clock.ts'
import type { CanvasLog } from '../log/canvas-log.ts'
import { compressHead, finishGzip } from './gzip-splice.ts'
import { stateJson, stateJsonOf } from './state-json.ts'
import type { BulkFrame } from './wire-frame.ts'

/** A `sync` with state that lacks only what differs from reader to reader. */
export interface PreparedState {
  readonly version: number
  /** Bytes on the wire without the reader's own part. */
  readonly wireBytes: number
  /** `own` is the rest of the JSON object, from a comma to the closing brace. */
  complete(own: string): BulkFrame
}

/** Makes the state ready for joins: once per version, for everybody who asks meanwhile (SY3, SY7). */
export interface StateCache {
  /** A state at or a little below the head; the rows above it are sent after it. */
  get(encoding: StateEncoding): Promise<PreparedState>
  /** About how many bytes a state would take, without making it. */
  estimateBytes(encoding: StateEncoding): number
}

export type StateEncoding = 'plain' | 'gzip'

/** Gives the SHA-256 of a state as hex (SN3). */
export type StateHash = (state: CanvasState) => string

interface Entry {
  readonly prepared: PreparedState
  readonly shapes: number
  readonly epoch: string
  readonly madeAtMs: number
}

/** About one row on the wire; only decides when a new state is worth making. */
const rowBytesEstimate = 400
const shapeBytesEstimate = { plain: 260, gzip: 45 } as const
/** A reset for less than this is not worth the client's while. */
const stateBytesMin = 4_096
/** Smaller than this it is made anew rather than followed by a tail. */
const cheapStateBytes = 32_768
const tailRowsMax = 1_000
const tailBytesMin = 16_384
/** A tail of this part of the state is sent rather than another state made. */
const tailShareMax = 0.05
/** While people keep drawing, a new state is made at most this often. */
const remakeIntervalMs = 1_000

export function createStateCache(log: CanvasLog, clock: Clock, stateHash: StateHash): StateCache {
  const entries = new Map<StateEncoding, Entry>()
  const making = new Map<StateEncoding, Promise<PreparedState>>()

  const isFresh = (entry: Entry): boolean => {
    const tailRows = log.head.version - entry.prepared.version
    if (tailRows === 0 && entry.epoch === log.head.epoch) return true
    if (entry.epoch !== log.head.epoch || tailRows < 0 || tailRows > tailRowsMax) return false
    if (entry.prepared.wireBytes < cheapStateBytes) return false
    const tailBytes = tailRows * rowBytesEstimate
    return (
      tailBytes <= Math.max(tailBytesMin, entry.prepared.wireBytes * tailShareMax) ||
      clock.now() - entry.madeAtMs < remakeIntervalMs
    )
  }
  const make = async (encoding: StateEncoding): Promise<PreparedState> => {
    const { head, state } = log
    const { epoch } = head
    // behind the head only where a row is newer than this code (CM13)
    const { version } = state
    const text = stateTextOf(log, stateHash)
    const made = { epoch, shapes: state.size, madeAtMs: clock.now() }
    const hash = version === head.version ? toHex(head.hash) : await log.hashOf(version)
    const meta = { protocol: protocolVersion, canvasId: log.canvasId, epoch, version, hash, reset: true }
    const shared = Buffer.from(`{"type":"sync",${JSON.stringify(meta).slice(1, -1)},"state":${text}`)
    const prepared = encoding === 'plain' ? preparePlain(version, shared) : await prepareGzip(version, shared)
    entries.set(encoding, { prepared, ...made })
    return prepared
  }

  return {
    get(encoding) {
      const entry = entries.get(encoding)
      if (entry && isFresh(entry)) return Promise.resolve(entry.prepared)
      const running = making.get(encoding)
      if (running) return running
      const started = make(encoding).finally(() => making.delete(encoding))
      making.set(encoding, started)
      return started
    },
    estimateBytes(encoding) {
      const entry = entries.get(encoding)
      const perShape =
        entry && entry.shapes > 0 ? entry.prepared.wireBytes / entry.shapes : shapeBytesEstimate[encoding]
      return Math.max(stateBytesMin, log.state.size * perShape)
    },
  }
}

/** The state as JSON, from the text it was read as where there is one. */
function stateTextOf({ state, text }: CanvasLog, stateHash: StateHash): string {
  if (text === null || text.version !== state.version) return stateJson(state, stateHash(state))
  return stateJsonOf(state, toHex(text.stateHash), text.shapes)
}

function preparePlain(version: number, shared: Buffer): PreparedState {
  return {
    version,
    wireBytes: shared.length,
    complete: (own) => ({ binary: false, chunks: [shared, Buffer.from(own)] }),
  }
}

async function prepareGzip(version: number, shared: Buffer): Promise<PreparedState> {
  const head = await compressHead(shared)
  return {
    version,
    wireBytes: head.bytes.length,
    complete: (own) => ({ binary: true, chunks: finishGzip(head, own) }),
  }
}
