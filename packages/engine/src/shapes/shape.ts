import type { CellValue } from '../change.ts'
import type { ShapeId } from '../ids.ts'

/**
 * A live shape: a plain, frozen-by-convention value; every edit makes a new object, so caches can be keyed by identity.
 * `parentId` null is the canvas. `index` is the order key among siblings. The two versions say which rows created and last
 * changed it; they are not part of changes or hashes (SN3).
 */
export interface Shape {
  readonly id: ShapeId
  readonly kind: string
  readonly parentId: ShapeId | null
  readonly index: string
  readonly createdVersion: number
  readonly updatedVersion: number
  readonly [cell: string]: CellValue | null
}

/** Keys of a shape that are not cells. */
export const structuralKeys: ReadonlySet<string> = new Set([
  'id',
  'kind',
  'parentId',
  'index',
  'createdVersion',
  'updatedVersion',
])
