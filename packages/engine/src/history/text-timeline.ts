import type { TextDelta } from '../change.ts'
import { applyDelta } from '../text-delta.ts'
import { deltaBetween } from '../text-difference.ts'
import { type HistoryRow, isWriteKind } from './history-row.ts'
import { namedVersions, setVersions } from './row-activity.ts'
import {
  editPieces,
  type IsShown,
  type Piece,
  settled,
  shownText,
  unknownText,
  writtenPiece,
} from './text-pieces.ts'
import type { TextRow, TextWindow } from './text-window.ts'
import type { TextWrite } from './text-writes.ts'

/** A whole text and what was typed into it since. One of a field is shown: that of its newest active write (UN1). */
export interface TextEpoch {
  pieces: readonly Piece[]
  /** The text was absent, and nobody has typed into it yet. */
  isAbsent: boolean
}

interface EpochWrite {
  readonly row: HistoryRow | null
  readonly epoch: TextEpoch
}

/** What stood in the field just before the window: its text, `undefined` for none, or that nobody has looked. */
export type TextBefore = { readonly text: string | undefined } | 'unknown'

/** A field as its rows and the undo and redo rows among them have left it. */
export interface TextTimeline {
  /** What is shown now, and which characters of it. */
  current(): { readonly epoch: TextEpoch; readonly newest: HistoryRow | null; readonly isShown: IsShown }
  /** Switches rows as a row would that comes next. */
  switchRows(versions: ReadonlySet<number>, isOn: boolean): void
}

/** For each version an undo or redo row may name, the rows of the window it means by that (OP9). */
function rowsByNamed(rows: readonly TextRow[]): ReadonlyMap<number, readonly HistoryRow[]> {
  const byNamed = new Map<number, HistoryRow[]>()
  for (const { row } of rows) {
    if (!isWriteKind(row.kind)) continue
    for (const version of setVersions(row)) {
      const known = byNamed.get(version)
      if (known === undefined) byNamed.set(version, [row])
      else known.push(row)
    }
  }
  return byNamed
}

/** The rows of the window an undo or redo row switches: none but its own user's (UN3). */
function switchedBy(
  mark: HistoryRow,
  byNamed: ReadonlyMap<number, readonly HistoryRow[]>,
): readonly HistoryRow[] {
  if ((mark.kind !== 'undo' && mark.kind !== 'redo') || mark.userId === undefined) return []
  return namedVersions(mark)
    .flatMap((version) => byNamed.get(version) ?? [])
    .filter((row) => row.userId === mark.userId)
}

/** The window's rows and marks in the order of the log, each version once. */
function eventsOf({ rows, marks }: TextWindow): readonly TextRow[] {
  const events = new Map<number, TextRow>()
  for (const row of marks) events.set(row.version, { row, writes: [] })
  for (const row of rows) events.set(row.row.version, row)
  return [...events.values()].sort((a, b) => a.row.version - b.row.version)
}

/** A character is shown if its insert is active and no active delete is (TX3). */
function shownWithout(off: ReadonlySet<number>): IsShown {
  return ({ insertedBy, deletedBy }) => !off.has(insertedBy) && deletedBy.every((version) => off.has(version))
}

/**
 * Derives the characters of a field from its rows (TX3). A row nobody ever switches leaves no trace but its characters, so
 * the work grows with what is undone and redone, not with what is typed.
 * @param switched rows the caller is going to switch
 */
export function textTimeline(
  stretch: TextWindow,
  before: TextBefore,
  switched: ReadonlySet<number>,
): TextTimeline {
  const byNamed = rowsByNamed(stretch.rows)
  const tracked = new Set(switched)
  for (const mark of stretch.marks) for (const row of switchedBy(mark, byNamed)) tracked.add(row.version)
  /** Versions of rows that are switched off. */
  const off = new Set<number>()
  const isShown = shownWithout(off)

  const start: TextEpoch =
    before === 'unknown'
      ? { pieces: [unknownText], isAbsent: false }
      : { pieces: [writtenPiece(before.text ?? '', settled)], isAbsent: before.text === undefined }
  /** Oldest first. */
  const writes: EpochWrite[] = [{ row: null, epoch: start }]
  let current = writes[0] as EpochWrite
  /** What every replica had in the field; followed only where it is known from the start. */
  let literal = before === 'unknown' ? undefined : before.text
  let isAlive = true

  function findCurrent(): void {
    current = writes.findLast(({ row }) => row === null || !off.has(row.version)) as EpochWrite
  }

  function edit(delta: TextDelta, by: number): void {
    const { epoch } = current
    epoch.pieces = editPieces(epoch.pieces, { delta, by, isShown })
    epoch.isAbsent = false
  }

  function follow(textWrite: TextWrite): void {
    if (textWrite.kind === 'gone') isAlive = false
    else if (textWrite.kind === 'whole' && (isAlive || textWrite.isCreate)) {
      isAlive = true
      literal = textWrite.text
    } else if (textWrite.kind === 'delta' && isAlive) literal = applyDelta(literal ?? '', textWrite.delta)
  }

  function write(row: HistoryRow, textWrite: TextWrite): void {
    if (textWrite.kind === 'gone') return
    if (textWrite.kind === 'whole') {
      const { text } = textWrite
      // Its own characters stay when it is taken back while others have typed into them (TX4).
      const pieces = text === undefined ? [] : [writtenPiece(text, settled)]
      current = { row, epoch: { pieces, isAbsent: text === undefined } }
    } else {
      edit(textWrite.delta, tracked.has(row.version) ? row.version : settled)
      current = { row, epoch: current.epoch }
    }
    writes.push(current)
  }

  /** Where a row left something else than follows from what it switches, it wrote that itself, for good. */
  function reconcile(): void {
    const shown = shownText(current.epoch.pieces, isShown) ?? ''
    const actual = literal ?? ''
    if (shown === actual) return
    edit(deltaBetween(shown, actual), settled)
  }

  const events = eventsOf(stretch)
  events.forEach(({ row, writes: textWrites }, at) => {
    const isWrite = isWriteKind(row.kind)
    for (const textWrite of textWrites) {
      if (isWrite) write(row, textWrite)
      follow(textWrite)
    }
    if (isWrite) return
    for (const { version } of switchedBy(row, byNamed)) {
      if (row.kind === 'undo') off.add(version)
      else off.delete(version)
    }
    findCurrent()
    // What the first part of a set switches, a later one may be what writes it (OP9).
    const next = events[at + 1]
    const isInMidst = next !== undefined && setVersions(row).includes(next.row.version)
    if (before !== 'unknown' && isAlive && !isInMidst) reconcile()
  })

  return {
    current: () => ({
      epoch: current.epoch,
      newest: current.row,
      isShown: shownWithout(new Set(off)),
    }),
    switchRows(versions, isOn) {
      for (const version of versions) {
        if (isOn) off.delete(version)
        else off.add(version)
      }
      findCurrent()
    },
  }
}
