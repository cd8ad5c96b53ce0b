import type { CanvasId, ClientId, OperationHeader, OperationId, UserId, WorkspaceId } from '@flowstate/engine'
import { genesisHash } from '@flowstate/engine'
import type {
  CanvasKey,
  ClientSeq,
  CommitBatch,
  CommitResult,
  HistoryIndex,
  LogHead,
  LogStore,
  Outcome,
  RowRange,
  StoredRow,
  StoredSnapshot,
} from '../log-store.ts'
import { createMemoryHistory } from './memory-history.ts'
import type { MemoryCanvas } from './stored-canvas.ts'

/** What a fault hook may do around a call: nothing, wait, or throw StoreUnavailable or OutcomeUnknown. */
export interface StoreFaults {
  /** Awaited before a method does its work; a throw means that nothing was done. */
  before(method: keyof LogStore | 'history'): Promise<void>
  /** Awaited after the work is done and durable; a throw loses only the answer. */
  after(method: keyof LogStore | 'history'): Promise<void>
}

export interface MemoryLogStore extends LogStore {
  createCanvas(canvas: {
    readonly id: CanvasId
    readonly workspaceId: WorkspaceId
    readonly originId?: CanvasId
  }): LogHead
  /** What a change of rights does in its own transaction (CM5). */
  raiseAccessNo(canvasId: CanvasId): void
  setTrashed(canvasId: CanvasId, trashed: boolean): void
  canvas(canvasId: CanvasId): MemoryCanvas
  /** Deleted for ever. */
  remove(canvasId: CanvasId): void
}

const noFaults: StoreFaults = { before: async () => undefined, after: async () => undefined }

/**
 * The log in memory, with the guarantees of the real stores: for tests, and the simulator's one store that its instances
 * share. Each call is atomic; `faults` decides what happens around it.
 */
export function createMemoryLogStore(options: {
  readonly sha256: (bytes: Uint8Array) => Uint8Array
  readonly epoch?: string
  readonly faults?: StoreFaults
}): MemoryLogStore {
  const { sha256, epoch = 'epoch-1', faults = noFaults } = options
  const canvases = new Map<CanvasKey, MemoryCanvas>()
  const keys = new Map<CanvasId, CanvasKey>()
  const locks = new Map<CanvasKey, Promise<unknown>>()

  function byId(id: CanvasId): MemoryCanvas | undefined {
    const key = keys.get(id)
    return key === undefined ? undefined : canvases.get(key)
  }

  function need(key: CanvasKey): MemoryCanvas {
    const canvas = canvases.get(key)
    if (canvas === undefined) throw new Error(`no canvas ${key}`)
    return canvas
  }

  function needById(id: CanvasId): MemoryCanvas {
    const canvas = byId(id)
    if (canvas === undefined) throw new Error(`no canvas ${id}`)
    return canvas
  }

  async function call<T>(method: keyof LogStore | 'history', work: () => T | Promise<T>): Promise<T> {
    await faults.before(method)
    const result = await work()
    await faults.after(method)
    return result
  }

  function write(batch: CommitBatch): CommitResult {
    const canvas = canvases.get(batch.key)
    if (canvas === undefined) return 'lost'
    const { head } = canvas
    if (head.commitNo !== batch.expected.commitNo || head.accessNo !== batch.expected.accessNo) return 'lost'
    const ids = new Set<OperationId>()
    for (const { id } of [...batch.rows, ...batch.answers]) {
      if (ids.has(id) || canvas.rowsById.has(id) || canvas.answers.has(id)) return 'id_taken'
      ids.add(id)
    }
    const commitNo = head.commitNo + 1
    for (const row of batch.rows) {
      if (row.version !== canvas.rows.length + 1) throw new Error('versions must be gap-free')
      canvas.rows.push(row)
      canvas.rowsById.set(row.id, row)
    }
    if (batch.head.version !== canvas.rows.length) throw new Error('the head must be the last row')
    for (const answer of batch.answers) canvas.answers.set(answer.id, { ...answer, commitNo })
    for (const client of batch.clients) canvas.clients.set(client.clientId, client)
    canvas.head = { ...head, ...batch.head, commitNo }
    return 'committed'
  }

  /** Waits while another commit holds the canvas locked. */
  async function locked<T>(key: CanvasKey, work: () => Promise<T>): Promise<T> {
    const result = (locks.get(key) ?? Promise.resolve()).then(work, work)
    locks.set(
      key,
      result.catch(() => undefined),
    )
    return result
  }

  function outcomeOf(canvas: MemoryCanvas, id: OperationId): Outcome | undefined {
    const row = canvas.rowsById.get(id)
    if (row !== undefined) {
      const header: OperationHeader = JSON.parse(row.header)
      return { kind: 'row', userId: header.userId ?? null, row }
    }
    const answer = canvas.answers.get(id)
    return answer === undefined ? undefined : { kind: 'answer', answer }
  }

  const history: HistoryIndex = createMemoryHistory({
    need,
    call: (work) => call('history', work),
  })

  return {
    createCanvas({ id, workspaceId, originId = id }) {
      const key = (canvases.size + 1) as CanvasKey
      const head: LogHead = {
        key,
        canvasId: id,
        workspaceId,
        originId,
        version: 0,
        commitNo: 0,
        accessNo: 1,
        hash: genesisHash(originId, sha256),
        createdAtMs: 0,
        logBytes: 0,
        indexedVersion: 0,
        trashed: false,
        epoch,
      }
      keys.set(id, key)
      canvases.set(key, {
        head,
        rows: [],
        rowsById: new Map(),
        answers: new Map(),
        clients: new Map(),
        snapshots: new Map(),
      })
      return head
    },
    raiseAccessNo(canvasId) {
      const canvas = needById(canvasId)
      canvas.head = { ...canvas.head, accessNo: canvas.head.accessNo + 1 }
    },
    setTrashed(canvasId, trashed) {
      const canvas = needById(canvasId)
      canvas.head = { ...canvas.head, trashed, accessNo: canvas.head.accessNo + 1 }
    },
    canvas: needById,
    remove(canvasId) {
      canvases.delete(needById(canvasId).head.key)
      keys.delete(canvasId)
    },
    readHead: (canvasId) => call('readHead', () => byId(canvasId)?.head ?? null),
    readHeads: (canvasIds) => call('readHeads', () => canvasIds.flatMap((id) => byId(id)?.head ?? [])),
    commit: (batch) => call('commit', () => locked(batch.key, async () => write(batch))),
    commitLocked: (key, judge) =>
      call('commitLocked', () =>
        locked(key, async () => {
          const batch = await judge(need(key).head)
          return batch === null ? 'nothing' : write(batch)
        }),
      ),
    readRows: (range) => call('readRows', () => pageOf(need(range.key).rows, range)),
    readChanges: (range) =>
      call('readChanges', () => {
        const page = pageOf(need(range.key).rows, range)
        const last = page.at(-1)?.version
        if (last === undefined) return null
        const schemas = page.map(({ header }) => (JSON.parse(header) as { schema: number }).schema)
        const changes = `[${page.map((row) => row.changes).join(',')}]`
        return { last, schemaMax: Math.max(...schemas), changes }
      }),
    readRowsByVersion: (key, versions) =>
      call('readRowsByVersion', () => versions.flatMap((version) => need(key).rows[version - 1] ?? [])),
    readOutcomes: (key, ids) =>
      call('readOutcomes', () => {
        const outcomes = new Map<OperationId, Outcome>()
        for (const id of ids) {
          const outcome = outcomeOf(need(key), id)
          if (outcome !== undefined) outcomes.set(id, outcome)
        }
        return outcomes
      }),
    readClients: (key, clientIds) =>
      call('readClients', () => {
        const known = new Map<ClientId, ClientSeq>()
        for (const id of clientIds) {
          const client = need(key).clients.get(id)
          if (client !== undefined) known.set(id, client)
        }
        return known
      }),
    readAnswerIds: (key, sinceCommitNo, limit) =>
      call('readAnswerIds', () =>
        [...need(key).answers.values()]
          .filter((answer) => answer.commitNo > sinceCommitNo)
          .slice(0, limit)
          .map((answer) => answer.id),
      ),
    readSnapshot: (key, version, reducer) =>
      call('readSnapshot', () => {
        let nearest: StoredSnapshot | null = null
        for (const snapshot of need(key).snapshots.values()) {
          if (snapshot.reducer !== reducer || snapshot.version > version) continue
          if (nearest === null || snapshot.version > nearest.version) nearest = snapshot
        }
        return nearest
      }),
    writeSnapshot: (key, snapshot) =>
      call('writeSnapshot', () => {
        const { text, ...rest } = snapshot
        need(key).snapshots.set(snapshot.version, { ...rest, content: new TextEncoder().encode(text) })
      }),
    listSnapshots: (key) =>
      call('listSnapshots', () =>
        [...need(key).snapshots.values()]
          .sort((a, b) => a.version - b.version)
          .map(({ version, stateHash, content, createdAtMs }) => ({
            version,
            stateHash,
            byteLength: content.length,
            createdAtMs,
          })),
      ),
    deleteSnapshots: (key, versions) =>
      call('deleteSnapshots', () => {
        for (const version of versions) need(key).snapshots.delete(version)
      }),
    history,
  }
}

/** The user of a stored row. */
export function userOf(row: StoredRow): UserId | undefined {
  const header: OperationHeader = JSON.parse(row.header)
  return header.userId
}

function pageOf(rows: readonly StoredRow[], range: RowRange): readonly StoredRow[] {
  const { since, until = Number.POSITIVE_INFINITY, limit, bytesMax } = range
  const page: StoredRow[] = []
  let bytes = 0
  for (const row of rows.slice(since, Math.min(until, since + limit))) {
    bytes += row.header.length + row.changes.length
    if (page.length > 0 && bytes > bytesMax) break
    page.push(row)
  }
  return page
}
