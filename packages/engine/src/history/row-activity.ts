import type { HistoryRow } from './history-row.ts'

/** Versions of the set a row belongs to: its own alone when it is no part (OP9). Bounded, whatever the row says. */
export function setVersions(row: HistoryRow): readonly number[] {
  const [part, count] = Array.isArray(row.part) ? row.part : [1, 1]
  if (!Number.isSafeInteger(part) || !Number.isSafeInteger(count)) return [row.version]
  if (part < 1 || count < part || count > partsMax || row.version < part) return [row.version]
  return Array.from({ length: count }, (_, i) => row.version - part + 1 + i)
}

const partsMax = 100_000

/** The versions an undo or redo row names, whatever it says. */
export function namedVersions(row: HistoryRow): readonly number[] {
  if (!Array.isArray(row.undoOf)) return []
  return row.undoOf.filter((version) => Number.isSafeInteger(version) && version < row.version)
}

/** Which writes are switched off, as far as the undo and redo rows it was shown say (UN1). */
export interface RowActivity {
  /** Takes notice of an undo or redo row; other rows are ignored. Any order. */
  see(row: HistoryRow): void
  /**
   * Whether the newest undo or redo row that names the row, or a part of its set, has not switched it off.
   * @param before only undo and redo rows below this version count; all when absent
   */
  isActive(row: HistoryRow, before?: number): boolean
}

/** Marks count for the rows of the user who made them only, so that no row can switch off another user's work (UN3). */
export function rowActivity(): RowActivity {
  const marks = new Map<string, Map<number, boolean>>()
  const keyOf = (version: number, userId: string): string => `${version}:${userId}`
  return {
    see(row) {
      if ((row.kind !== 'undo' && row.kind !== 'redo') || row.userId === undefined) return
      for (const version of namedVersions(row)) {
        const key = keyOf(version, row.userId)
        const known = marks.get(key) ?? new Map<number, boolean>()
        known.set(row.version, row.kind === 'redo')
        marks.set(key, known)
      }
    },
    isActive(row, before = Number.POSITIVE_INFINITY) {
      if (row.userId === undefined) return true
      let newest = 0
      let isOn = true
      for (const version of setVersions(row)) {
        for (const [mark, turnsOn] of marks.get(keyOf(version, row.userId)) ?? []) {
          if (mark < newest || mark >= before) continue
          newest = mark
          isOn = turnsOn
        }
      }
      return isOn
    },
  }
}
