import type { Bounds, Pair, Point } from '@flowstate/engine'
import type { DrawnShape } from './drawing.ts'
import { inTreeOrder } from './drawn-tree.ts'
import { type Foreign, flagIn, isForeign, numberIn, objectIn, textIn } from './foreign-value.ts'
import { createLossList, type LossList } from './loss-list.ts'
import { mapPoint, type PlaneMap, planeAt, samePlane } from './plane-map.ts'
import { type PlacedRecord, tldrawBoxShape, tldrawBoxSize } from './tldraw-boxes.ts'
import { edgeOnTheWay, looseTarget } from './tldraw-loose.ts'
import {
  type ArrowEnd,
  freeEnd,
  tldrawArrowShape,
  tldrawInkShape,
  tldrawLineShape,
  tldrawTextShape,
} from './tldraw-paths.ts'
import type { TldrawRecords } from './tldraw-records.ts'
import { tldrawCommonCells } from './tldraw-style.ts'

const depthMax = 64

function placedRecord(record: Foreign, { shapes }: TldrawRecords): PlacedRecord {
  const chain: Foreign[] = []
  let at: Foreign | undefined = record
  for (let depth = 0; at !== undefined && depth < depthMax; depth++) {
    chain.push(at)
    at = shapes.get(textIn(at, 'parentId'))
  }
  const plane = chain.reduceRight(
    (outer: PlaneMap, inner) =>
      planeAt(outer, {
        x: numberIn(inner, 'x', 0),
        y: numberIn(inner, 'y', 0),
        rotation: numberIn(inner, 'rotation', 0),
      }),
    samePlane,
  )
  return { record, props: objectIn(record, 'props'), plane }
}

/** What one end of an arrow is tied to: by a record of its own, or in older files by the arrow itself. */
function tieOf(
  arrow: PlacedRecord,
  name: 'start' | 'end',
  records: TldrawRecords,
): { key: string; anchor: Pair } | null {
  const binding = records.bindings.get(`${textIn(arrow.record, 'id')} ${name}`)
  const own = objectIn(arrow.props, name)
  const isOwn = textIn(own, 'type') === 'binding'
  if (binding === undefined && !isOwn) return null
  const key = binding === undefined ? textIn(own, 'boundShapeId') : textIn(binding, 'toId')
  const said = binding === undefined ? own : objectIn(binding, 'props')
  const at = objectIn(said, 'normalizedAnchor')
  // Without care for the spot an arrow points at the middle.
  const isPrecise = flagIn(said, 'isPrecise')
  return { key, anchor: isPrecise ? [numberIn(at, 'x', 0.5), numberIn(at, 'y', 0.5)] : [0.5, 0.5] }
}

const fraction = (value: number): number => Math.min(1, Math.max(0, value))

interface FoundEnd extends ArrowEnd {
  /** What the end points at, as large as the file lets expect: a text, or what it is not tied to. */
  readonly before?: Bounds
}

interface SceneReading {
  readonly records: TldrawRecords
  readonly losses: LossList
}

function endOf(arrow: PlacedRecord, name: 'start' | 'end', scene: SceneReading): FoundEnd {
  const { records, losses } = scene
  const tie = tieOf(arrow, name, records)
  if (tie === null) return { point: freeEnd(arrow, name) }
  const [u, v] = tie.anchor
  const target = records.shapes.get(tie.key)
  const placed = target === undefined ? null : placedRecord(target, records)
  const size = placed === null ? undefined : tldrawBoxSize(placed)
  if (placed !== null && size !== undefined) {
    const point: Point = mapPoint(placed.plane, { x: u * size.width, y: v * size.height })
    return { point, binding: { key: tie.key, anchor: [fraction(u), fraction(v)] } }
  }
  const unheard = { records, losses: createLossList() }
  const partOfRecord = (record: Foreign) => partOf(placedRecord(record, records), unheard)
  const before = target === undefined ? null : looseTarget(target, { records, partOf: partOfRecord })
  const isText = target !== undefined && textIn(target, 'type') === 'text'
  if (!isText || before === null) losses.add('looseEnd', 'arrow')
  if (before === null) return { point: freeEnd(arrow, name) }
  const { minX, minY, maxX, maxY } = before
  const point = { x: minX + u * (maxX - minX), y: minY + v * (maxY - minY) }
  return isText
    ? { point, before, binding: { key: tie.key, anchor: [fraction(u), fraction(v)] } }
    : { point, before }
}

/** The end as it is drawn: before what it points at, seen from the other one. */
function drawnEnd(end: FoundEnd, other: FoundEnd): ArrowEnd {
  if (end.before === undefined) return end
  return { ...end, point: edgeOnTheWay(end.before, other.point, end.point) }
}

function partOf(placed: PlacedRecord, scene: SceneReading): Omit<DrawnShape, 'parentKey' | 'key'> | null {
  const { losses } = scene
  const type = textIn(placed.record, 'type')
  switch (type) {
    case 'group':
      return { kind: 'group', cells: {} }
    case 'draw':
    case 'highlight':
      return tldrawInkShape(placed, losses)
    case 'line':
      return tldrawLineShape(placed, losses)
    case 'text':
      return tldrawTextShape(placed, losses)
    case 'arrow': {
      const [start, end] = [endOf(placed, 'start', scene), endOf(placed, 'end', scene)]
      return tldrawArrowShape(placed, { start: drawnEnd(start, end), end: drawnEnd(end, start) }, losses)
    }
    default: {
      const part = tldrawBoxShape(placed, losses)
      if (part === null) losses.add('unknownShape', type === '' ? '?' : type)
      return part
    }
  }
}

/** The shapes of a store on the one plane of a canvas. Those whose parent is a page have that page as parent. */
export function tldrawShapes(records: TldrawRecords, losses: LossList): readonly DrawnShape[] {
  const byOrder = [...records.shapes.values()]
    .filter(isForeign)
    .toSorted((a, b) => (textIn(a, 'index') < textIn(b, 'index') ? -1 : 1))
  const shapes = byOrder.flatMap((record): readonly DrawnShape[] => {
    const part = partOf(placedRecord(record, records), { records, losses })
    if (part === null) return []
    const cells = { ...tldrawCommonCells(record), ...part.cells }
    return [{ ...part, key: textIn(record, 'id'), parentKey: textIn(record, 'parentId') || null, cells }]
  })
  return shapes
}

/** The shapes of each page in the order of painting. */
export function shapesByPage(
  shapes: readonly DrawnShape[],
  pageKeys: readonly string[],
): ReadonlyMap<string, readonly DrawnShape[]> {
  const parents = new Map(shapes.map(({ key, parentKey }) => [key, parentKey]))
  const known = new Set(pageKeys)
  const first = pageKeys[0] ?? ''
  const pages = new Map<string, DrawnShape[]>(pageKeys.map((key) => [key, []]))
  for (const shape of shapes) {
    let at: string | null | undefined = shape.parentKey
    for (let depth = 0; at != null && !known.has(at) && depth < depthMax; depth++) at = parents.get(at)
    const page = pages.get(at != null && known.has(at) ? at : first)
    if (page !== undefined) page.push(shape)
  }
  return new Map([...pages].map(([key, page]) => [key, inTreeOrder(page)]))
}
