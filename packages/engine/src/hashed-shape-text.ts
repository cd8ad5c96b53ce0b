import { canonicalJsonWithout, isCanonical } from './canonical-json.ts'
import { hasSortedMembers, unhashedMembers } from './hashed-order.ts'
import type { Shape } from './shapes/shape.ts'

const createdMark = '"createdVersion":'
const updatedMark = '"updatedVersion":'

/**
 * The canonical text of what is hashed of a shape: all of it but the two versions and `meta` (SN3). Most shapes are written
 * in that order anyway, so the text is cut out of their JSON, which costs a fifth of writing it anew.
 * @param json what `JSON.stringify` gives for the shape
 */
export function hashedShapeText(shape: Shape, json: string): string {
  if (!hasSortedMembers(shape) || !hasCanonicalValues(shape))
    return canonicalJsonWithout(shape, unhashedMembers)
  const cut = withoutNumber(withoutNumber(json, createdMark), updatedMark)
  return cut ?? canonicalJsonWithout(shape, unhashedMembers)
}

function hasCanonicalValues(shape: Shape): boolean {
  for (const key of Object.keys(shape)) if (!isCanonical(shape[key])) return false
  return true
}

/**
 * JSON of an object without its member of that mark, whose value is a whole number. Quotes inside strings are escaped, so
 * only a member reads like the mark. Undefined where it is not there just once: a value may have a member of that name.
 */
function withoutNumber(json: string | undefined, mark: string): string | undefined {
  if (json === undefined) return undefined
  let from = json.indexOf(mark)
  if (from === -1 || json.indexOf(mark, from + mark.length) !== -1) return undefined
  let to = from + mark.length
  while (isDigit(json.charCodeAt(to))) to += 1
  // one of the two commas goes with it
  if (json[from - 1] === ',') from -= 1
  else if (json[to] === ',') to += 1
  return json.slice(0, from) + json.slice(to)
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39
}
