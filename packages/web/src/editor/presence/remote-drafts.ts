import type { PresenceStore } from '@flowstate/client'
import type { ProposedShape, SessionId } from '@flowstate/engine'
import type { Preview } from '@flowstate/protocol'
import type { Draft } from '../tools/draft.ts'

/** The first preview of ink says how it looks; later ones bring points only, so the look is remembered. */
interface InkMemory {
  readonly gesture: string
  readonly shape: ProposedShape
  readonly points: readonly number[]
}

function startedInk(preview: Preview): ProposedShape | null {
  if (!('changes' in preview)) return null
  const [first] = preview.changes
  if (first?.kind !== 'create') return null
  return first.shape.kind === 'stroke' || first.shape.kind === 'highlight' ? first.shape : null
}

function numbersOf(shape: ProposedShape): readonly number[] {
  const points = shape.points
  return Array.isArray(points) ? points.filter((value) => typeof value === 'number') : []
}

/** Turns what others send while they work into drafts to paint. */
export function createRemoteDrafts(presence: PresenceStore): () => readonly Draft[] {
  const memories = new Map<SessionId, InkMemory>()

  const draftOf = (sessionId: SessionId, preview: Preview): Draft => {
    if ('move' in preview) {
      return { kind: 'move', ids: preview.ids, dx: preview.move[0], dy: preview.move[1] }
    }
    if ('changes' in preview) {
      const ink = startedInk(preview)
      if (ink === null) memories.delete(sessionId)
      else memories.set(sessionId, { gesture: preview.gesture, shape: ink, points: numbersOf(ink) })
      return { kind: 'changes', changes: preview.changes }
    }
    const memory = memories.get(sessionId)
    if (memory === undefined || memory.gesture !== preview.gesture) return { kind: 'none' }
    // A hole in what arrived is drawn as a straight line; the commit mends it (PV1).
    const points = [...memory.points.slice(0, preview.from * 3), ...preview.points]
    memories.set(sessionId, { ...memory, points })
    return { kind: 'ink', shape: memory.shape, points }
  }

  return () => {
    const drafts: Draft[] = []
    for (const [sessionId, companion] of presence.companions()) {
      if (companion.preview === null) memories.delete(sessionId)
      else drafts.push(draftOf(sessionId, companion.preview))
    }
    return drafts
  }
}
