import { type Bounds, expandBounds, type Point } from '@flowstate/engine'
import type { DrawnShape } from './drawing.ts'
import { drawnExtent } from './drawn-extent.ts'
import { type Foreign, textIn } from './foreign-value.ts'
import type { TldrawRecords } from './tldraw-records.ts'

type Part = Pick<DrawnShape, 'kind' | 'cells'>

const depthMax = 32
/** Canvas units left before what an arrow points at. */
const gap = 6

/** The shapes a record is made of in the end: itself, or for a group what is in it. Arrows are left aside, they may point back. */
function partsOf(
  record: Foreign,
  scene: { readonly records: TldrawRecords; partOf(record: Foreign): Part | null },
  depth: number,
): readonly Part[] {
  const type = textIn(record, 'type')
  if (type === 'arrow' || depth > depthMax) return []
  if (type === 'group') {
    const inside = scene.records.children.get(textIn(record, 'id')) ?? []
    return inside.flatMap((child) => partsOf(child, scene, depth + 1))
  }
  const part = scene.partOf(record)
  return part === null ? [] : [part]
}

/** Where on the canvas something is that our arrows cannot be tied to: text, ink, lines and groups. */
export function looseTarget(
  record: Foreign,
  scene: { readonly records: TldrawRecords; partOf(record: Foreign): Part | null },
): Bounds | null {
  return drawnExtent(partsOf(record, scene, 0))
}

/** The point on the way to a spot where a box begins, a little before it; the spot itself when the way begins inside. */
export function edgeOnTheWay(box: Bounds, from: Point, to: Point): Point {
  const { minX, minY, maxX, maxY } = expandBounds(box, gap)
  const enter = (start: number, way: number, [low, high]: readonly [number, number]): number =>
    way === 0 ? 0 : Math.min((low - start) / way, (high - start) / way)
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  const t = Math.max(enter(from.x, dx, [minX, maxX]), enter(from.y, dy, [minY, maxY]))
  return t > 0 && t <= 1 ? { x: from.x + dx * t, y: from.y + dy * t } : to
}
