import type { CanvasId, CanvasState, ClientId } from '@flowstate/engine'
import { toHex } from '@flowstate/engine'
import type { Role } from '@flowstate/protocol'
import type { CanvasLog } from './canvas-log.ts'
import type { CanvasLogsDeps } from './commit-deps.ts'
import type { CommitDraft } from './commit-draft.ts'
import {
  applyReadable,
  type LoadedState,
  loadState,
  type StateText,
  type UnreadableRow,
} from './load-state.ts'
import type { LogRow } from './log-row.ts'
import { parseStoredRow } from './log-row-codec.ts'
import type { ClientSeq, LogHead } from './log-store.ts'
import { TailCache } from './tail-cache.ts'

const clientsMax = 5_000
const rolesMax = 5_000

/**
 * What this instance knows of one canvas. Everything in here is on disk. Only the commit cycle and `catchUp` write it, one
 * at a time (`exclusively`), so that a draft never stands on a state that moves.
 */
export class LiveCanvas implements CanvasLog {
  readonly canvasId: CanvasId
  readonly state: CanvasState
  readonly tail: TailCache
  text: StateText | null
  head: LogHead
  unreadable: UnreadableRow | null
  /** A commit ended without an answer: what we know may be old, and must be read again before it is used (CM9). */
  isUncertain = false
  /** Deleted for ever; this is only what is left of it in memory. */
  isGone = false
  /** The version of the newest snapshot we know of (SN2). */
  snapshotVersion: number
  /** When this instance last wrote one. */
  snapshotAtMs = Number.NEGATIVE_INFINITY
  /** Good for as long as `head.accessNo` stays (CM5). */
  readonly roles = new Map<string, Role | null>()
  /** Good for as long as nobody else commits (CM7). */
  readonly clients = new Map<ClientId, ClientSeq>()
  lastUsedMs: number
  private readonly deps: CanvasLogsDeps
  private turn: Promise<unknown> = Promise.resolve()
  private refreshing: Promise<void> | null = null

  constructor(head: LogHead, loaded: LoadedState, tail: TailCache, deps: CanvasLogsDeps) {
    this.canvasId = head.canvasId
    this.head = head
    this.state = loaded.state
    this.text = loaded.text
    this.unreadable = loaded.unreadable
    this.snapshotVersion = loaded.snapshotVersion
    this.tail = tail
    this.deps = deps
    this.lastUsedMs = deps.clock.now()
  }

  /** Runs one writer of this canvas after the other. */
  exclusively<T>(work: () => Promise<T>): Promise<T> {
    const result = this.turn.then(work, work)
    this.turn = result.catch(() => undefined)
    return result
  }

  async hashOf(version: number): Promise<string | null> {
    if (version === this.head.version) return toHex(this.head.hash)
    const cached = this.tail.at(version)
    if (cached !== undefined) return cached.operation.hash
    if (version < 1 || version > this.head.version) return null
    const [row] = await this.deps.store.readRowsByVersion(this.head.key, [version])
    return row === undefined ? null : toHex(row.hash)
  }

  async readRows(since: number, until: number = this.head.version): Promise<readonly LogRow[]> {
    this.lastUsedMs = this.deps.clock.now()
    const { pageItemsMax, pageBytesMax } = this.deps.limits
    const last = Math.min(until, this.head.version)
    if (since >= last) return []
    const cached = this.tail.read(since, Math.min(last, since + pageItemsMax))
    if (cached !== null) return withinBytes(cached, pageBytesMax)
    const stored = await this.deps.store.readRows({
      key: this.head.key,
      since,
      until: last,
      limit: pageItemsMax,
      bytesMax: pageBytesMax,
    })
    return stored.map((row) => parseStoredRow(this.canvasId, row))
  }

  refresh(): Promise<void> {
    this.lastUsedMs = this.deps.clock.now()
    // A call that comes while one waits for its turn shares it: the read is still to start.
    this.refreshing ??= this.exclusively(() => {
      this.refreshing = null
      return this.catchUp()
    })
    return this.refreshing
  }

  /** Reads what others have committed and whether access changed. Within `exclusively` only. */
  async catchUp(): Promise<void> {
    const head = await this.deps.store.readHead(this.canvasId)
    if (head === null) {
      this.isGone = true
      this.isUncertain = false
      this.head = { ...this.head, trashed: true }
      this.roles.clear()
      return
    }
    await this.moveTo(head)
  }

  /** The same up to a head already read, for a commit that holds the canvas locked. */
  async moveTo(head: LogHead): Promise<void> {
    let at = this.head.version
    const rows: LogRow[] = []
    while (at < head.version) {
      const page = await this.deps.store.readRows({
        key: head.key,
        since: at,
        until: head.version,
        limit: this.deps.limits.pageItemsMax,
        bytesMax: this.deps.limits.pageBytesMax,
      })
      const last = page.at(-1)
      if (last === undefined) throw new Error(`the log ends at ${at}, before ${head.version}`)
      for (const row of page) rows.push(parseStoredRow(this.canvasId, row))
      at = last.version
    }
    if (rows.length > 0) this.text = null
    if (this.unreadable === null) this.unreadable = applyReadable(this.state, rows)
    this.tail.push(rows)
    if (head.commitNo !== this.head.commitNo) this.clients.clear()
    if (head.accessNo !== this.head.accessNo) this.roles.clear()
    this.head = this.notBehindIndex(head)
    this.isUncertain = false
  }

  /** Takes over a commit that is on disk. */
  adopt(draft: CommitDraft): void {
    this.state.absorb(draft.state)
    if (draft.rows.length > 0) this.text = null
    this.tail.push(draft.rows)
    this.head = this.notBehindIndex(draft.toHead())
    if (this.clients.size + draft.clients.size > clientsMax) this.clients.clear()
    for (const [id, client] of draft.clients) this.clients.set(id, client)
  }

  /** The index goes on while a commit is under way: a head that was read before must not take that back. */
  private notBehindIndex(head: LogHead): LogHead {
    const { indexedVersion, epoch } = this.head
    const isAhead = head.indexedVersion >= indexedVersion || head.epoch !== epoch
    return isAhead ? head : { ...head, indexedVersion }
  }

  rememberRole(key: string, role: Role | null): void {
    if (this.roles.size >= rolesMax) this.roles.clear()
    this.roles.set(key, role)
  }
}

function withinBytes(rows: readonly LogRow[], bytesMax: number): readonly LogRow[] {
  let bytes = 0
  let count = 0
  for (const row of rows) {
    bytes += row.wire.length
    if (count > 0 && bytes > bytesMax) break
    count += 1
  }
  return count === rows.length ? rows : rows.slice(0, count)
}

/** Opens a canvas from the store: state, newest rows, head. Null if there is no such canvas. */
export async function openCanvas(canvasId: CanvasId, deps: CanvasLogsDeps): Promise<LiveCanvas | null> {
  const head = await deps.store.readHead(canvasId)
  if (head === null) return null
  const tail = new TailCache()
  const loaded = await loadState(head, head.version, deps, (rows) => tail.push(rows))
  return new LiveCanvas(head, loaded, tail, deps)
}
