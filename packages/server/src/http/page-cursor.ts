import { isUuid } from '@flowstate/engine'

/** Cursors are opaque to callers: base64url of the sort key of the last item. Anything else reads as null. */
export function encodeCursor(parts: readonly string[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url')
}

/** The parts of a cursor that this server could have made; null for any other text. */
export function decodeCursor(cursor: string, count: number): readonly string[] | null {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (!Array.isArray(parts) || parts.length !== count) return null
    return parts.every((part): part is string => typeof part === 'string') ? parts : null
  } catch {
    return null
  }
}

const pageItems = 50

export interface Page<Id extends string> {
  /** One more than asked for, to see whether there is a next page. */
  readonly read: { readonly afterId: Id | null; readonly limit: number }
  envelope<Item>(
    items: readonly Item[],
    idOf: (item: Item) => Id,
  ): { items: Item[]; nextCursor: string | null }
}

/** A page of a list sorted by id; null when the cursor is not one of ours. */
export function readPage<Id extends string>(query: {
  readonly limit?: number
  readonly cursor?: string
}): Page<Id> | null {
  const limit = query.limit ?? pageItems
  const parts = query.cursor === undefined ? null : decodeCursor(query.cursor, 1)
  const afterId = parts?.[0] ?? null
  if (query.cursor !== undefined && !isUuid(afterId)) return null
  return {
    read: { afterId: afterId as Id | null, limit: limit + 1 },
    envelope(found, idOf) {
      const items = found.slice(0, limit)
      const last = items.at(-1)
      const more = found.length > limit && last !== undefined
      return { items, nextCursor: more ? encodeCursor([idOf(last)]) : null }
    },
  }
}
