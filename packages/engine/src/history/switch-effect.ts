import type { CanvasState } from '../canvas-state.ts'
import type { Change } from '../change.ts'
import type { ShapeId } from '../ids.ts'
import type { Skipped } from '../operation.ts'
import { type CellEffects, judgeSubject, judgeText } from './cell-effects.ts'
import { changesOf } from './effect-changes.ts'
import { planPlaces } from './former-places.ts'
import { aliveCell, type HistoryRow, type Planner, type Subject } from './history-row.ts'
import { findNewestWrites, type RowSwitch } from './newest-writes.ts'
import type { RowActivity } from './row-activity.ts'
import { type Touch, touchedBy } from './row-touches.ts'
import { planTexts } from './text-effect.ts'
import { isText } from './write-track.ts'

/** What switching rows off or on changes in what is seen, and what it leaves because others wrote since (UN3, UN5). */
export interface SwitchEffect {
  readonly changes: readonly Change[]
  readonly skipped: readonly Skipped[]
}

export interface SwitchPlan {
  readonly state: CanvasState
  /** All rows that are switched; `rows` may be the last few of them, when the others are known to change nothing. */
  readonly rowSwitch: RowSwitch
  /** The rows whose cells are looked at, with their changes. */
  readonly rows: readonly HistoryRow[]
  readonly activity: RowActivity
}

/** Plans a switch: for each cell the rows wrote, the newest active write before and after it decides (UN1). */
export function* planSwitch(plan: SwitchPlan): Planner<SwitchEffect> {
  const { state, rowSwitch, activity } = plan
  const touched = touchedBy(plan.rows)
  const hidden = bornIn(plan, touched)
  const wanted = new Map<Subject, ReadonlySet<string> | 'all'>()
  for (const [subject, touch] of touched) {
    if (!hidden.has(subject)) wanted.set(subject, wantedCells(state, subject, touch))
  }
  const before = state.version + 1
  const tracks = yield* findNewestWrites({ wanted, rowSwitch, activity, before })
  const effects: CellEffects = { set: [], typed: [], revived: [], former: [], dying: new Set(), skipped: [] }
  for (const [subject, touch] of touched) {
    const track = tracks.get(subject)
    if (track !== undefined) judgeSubject({ state, rowSwitch, track, touch }, effects)
    else if (subject !== '@canvas') effects.dying.add(subject)
  }
  yield* judgeTexts(plan, touched, effects)
  const places = yield* planPlaces({ state, former: effects.former, dying: effects.dying })
  return changesOf(state, effects, places)
}

/** Texts have characters, and ways of their own to come and go (TX3). */
function* judgeTexts(
  { state, rowSwitch, rows }: SwitchPlan,
  touched: ReadonlyMap<Subject, Touch>,
  effects: CellEffects,
): Planner<void> {
  const revived = new Map(effects.revived.map((shape) => [shape.id, shape]))
  const ids = new Set(revived.keys())
  for (const [subject, { cells, isCreated }] of touched) {
    if (subject === '@canvas' || state.get(subject) === undefined || effects.dying.has(subject)) continue
    if (isCreated || cells.has('text')) ids.add(subject)
  }
  for (const [id, effect] of yield* planTexts({ state, rowSwitch, rows, ids })) {
    const isNamed = touched.get(id)?.cells.has('text') === true
    judgeText(effect, { state, rowSwitch, id, revived: revived.get(id), isNamed }, effects)
  }
}

function wantedCells(state: CanvasState, subject: Subject, touch: Touch): ReadonlySet<string> | 'all' {
  if (subject === '@canvas') return touch.cells
  if (state.get(subject) !== undefined) {
    return touch.isCreated ? 'all' : new Set([...touch.cells].filter((cell) => !isText(subject, cell)))
  }
  // A dead shape may come back, with everything; or it stays dead, and its owner is told by whose hand.
  return touch.cells.has(aliveCell) ? 'all' : new Set([aliveCell])
}

/**
 * Shapes that the switched rows brought into being, and that nobody deleted and revived since: taking the rows back hides
 * them, whatever others have written (UN9), and no older row can say otherwise. Most undone creations need no read at all.
 */
function bornIn(plan: SwitchPlan, touched: ReadonlyMap<Subject, Touch>): ReadonlySet<Subject> {
  const born = new Set<Subject>()
  if (plan.rowSwitch.direction === 'on') return born
  const creating = new Set(plan.rows.filter(isFirstCreation).map((row) => row.version))
  for (const [subject, touch] of touched) {
    const shape = subject === '@canvas' ? undefined : plan.state.get(subject as ShapeId)
    if (shape !== undefined && touch.isCreated && creating.has(shape.createdVersion)) born.add(subject)
  }
  return born
}

function isFirstCreation(row: HistoryRow): boolean {
  return row.kind === 'edit' || row.kind === 'import'
}
