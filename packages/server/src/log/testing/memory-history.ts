import type { Change, OperationHeader } from '@flowstate/engine'
import { subjectsOf } from '@flowstate/engine'
import type { CanvasKey, HistoryIndex, StoredRow } from '../log-store.ts'
import type { MemoryCanvas } from './stored-canvas.ts'

/** History reads by plain search: no index, nothing behind the head. */
export function createMemoryHistory(canvases: {
  need(key: CanvasKey): MemoryCanvas
  call<T>(work: () => T): Promise<T>
}): HistoryIndex {
  /** Rows never change: what was read once is read. */
  const headers = new WeakMap<StoredRow, OperationHeader>()
  function headerOf(row: StoredRow): OperationHeader {
    const known = headers.get(row)
    if (known !== undefined) return known
    const header: OperationHeader = JSON.parse(row.header)
    headers.set(row, header)
    return header
  }

  const subjects = new WeakMap<StoredRow, ReadonlySet<string>>()
  function subjectsIn(row: StoredRow): ReadonlySet<string> {
    const known = subjects.get(row)
    if (known !== undefined) return known
    const changes: readonly Change[] = JSON.parse(row.changes)
    const found = new Set<string>(changes.flatMap((change) => [...subjectsOf(change)]))
    subjects.set(row, found)
    return found
  }

  function newestFirst(
    query: { readonly key: CanvasKey; readonly before: number; readonly limit: number },
    matches: (row: StoredRow, header: OperationHeader) => boolean,
  ): StoredRow[] {
    const { rows } = canvases.need(query.key)
    const found: StoredRow[] = []
    for (let i = Math.min(query.before - 1, rows.length) - 1; i >= 0 && found.length < query.limit; i--) {
      const row = rows[i] as StoredRow
      if (matches(row, headerOf(row))) found.push(row)
    }
    return found
  }

  return {
    advance: (key, upTo) =>
      canvases.call(() => {
        const canvas = canvases.need(key)
        const indexedVersion = Math.max(canvas.head.indexedVersion, Math.min(upTo, canvas.rows.length))
        canvas.head = { ...canvas.head, indexedVersion }
        return indexedVersion
      }),
    userRows: (query) =>
      canvases.call(() => newestFirst(query, (_, header) => header.userId === query.userId)),
    shapeRows: (query) =>
      canvases.call(() => {
        return newestFirst(query, (row) => query.subjects.some((subject) => subjectsIn(row).has(subject)))
      }),
    systemRows: (query) =>
      canvases.call(() =>
        newestFirst(query, (row, header) => header.kind === 'system' && row.version > query.after),
      ),
    marks: ({ key, versions, before }) =>
      canvases.call(() => {
        const named = new Set(versions)
        return newestFirst({ key, before, limit: Number.POSITIVE_INFINITY }, (_, header) =>
          (header.undoOf ?? []).some((version) => named.has(version)),
        )
      }),
    olderMarks: ({ key, from, before }) =>
      canvases.call(() => {
        const limit = before - from
        return newestFirst(
          { key, before, limit },
          (row, header) => row.version >= from && (header.undoOf ?? []).some((version) => version < from),
        )
      }),
  }
}
