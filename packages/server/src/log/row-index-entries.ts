import type { Change, OperationHeader, UserId } from '@flowstate/engine'
import { subjectsOf } from '@flowstate/engine'
import type { StoredRow } from './log-store.ts'

/** Who or what a row touched, as the index calls it. No shape id contains `@` (OP7). */
export type TouchSubject = string

export const systemSubject = '@system'

export function userSubject(userId: UserId): TouchSubject {
  return `@user:${userId}`
}

/** A quarter of an hour: fine enough for every time zone's day. */
const activityBucketMs = 900_000

/** What the index holds about one row (SN4). */
export interface RowIndexEntries {
  readonly subjects: ReadonlySet<TouchSubject>
  /** Versions this undo or redo row switches. */
  readonly marks: readonly number[]
  /** Counted once per operation: not for `system` rows, and for a set only with its first part. */
  readonly activity?: { readonly userId: UserId; readonly bucket: number }
}

export function rowIndexEntries(
  header: OperationHeader & { readonly changes: readonly Change[] },
): RowIndexEntries {
  const subjects = new Set<TouchSubject>(header.changes.flatMap(subjectsOf))
  if (header.kind === 'system') subjects.add(systemSubject)
  if (header.userId !== undefined) subjects.add(userSubject(header.userId))
  const marks = header.undoOf ?? []
  const counts = header.kind !== 'system' && (header.part === undefined || header.part[0] === 1)
  if (!counts || header.userId === undefined) return { subjects, marks }
  const bucket = Math.floor(Date.parse(header.createdAt) / activityBucketMs)
  return { subjects, marks, activity: { userId: header.userId, bucket } }
}

/** The shapes a row's changes name, and `@canvas` for the canvas's own cells. */
export function changeSubjects(row: StoredRow): readonly TouchSubject[] {
  const changes: readonly Change[] = JSON.parse(row.changes)
  return changes.flatMap(subjectsOf)
}
