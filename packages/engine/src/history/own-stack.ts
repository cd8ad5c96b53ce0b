import type { UserId } from '../ids.ts'
import { nextPageRows, readRows, sortedPage } from './history-pages.ts'
import { type HistoryRow, isWriteKind, type Planner } from './history-row.ts'
import { type RowActivity, setVersions } from './row-activity.ts'

/** A user's rows, newest first, read page by page as they are asked for. */
export interface OwnRows {
  next(): Planner<HistoryRow | undefined>
}

/** @param before versions below this are read */
export function ownRows(userId: UserId, before: number): OwnRows {
  let page: readonly HistoryRow[] = []
  let position = 0
  let below = before
  let limit = 32
  let isLast = false
  return {
    *next() {
      if (position === page.length && !isLast) {
        page = sortedPage(yield* readRows({ need: 'user_rows', userId, before: below, limit }), below)
        position = 0
        isLast = page.length < limit
        below = page.at(-1)?.version ?? 0
        limit = nextPageRows(limit)
      }
      const row = page[position]
      position += 1
      return row
    },
  }
}

/** The user's operations that can be undone, newest first, one step at a time. */
export interface UndoSteps {
  /**
   * Versions of the next step: of one operation, or of consecutive ones with one gesture (UN10), with all parts of sets
   * (OP9). Empty when none is left.
   */
  next(): Planner<readonly number[]>
}

/**
 * @param floor operations at or below this version are out of reach (UN8)
 * @param activity learns the user's own undo and redo rows on the way; they all come before what they name
 */
export function undoSteps(rows: OwnRows, floor: number, activity: RowActivity): UndoSteps {
  let waiting: HistoryRow | undefined

  function* nextActive(): Planner<HistoryRow | undefined> {
    for (;;) {
      const row = yield* rows.next()
      if (row === undefined || row.version <= floor) return undefined
      activity.see(row)
      if (!isWriteKind(row.kind) || !activity.isActive(row)) continue
      // A set is met part by part, last first; the first part stands for it.
      if (setVersions(row)[0] === row.version) return row
    }
  }

  return {
    *next() {
      const first = waiting ?? (yield* nextActive())
      waiting = undefined
      if (first === undefined) return []
      const versions = [...setVersions(first)]
      while (first.gesture !== undefined) {
        const row = yield* nextActive()
        if (row?.gesture !== first.gesture) {
          waiting = row
          break
        }
        versions.push(...setVersions(row))
      }
      return versions
    },
  }
}

/** Of some rows those that are operations of this user, whatever a list of versions claims. */
export function ownWrites(rows: readonly HistoryRow[], userId: UserId): readonly HistoryRow[] {
  return rows.filter((row) => row.userId === userId && isWriteKind(row.kind))
}
