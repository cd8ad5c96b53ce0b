import {
  type CommittedOperation,
  moveOffset,
  type SessionId,
  type ShapeId,
  type TextDelta,
} from '@flowstate/engine'
import type { CanvasClient } from './canvas-client.ts'

/** Where somebody types: offsets in the confirmed text of a shape, in UTF-16 code units. */
export interface RemoteCaret {
  readonly sessionId: SessionId
  readonly shapeId: ShapeId
  readonly displayName: string
  readonly color: string
  /** Somebody without an account. */
  readonly guest?: true
  readonly start: number
  readonly end: number
}

/** Carets of the others, kept beside the characters they stand beside while rows come in. */
export interface RemoteCarets {
  carets(): readonly RemoteCaret[]
  subscribe(listener: () => void): () => void
  stop(): void
}

interface Placed {
  readonly shapeId: ShapeId
  /** As it was said. */
  readonly said: readonly [version: number, start: number, end: number]
  readonly start: number
  readonly end: number
  /** The rows up to this version have moved it. */
  readonly version: number
}

interface TypedRow {
  readonly version: number
  readonly userId: string | undefined
  readonly shapeId: ShapeId
  readonly delta: TextDelta
}

/** A caret is said anew with every row its owner hears of, so that few rows are ever between. */
const rowsKept = 200

function typedIn(row: CommittedOperation): readonly TypedRow[] {
  const { version, userId } = row
  return row.changes.flatMap((change) =>
    change.kind === 'text' ? [{ version, userId, shapeId: change.id, delta: change.delta }] : [],
  )
}

/** Follows who types where. Nothing is sent. */
export function followCarets(client: Pick<CanvasClient, 'presence' | 'version' | 'subscribe'>): RemoteCarets {
  const { presence } = client
  const placed = new Map<SessionId, Placed>()
  const listeners = new Set<() => void>()
  let recent: readonly TypedRow[] = []
  let shown: readonly RemoteCaret[] = []

  function moved(caret: Placed, owner: string): Placed {
    let { start, end, version } = caret
    for (const row of recent) {
      if (row.version <= version || row.shapeId !== caret.shapeId) continue
      const isAuthor = row.userId === owner
      start = moveOffset(start, row.delta, { isAuthor })
      end = moveOffset(end, row.delta, { isAuthor })
    }
    version = Math.max(version, client.version())
    return { ...caret, start, end, version }
  }

  function update(): void {
    const companions = presence.companions()
    for (const id of placed.keys()) if (!companions.has(id)) placed.delete(id)
    const next: RemoteCaret[] = []
    for (const [sessionId, { participant, fields }] of companions) {
      const { typing: shapeId, caret: said } = fields
      if (shapeId == null || said == null) {
        placed.delete(sessionId)
        continue
      }
      const known = placed.get(sessionId)
      const isSame = known?.said === said && known.shapeId === shapeId
      const [version, start, end] = said
      const caret = moved(isSame ? known : { shapeId, said, version, start, end }, participant.userId)
      placed.set(sessionId, caret)
      const { displayName, color, guest } = participant
      const look = { displayName, color, ...(guest && { guest }) }
      next.push({ sessionId, shapeId, ...look, start: caret.start, end: caret.end })
    }
    if (JSON.stringify(next) === JSON.stringify(shown)) return
    shown = next
    for (const listener of listeners) listener()
  }

  const stopPresence = presence.subscribe((change) => {
    if (change === 'people') update()
  })
  const stopRows = client.subscribe({
    confirmed(rows) {
      recent = rows === 'reset' ? [] : [...recent, ...rows.flatMap(typedIn)].slice(-rowsKept)
      if (placed.size > 0) update()
    },
  })
  update()
  return {
    carets: () => shown,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    stop() {
      stopPresence()
      stopRows()
    },
  }
}
