import { err, normaliseChange, ok, type ProposedChange, type Refusal, type Result } from '@flowstate/engine'
import type { Preview } from '@flowstate/protocol'

/**
 * A preview is relayed, never stored, yet its cells have the same grammar as those of an operation (OP7): nobody is shown
 * what could not be committed.
 */
export function checkPreview(preview: Preview): Result<Preview, Refusal> {
  if (!('changes' in preview)) return ok(preview)
  const changes: ProposedChange[] = []
  for (const [index, raw] of preview.changes.entries()) {
    const change = normaliseChange(raw, `/preview/changes/${index}`)
    if (!change.ok) return err(change.error)
    changes.push(change.value)
  }
  return ok({ gesture: preview.gesture, changes })
}
