import { limits } from '../limits.ts'
import type { Skipped } from '../operation.ts'

/** Joins two lists, each cell once; no longer than an operation may have changes, for it becomes part of a row. */
export function mergeSkipped(first: readonly Skipped[], second: readonly Skipped[]): readonly Skipped[] {
  const merged = new Map<string, Skipped>()
  for (const entry of [...first, ...second]) {
    const key = `${entry.id}/${entry.cell ?? ''}`
    if (!merged.has(key) && merged.size < limits.changesPerOperationMax) merged.set(key, entry)
  }
  return [...merged.values()]
}
