import type { DrawnShape } from './drawing.ts'

/** Deeper nesting than any drawing needs is made flatter: a canvas allows 32, and this may land inside something. */
const depthMax = 24

interface Waiting {
  readonly shape: DrawnShape
  readonly parentKey: string | null
  readonly depth: number
}

/**
 * Puts shapes in order, parents before their children. Small groups are left out, and what hangs in a circle or on nothing
 * stands on the canvas.
 * @param shapes siblings from back to front, in any order otherwise
 * @param groupMembersMin groups with fewer members are left out
 */
export function inTreeOrder(shapes: readonly DrawnShape[], groupMembersMin = 2): readonly DrawnShape[] {
  const known = new Set(shapes.map(({ key }) => key))
  const children = new Map<string | null, DrawnShape[]>()
  for (const shape of shapes) {
    const parentKey = shape.parentKey !== null && known.has(shape.parentKey) ? shape.parentKey : null
    const siblings = children.get(parentKey)
    if (siblings === undefined) children.set(parentKey, [shape])
    else siblings.push(shape)
  }
  const placed = new Set<string>()
  const ordered: DrawnShape[] = []
  const put = (root: DrawnShape): void => {
    const waiting: Waiting[] = [{ shape: root, parentKey: null, depth: 0 }]
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const { shape, parentKey, depth } = next
      if (placed.has(shape.key)) continue
      placed.add(shape.key)
      const inside = children.get(shape.key) ?? []
      const isDeep = depth >= depthMax
      const isLeftOut = shape.kind === 'group' && (inside.length < groupMembersMin || isDeep)
      if (!isLeftOut) ordered.push({ ...shape, parentKey })
      const place = isLeftOut || isDeep ? { parentKey, depth } : { parentKey: shape.key, depth: depth + 1 }
      for (const child of inside.toReversed()) waiting.push({ shape: child, ...place })
    }
  }
  children.get(null)?.forEach(put)
  shapes.forEach(put)
  return ordered
}
