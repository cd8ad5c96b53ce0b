import type { ErrorCode } from '@flowstate/protocol'
import type { CommitDraft } from './commit-draft.ts'
import type { LiveCanvas } from './live-canvas.ts'
import type { PreparedRequest } from './request-intake.ts'

/** What closes a canvas to every writer. */
export function closedReason(
  canvas: LiveCanvas,
): { readonly code: ErrorCode; readonly detail: string } | null {
  if (canvas.head.trashed) return { code: 'not_found', detail: 'No such canvas' }
  if (canvas.unreadable !== null) {
    const { version, schema } = canvas.unreadable
    return {
      code: 'canvas_locked',
      detail: `Row ${version} was written by a newer release (schema ${schema}); this server can only show the canvas`,
    }
  }
  return null
}

/**
 * Whether the log has no room for what is asked (CM8). A refusal adds no row and needs none: it is how a client gives away
 * a seq.
 */
export function isFull(
  draft: CommitDraft,
  kind: PreparedRequest['content']['kind'],
  canvasBytesMax: number,
): boolean {
  return kind !== 'refused' && draft.logBytes >= canvasBytesMax
}
