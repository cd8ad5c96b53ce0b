import type { CanvasState } from '../canvas-state.ts'
import type { TextDelta } from '../change.ts'
import type { ShapeId } from '../ids.ts'
import { limits } from '../limits.ts'
import { applyDelta } from '../text-delta.ts'
import { readState } from './history-pages.ts'
import type { HistoryRow, Planner } from './history-row.ts'
import type { RowSwitch } from './newest-writes.ts'
import { canBeShown, shownDifference, shownText } from './text-pieces.ts'
import { type TextBefore, textTimeline } from './text-timeline.ts'
import { readTextWindow, type TextWindow } from './text-window.ts'
import { textWritesOf } from './text-writes.ts'

/**
 * What a switch of rows makes of a text: a delta where single characters come and go (TX3), the whole of it where another
 * whole text is shown (TX4), or nothing. `deciding` is the newest active write, before undo or after redo.
 */
export type TextEffect =
  | { readonly kind: 'delta'; readonly delta: TextDelta }
  | { readonly kind: 'whole'; readonly text: string | undefined }
  | { readonly kind: 'none'; readonly deciding: HistoryRow | null }

export interface TextPlan {
  readonly state: CanvasState
  readonly rowSwitch: RowSwitch
  /** The switched rows, with their changes. */
  readonly rows: readonly HistoryRow[]
  readonly id: ShapeId
}

function textIn(state: CanvasState | undefined, id: ShapeId): string | undefined {
  const text = state?.get(id)?.text
  return typeof text === 'string' ? text : undefined
}

/** The effect, or that it cannot be told without what stood there before the window. */
function effectIn(plan: TextPlan, stretch: TextWindow, before: TextBefore): TextEffect | 'unknown' {
  const { rowSwitch, state, id } = plan
  const timeline = textTimeline(stretch, before, rowSwitch.versions)
  const was = timeline.current()
  const isOn = rowSwitch.direction === 'on'
  timeline.switchRows(rowSwitch.versions, isOn)
  const becomes = timeline.current()
  const nothing: TextEffect = { kind: 'none', deciding: isOn ? becomes.newest : was.newest }
  const isAlive = state.get(id) !== undefined
  const seen = textIn(state, id)
  if (isAlive && !canBeShown(was.epoch.pieces, was.isShown, seen ?? '')) {
    return before === 'unknown' ? 'unknown' : nothing
  }
  if (isAlive && was.epoch === becomes.epoch) {
    const delta = shownDifference(was.epoch.pieces, was.isShown, becomes.isShown)
    if (delta === null) return 'unknown'
    const isTooLong = applyDelta(seen ?? '', delta).length > limits.textCharactersMax
    return delta.length === 0 || isTooLong ? nothing : { kind: 'delta', delta }
  }
  const shown = shownText(becomes.epoch.pieces, becomes.isShown)
  if (shown === null) return 'unknown'
  const text = becomes.epoch.isAbsent ? undefined : shown
  return isAlive && text === seen ? nothing : { kind: 'whole', text }
}

/** Where the window has to begin: with the first row that is switched, or with the death of a shape that comes back. */
function startOf({ state, rows, id }: TextPlan): number {
  const writing = rows.filter((row) => textWritesOf(row, id).length > 0)
  return Math.min(...writing.map((row) => row.version), state.deadSince(id) ?? state.version + 1)
}

/**
 * Plans what becomes of the text of a shape that is alive or comes back. The text from before the switched rows is asked for
 * only where a part of it comes back, or where the log holds undos that knew nothing of characters.
 */
export function* planText(plan: TextPlan): Planner<TextEffect> {
  const { state, id } = plan
  const stretch = yield* readTextWindow(id, startOf(plan), state.version)
  const effect = effectIn(plan, stretch, 'unknown')
  if (effect !== 'unknown') return effect
  const text = textIn(yield* readState(stretch.since - 1), id)
  const known = effectIn(plan, stretch, { text })
  return known === 'unknown' ? { kind: 'none', deciding: null } : known
}
