import type { CanvasId } from '@flowstate/engine'
import { type Participant, protocolVersion } from '@flowstate/protocol'
import type { CanvasLog } from '../log/canvas-log.ts'
import type { LogRow } from '../log/log-row.ts'
import { chooseCatchUp, type SyncRequest } from './catch-up.ts'
import type { Present } from './presence-table.ts'
import type { StateCache, StateEncoding } from './state-cache.ts'
import type { BulkFrame } from './wire-frame.ts'

/** Where a sync comes from. */
export interface SyncSource {
  readonly canvasId: CanvasId
  readonly log: CanvasLog
  readonly states: StateCache
  readonly encoding: StateEncoding
  refreshLog(): Promise<void>
  /** Last spent seq of the client this socket named; 0 if none. */
  lastSeq(): Promise<number>
  you(): Participant
  others(): readonly Present[]
}

/** How a sync goes out. */
export interface SyncSink {
  /** Resolves when the peer has taken it. */
  sendBulk(frame: BulkFrame): Promise<void>
  /** False once the session has ended or its role must be read again. */
  mayGoOn(): boolean
  /** Everything up to this version has been given to the socket. */
  advanced(version: number): void
}

/**
 * Sends what a client misses: state or operations, in pages (SY1, SY3). Gives the version the client has then, or null if
 * it had to stop.
 */
export async function sendSync(
  request: SyncRequest,
  source: SyncSource,
  sink: SyncSink,
): Promise<number | null> {
  // read before the log, so that it never names a seq whose row is not in what follows
  const lastSeq = await source.lastSeq()
  await source.refreshLog()
  const choice = await choose(request, source)
  if (!sink.mayGoOn()) return null
  if (choice === 'operations') return sendOperations(request.since, lastSeq, source, sink)
  const prepared = await source.states.get(source.encoding)
  if (!sink.mayGoOn()) return null
  const more = prepared.version < source.log.head.version
  sink.advanced(prepared.version)
  await sink.sendBulk(prepared.complete(`,${ownJson(lastSeq, source, more)}}`))
  if (!more) return sink.mayGoOn() ? prepared.version : null
  return sendOperations(prepared.version, lastSeq, source, sink)
}

async function choose(request: SyncRequest, source: SyncSource): Promise<'operations' | 'state'> {
  const { log } = source
  const { since } = request
  const isKnown = since > 0 && since <= log.head.version
  const hashOfSince = isKnown && request.hash !== null ? await log.hashOf(since) : null
  return chooseCatchUp(request, {
    headVersion: log.head.version,
    epoch: log.head.epoch,
    hashOfSince,
    missedBytes: isKnown ? missedBytes(await log.readRows(since), log.head.version - since) : 0,
    stateBytes: source.states.estimateBytes(source.encoding),
  })
}

/** Exact when a page holds all that is missed, else as if the rest were like it. */
function missedBytes(page: readonly LogRow[], missedRows: number): number {
  if (page.length === 0) return 0
  const bytes = page.reduce((sum, row) => sum + row.wire.length, 0)
  return bytes * Math.max(1, missedRows / page.length)
}

async function sendOperations(
  since: number,
  lastSeq: number,
  source: SyncSource,
  sink: SyncSink,
): Promise<number | null> {
  const { log } = source
  let sent = since
  for (;;) {
    const rows = await log.readRows(sent)
    const last = rows.at(-1)
    const version = last?.version ?? sent
    const hash = last?.operation.hash ?? (await log.hashOf(version)) ?? ''
    if (!sink.mayGoOn()) return null
    const more = last !== undefined && version < log.head.version
    const { epoch } = log.head
    const meta = { protocol: protocolVersion, canvasId: source.canvasId, epoch, version, hash }
    const operations = rows.map((row) => row.wire).join(',')
    const text = `{"type":"sync",${JSON.stringify(meta).slice(1, -1)},"operations":[${operations}],${ownJson(lastSeq, source, more)}}`
    sink.advanced(version)
    await sink.sendBulk({ binary: false, chunks: [Buffer.from(text)] })
    if (!sink.mayGoOn()) return null
    sent = version
    if (!more) return sent
  }
}

/** What differs from reader to reader, as the rest of a JSON object. */
function ownJson(lastSeq: number, source: SyncSource, more: boolean): string {
  const own = { lastSeq, you: source.you(), presence: source.others(), ...(more ? { more: true } : {}) }
  return JSON.stringify(own).slice(1, -1)
}
