import type { PresenceStore } from '@flowstate/client'
import type { ProposedShape } from '@flowstate/engine'
import type { Preview } from '@flowstate/protocol'
import type { Draft } from '../tools/draft.ts'

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

/** The SDK joins the points of a stroke to its start, so a preview is always the whole of what is known of a gesture. */
function draftOf(preview: Preview): Draft {
  if ('move' in preview) {
    return { kind: 'move', ids: preview.ids, dx: preview.move[0], dy: preview.move[1] }
  }
  // Points whose start was missed: nobody knows how they look until the commit.
  if (!('changes' in preview)) return { kind: 'none' }
  const ink = startedInk(preview)
  if (ink !== null) return { kind: 'ink', shape: ink, points: numbersOf(ink) }
  return { kind: 'changes', changes: preview.changes }
}

/** What others send while they work, as drafts to paint. */
export function remoteDrafts(presence: PresenceStore): readonly Draft[] {
  const drafts: Draft[] = []
  for (const { preview } of presence.companions().values())
    if (preview !== null) drafts.push(draftOf(preview))
  return drafts
}
