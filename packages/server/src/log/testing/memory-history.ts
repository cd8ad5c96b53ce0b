import type { Change, OperationHeader } from '@flowstate/engine'
import type { CanvasKey, HistoryIndex, StoredRow } from '../log-store.ts'
import type { MemoryCanvas } from './memory-log-store.ts'

/** The shapes a change names, and `@canvas` for the canvas's own cells. */
function subjectsOf(change: Change): readonly string[] {
  switch (change.kind) {
    case 'create':
      return [change.shape.id]
    case 'update':
    case 'text':
      return [change.id]
    case 'delete':
      return change.ids
    case 'canvas':
      return ['@canvas']
  }
}

/** History reads by plain search: no index, nothing behind the head. */
export function createMemoryHistory(canvases: {
  need(key: CanvasKey): MemoryCanvas
  call<T>(work: () => T): Promise<T>
}): HistoryIndex {
  function newestFirst(
    query: { readonly key: CanvasKey; readonly before: number; readonly limit: number },
    matches: (row: StoredRow, header: OperationHeader) => boolean,
  ): StoredRow[] {
    const { rows } = canvases.need(query.key)
    const found: StoredRow[] = []
    for (let i = Math.min(query.before - 1, rows.length) - 1; i >= 0 && found.length < query.limit; i--) {
      const row = rows[i] as StoredRow
      if (matches(row, JSON.parse(row.header))) found.push(row)
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
        const subjects = new Set(query.subjects)
        return newestFirst(query, (row) => {
          const changes: readonly Change[] = JSON.parse(row.changes)
          return changes.some((change) => subjectsOf(change).some((subject) => subjects.has(subject)))
        })
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
  }
}
