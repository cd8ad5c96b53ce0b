import type { CanvasState } from '../canvas-state.ts'
import { sameValue } from '../cell-equality.ts'
import type { CellValue, Place, TextDelta } from '../change.ts'
import type { ShapeId } from '../ids.ts'
import type { Skipped } from '../operation.ts'
import { cellOf } from '../shape-cells.ts'
import { isShapeKindName, kindHasCell } from '../shapes/shape-registry.ts'
import { isPlace, type WrittenValue } from './cell-write.ts'
import type { FormerPlace } from './former-places.ts'
import { aliveCell, type Subject } from './history-row.ts'
import type { RowSwitch } from './newest-writes.ts'
import type { Touch } from './row-touches.ts'
import type { TextEffect } from './text-effect.ts'
import { type CellTrack, isText, type WriteSource, type WriteTrack } from './write-track.ts'

/** A shape that comes back, with every cell at its newest active value (OP4). */
export interface RevivedShape {
  readonly id: ShapeId
  readonly kind: string
  readonly cells: Map<string, CellValue>
}

/**
 * What is decided so far, cell by cell; places are still to be found. Only `place` holds a Place, so the values here are
 * plain ones.
 */
export interface CellEffects {
  readonly set: { readonly subject: Subject; readonly cell: string; readonly value: CellValue | undefined }[]
  readonly typed: { readonly id: ShapeId; readonly delta: TextDelta }[]
  readonly revived: RevivedShape[]
  readonly former: FormerPlace[]
  readonly dying: Set<ShapeId>
  readonly skipped: Skipped[]
}

export interface SubjectJudgement {
  readonly state: CanvasState
  readonly rowSwitch: RowSwitch
  readonly track: WriteTrack
  readonly touch: Touch
}

/** The write that decides whether the switch may change a cell: the newest active one before undo, after redo (UN3). */
function decidingWrite(track: CellTrack, rowSwitch: RowSwitch): WriteSource | undefined {
  return rowSwitch.direction === 'off' ? track.before : track.after
}

function isOurs(track: CellTrack, rowSwitch: RowSwitch): boolean {
  const write = decidingWrite(track, rowSwitch)
  return write !== undefined && rowSwitch.versions.has(write.version)
}

function skip(
  subject: Subject,
  reason: Skipped['reason'],
  write: WriteSource | undefined,
  cell?: string,
): Skipped {
  return {
    id: subject,
    ...(cell !== undefined && { cell }),
    reason,
    ...(write?.userId !== undefined && { userId: write.userId }),
    ...(write !== undefined && { version: write.version }),
  }
}

/** Compares what the search found of one subject with what is seen, and adds what follows to `effects`. */
export function judgeSubject(judgement: SubjectJudgement, effects: CellEffects): void {
  const { state, rowSwitch, track, touch } = judgement
  const { subject } = track
  if (subject === '@canvas') {
    judgeCells(judgement, (cell) => state.canvas[cell], effects)
    return
  }
  const shape = state.get(subject)
  const alive = track.cells.get(aliveCell)
  let isAlive = shape !== undefined
  if (alive !== undefined && touch.cells.has(aliveCell)) {
    if (isOurs(alive, rowSwitch)) isAlive = alive.after !== undefined && alive.value === true
    else {
      const reason = isAlive ? 'overwritten' : 'deleted'
      effects.skipped.push(skip(subject, reason, decidingWrite(alive, rowSwitch)))
    }
  } else if (shape === undefined) {
    effects.skipped.push(skip(subject, 'deleted', alive?.before ?? alive?.after))
  }
  if (shape !== undefined && !isAlive) effects.dying.add(subject)
  else if (shape === undefined && isAlive) revive(subject, judgement, effects)
  else if (shape !== undefined) {
    judgeCells(judgement, (cell) => cellOf(shape, cell), effects)
  }
}

function revive(id: ShapeId, judgement: SubjectJudgement, effects: CellEffects): void {
  const { cells, shapeKind } = judgement.track
  const place = cells.get('place')
  if (shapeKind === undefined || !isPlace(place?.value)) return
  const values = new Map<string, CellValue>()
  for (const [cell, { value }] of cells) {
    if (cell !== aliveCell && cell !== 'place' && value !== undefined && canHave(shapeKind, cell)) {
      values.set(cell, value as CellValue)
    }
  }
  effects.revived.push({ id, kind: shapeKind, cells: values })
  effects.former.push({ id, ...formerPlace(judgement, place, place.value), isRevived: true })
}

/** Adds what becomes of the text of a shape that is alive or among the revived (TX3). */
export function judgeText(
  effect: TextEffect,
  { state, rowSwitch, id, revived, isNamed }: TextJudgement,
  effects: CellEffects,
): void {
  const kind = revived?.kind ?? state.get(id)?.kind
  if (effect.kind === 'none') {
    const isOthers = effect.deciding === null || !rowSwitch.versions.has(effect.deciding.version)
    if (isNamed && isOthers && revived === undefined)
      effects.skipped.push(skip(id, 'overwritten', effect.deciding ?? undefined, 'text'))
  } else if (!canHave(kind, 'text')) return
  else if (effect.kind === 'delta') effects.typed.push({ id, delta: effect.delta })
  else if (revived === undefined) effects.set.push({ subject: id, cell: 'text', value: effect.text })
  else if (effect.text !== undefined) revived.cells.set('text', effect.text)
}

export interface TextJudgement {
  readonly state: CanvasState
  readonly rowSwitch: RowSwitch
  readonly id: ShapeId
  /** The shape, if it comes back. */
  readonly revived: RevivedShape | undefined
  /** The switched rows name the text. */
  readonly isNamed: boolean
}

/** Redo puts a shape where it stood before the undo, which may be elsewhere than its newest write said (UN2, UN11). */
function formerPlace(
  { rowSwitch, track }: SubjectJudgement,
  found: CellTrack,
  written: Place,
): Pick<FormerPlace, 'place' | 'since' | 'keepsParent'> {
  const since = found.after?.version ?? 0
  if (rowSwitch.direction === 'off' || track.stood === undefined || since > rowSwitch.undoneAt) {
    return { place: written, since, keepsParent: false }
  }
  return { place: track.stood, since: rowSwitch.undoneAt, keepsParent: true }
}

function judgeCells(
  judgement: SubjectJudgement,
  seen: (cell: string) => WrittenValue,
  effects: CellEffects,
): void {
  const { state, rowSwitch, track, touch } = judgement
  const { subject } = track
  const kind = subject === '@canvas' ? undefined : state.get(subject)?.kind
  for (const [cell, found] of track.cells) {
    if (cell === aliveCell || isText(subject, cell)) continue
    if (!isOurs(found, rowSwitch)) {
      const write = decidingWrite(found, rowSwitch)
      if (touch.cells.has(cell) && write !== undefined) {
        effects.skipped.push(skip(subject, 'overwritten', write, cell))
      }
      continue
    }
    if (cell === 'place') {
      if (subject === '@canvas' || !isPlace(found.value)) continue
      const former = formerPlace(judgement, found, found.value)
      if (!sameValue(seen(cell), former.place))
        effects.former.push({ id: subject, ...former, isRevived: false })
    } else if (!sameValue(seen(cell), found.value)) {
      if (found.value !== undefined && !canHave(kind, cell)) continue
      effects.set.push({ subject, cell, value: found.value as CellValue | undefined })
    }
  }
}

/** What was written while a shape was dead was not judged by its kind (OP5). Kinds this code does not know have any cell. */
function canHave(kind: string | undefined, cell: string): boolean {
  return kind === undefined || !isShapeKindName(kind) || kindHasCell(kind, cell)
}
