import { canonicalJson } from '../canonical-json.ts'
import type { Change } from '../change.ts'
import { limits } from '../limits.ts'
import { utf8Length } from '../utf8.ts'

export interface PartLimits {
  readonly changesMax: number
  /** UTF-8 length of the canonical form of a part's changes. */
  readonly bytesMax: number
}

/**
 * Splits what the server makes into the parts of a set, each within the limits of an operation, in the order in which they
 * apply (OP9). A delete of many is split itself; any other change that alone is over the limit is a part alone. No changes
 * are one part without changes.
 */
export function splitIntoParts(
  changes: readonly Change[],
  { changesMax, bytesMax }: PartLimits = {
    changesMax: limits.changesPerOperationMax,
    bytesMax: limits.operationBytesMax,
  },
): readonly (readonly Change[])[] {
  const parts: Change[][] = [[]]
  let bytes = 2
  for (const whole of changes) {
    for (const change of splitDelete(whole, changesMax, bytesMax)) {
      const length = utf8Length(canonicalJson(change)) + 1
      let part = parts.at(-1) as Change[]
      if (part.length > 0 && (part.length >= changesMax || bytes + length > bytesMax)) {
        part = []
        parts.push(part)
        bytes = 2
      }
      part.push(change)
      bytes += length
    }
  }
  return parts
}

function* splitDelete(change: Change, idsMax: number, bytesMax: number): Generator<Change> {
  if (change.kind !== 'delete') {
    yield change
    return
  }
  // An id is ASCII; quotes and comma, and room for the change around them.
  const longest = change.ids.reduce((most, id) => Math.max(most, id.length + 3), 1)
  const size = Math.max(1, Math.min(idsMax, Math.floor((bytesMax - 40) / longest)))
  for (let i = 0; i < change.ids.length; i += size)
    yield { kind: 'delete', ids: change.ids.slice(i, i + size) }
}
