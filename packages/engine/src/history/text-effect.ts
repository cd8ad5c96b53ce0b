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
import { readTextWindows, type TextWindow, type TextWindows } from './text-window.ts'
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
  /** Shapes that are alive or come back. */
  readonly ids: ReadonlySet<ShapeId>
}

function textIn(state: CanvasState | undefined, id: ShapeId): string | undefined {
  const text = state?.get(id)?.text
  return typeof text === 'string' ? text : undefined
}

interface ShapeText {
  readonly id: ShapeId
  readonly stretch: TextWindow
  readonly before: TextBefore
}

/** The effect, or that it cannot be told without what stood there before the window. */
function effectOf(
  { rowSwitch, state }: TextPlan,
  { id, stretch, before }: ShapeText,
): TextEffect | 'unknown' {
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
function startOf({ state, rows, ids }: TextPlan): number {
  let start = state.version + 1
  for (const row of rows) if (textWritesOf(row, ids).size > 0) start = Math.min(start, row.version)
  for (const id of ids) start = Math.min(start, state.deadSince(id) ?? start)
  return start
}

/** Short histories are read whole; a state of the canvas costs more. */
const rowsReadMax = 256

/**
 * What stood in some texts before a window, from where it is cheapest to know: their whole history if it is short, else the
 * state just before the window. A shape that was dead there has nothing to show but what its whole history tells.
 */
function* readBefore(
  { state }: TextPlan,
  windows: TextWindows,
  open: ReadonlySet<ShapeId>,
): Planner<readonly ShapeText[]> {
  const head = state.version
  const rowsMax = Math.max(rowsReadMax, open.size * 4)
  const whole = yield* readTextWindows({ ids: open, from: 1, head, rowsMax })
  const fromWhole = (from: TextWindows, id: ShapeId): ShapeText => {
    return { id, stretch: from.of(id), before: { text: undefined } }
  }
  if (whole !== null) return [...open].map((id) => fromWhole(whole, id))
  const then = yield* readState(windows.since - 1)
  const dead = [...open].filter((id) => then?.get(id) === undefined)
  const longer = dead.length === 0 ? windows : yield* readTextWindows({ ids: dead, from: 1, head })
  return [...open].map((id) => {
    if (longer !== null && then?.get(id) === undefined) return fromWhole(longer, id)
    return { id, stretch: windows.of(id), before: { text: textIn(then, id) } }
  })
}

/**
 * Plans what becomes of the texts of some shapes. What stood there before the switched rows is asked for only where a part
 * of it comes back, or where the log holds undos that knew nothing of characters.
 */
export function* planTexts(plan: TextPlan): Planner<ReadonlyMap<ShapeId, TextEffect>> {
  const { state, ids } = plan
  const effects = new Map<ShapeId, TextEffect>()
  if (ids.size === 0) return effects
  const windows = yield* readTextWindows({ ids, from: startOf(plan), head: state.version })
  const open = new Set<ShapeId>()
  if (windows === null) return effects
  for (const id of ids) {
    const effect = effectOf(plan, { id, stretch: windows.of(id), before: 'unknown' })
    if (effect === 'unknown') open.add(id)
    else effects.set(id, effect)
  }
  if (open.size === 0) return effects
  for (const text of yield* readBefore(plan, windows, open)) {
    const effect = effectOf(plan, text)
    effects.set(text.id, effect === 'unknown' ? { kind: 'none', deciding: null } : effect)
  }
  return effects
}
