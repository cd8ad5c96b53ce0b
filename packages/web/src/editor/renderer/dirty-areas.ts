import { type Bounds, boundsIntersect, unionBounds } from '@flowstate/engine'

/** More areas than this are painted as one. */
const dirtyAreasMax = 16

/**
 * Adds an area that no longer looks right. Areas that touch become one, and so do all when there are many: each is painted
 * in a go of its own.
 */
export function addDirty(dirty: Bounds[], area: Bounds): void {
  let grown = area
  for (let i = dirty.length - 1; i >= 0; i--) {
    const other = dirty[i] as Bounds
    if (!boundsIntersect(other, grown)) continue
    grown = unionBounds([other, grown]) ?? grown
    dirty.splice(i, 1)
  }
  dirty.push(grown)
  if (dirty.length <= dirtyAreasMax) return
  const union = unionBounds(dirty)
  if (union !== null) dirty.splice(0, dirty.length, union)
}
