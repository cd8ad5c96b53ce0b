import { type ProposedChange, utf8Length } from '@flowstate/engine'

/** Well below what an operation may hold, so that its envelope has room. */
const changesMax = 4_000
const bytesMax = 700_000

/** Changes in their order, in lists that each fit one operation. */
export function splitChanges(changes: readonly ProposedChange[]): readonly (readonly ProposedChange[])[] {
  const parts: ProposedChange[][] = []
  let part: ProposedChange[] = []
  let bytes = 0
  for (const change of changes) {
    const size = utf8Length(JSON.stringify(change))
    if (part.length > 0 && (part.length >= changesMax || bytes + size > bytesMax)) {
      parts.push(part)
      part = []
      bytes = 0
    }
    part.push(change)
    bytes += size
  }
  if (part.length > 0) parts.push(part)
  return parts
}
