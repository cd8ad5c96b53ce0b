import type { Change } from '../change.ts'
import { writesOf } from './cell-write.ts'
import type { HistoryRow, Subject } from './history-row.ts'

/** What rows write of one subject. */
export interface Touch {
  /** Cells named; being alive and `place` among them. */
  readonly cells: ReadonlySet<string>
  /** A create is among the writes: it writes every cell, also those it does not name. */
  readonly isCreated: boolean
}

interface GrowingTouch extends Touch {
  readonly cells: Set<string>
  isCreated: boolean
}

/**
 * What a row touches, for an index over the log (SN4). Undo, redo and system rows are indexed like any other, since they
 * too change what a text grows from.
 */
export function touchedCells(changes: readonly Change[]): ReadonlyMap<Subject, Touch> {
  const touched = new Map<Subject, GrowingTouch>()
  addTouches(changes, touched)
  return touched
}

/** The same over several rows. */
export function touchedBy(rows: readonly HistoryRow[]): ReadonlyMap<Subject, Touch> {
  const touched = new Map<Subject, GrowingTouch>()
  for (const row of rows) addTouches(row.changes, touched)
  return touched
}

function addTouches(changes: readonly Change[], touched: Map<Subject, GrowingTouch>): void {
  for (const write of writesOf(changes)) {
    let touch = touched.get(write.subject)
    if (touch === undefined) {
      touch = { cells: new Set(), isCreated: false }
      touched.set(write.subject, touch)
    }
    if (write.kind === 'base') {
      touch.isCreated = true
      for (const cell of write.cells.keys()) touch.cells.add(cell)
    } else {
      touch.cells.add(write.kind === 'delta' ? 'text' : write.cell)
    }
  }
}
