import type { Shape } from './shapes/shape.ts'

/** What is hashed of no shape (SN3). */
export const unhashedMembers: ReadonlySet<string> = new Set(['createdVersion', 'updatedVersion', 'meta'])

/** A shape whose hashed members come in canonical order, so that its JSON is nearly the text that is hashed. */
export function inHashedOrder(shape: Shape): Shape {
  if (hasSortedMembers(shape)) return shape
  const entries = Object.entries(shape).sort((a, b) => (a[0] < b[0] ? -1 : 1))
  return Object.fromEntries(entries) as Shape
}

/** Whether the members that are hashed come in canonical order, and there is no `meta`. */
export function hasSortedMembers(shape: Shape): boolean {
  let before = ''
  for (const key of Object.keys(shape)) {
    if (key === 'meta') return false
    if (unhashedMembers.has(key)) continue
    if (before > key) return false
    before = key
  }
  return true
}
