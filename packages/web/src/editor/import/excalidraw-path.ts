import type { Point } from '@flowstate/engine'
import { thinnedPoints } from './clean-cells.ts'
import type { DrawnBinding, DrawnShape } from './drawing.ts'
import { anchorAlong, anchorOf } from './drawn-anchor.ts'
import { driftWhenTied, type TargetBox } from './drawn-drift.ts'
import { commonCells, fillCells, fillColour, isRound, lineCells } from './excalidraw-style.ts'
import { isClosedPath, knownOutline } from './filled-outline.ts'
import { type Foreign, flagIn, isForeign, listIn, member, numberIn, textIn } from './foreign-value.ts'
import type { LossList } from './loss-list.ts'
import { pathCells } from './plane-map.ts'

type Part = Omit<DrawnShape, 'parentKey'>

/** What arrows need to know of the rest of the scene. */
export interface Targets {
  /** The box of a shape an arrow can be tied to; undefined for anything else. */
  boxOf(key: string): TargetBox | undefined
}

function pairsOf(element: Foreign): readonly Point[] {
  return listIn(element, 'points').flatMap((item) => {
    if (!Array.isArray(item)) return []
    const [x, y] = item as readonly unknown[]
    return Number.isFinite(x) && Number.isFinite(y) ? [{ x: Number(x), y: Number(y) }] : []
  })
}

/** Points on the canvas, the turn of the element worked in: about the middle of the box around them. */
function canvasPoints(element: Foreign): readonly Point[] {
  const [x, y] = [numberIn(element, 'x', 0), numberIn(element, 'y', 0)]
  const points = pairsOf(element).map((point) => ({ x: point.x + x, y: point.y + y }))
  const angle = numberIn(element, 'angle', 0)
  if (angle === 0 || points.length === 0) return points
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const point of points) {
    minX = Math.min(minX, point.x)
    minY = Math.min(minY, point.y)
    maxX = Math.max(maxX, point.x)
    maxY = Math.max(maxY, point.y)
  }
  const [midX, midY, cos, sin] = [(minX + maxX) / 2, (minY + maxY) / 2, Math.cos(angle), Math.sin(angle)]
  return points.map((point) => ({
    x: midX + (point.x - midX) * cos - (point.y - midY) * sin,
    y: midY + (point.x - midX) * sin + (point.y - midY) * cos,
  }))
}

type Head = 'none' | 'arrow' | 'triangle' | 'dot' | 'bar' | 'diamond'

function headOf(value: unknown): Head {
  if (typeof value !== 'string' || value === 'none') return 'none'
  if (value.startsWith('triangle')) return 'triangle'
  if (value.startsWith('diamond')) return 'diamond'
  if (value === 'dot' || value.startsWith('circle')) return 'dot'
  if (value === 'bar' || value.endsWith('_one') || value.endsWith('_exactly_one')) return 'bar'
  return 'arrow'
}

/** Canvas units a tip may move by being tied: the space left before an outline is another here. */
const driftMax = 16

function bindingIn(
  element: Foreign,
  side: { readonly name: 'startBinding' | 'endBinding'; readonly from: Point; readonly tip: Point },
  scene: { readonly targets: Targets; readonly losses: LossList },
): DrawnBinding | undefined {
  const binding = member(element, side.name)
  if (!isForeign(binding)) return undefined
  const key = textIn(binding, 'elementId')
  const box = scene.targets.boxOf(key)
  if (box === undefined) {
    scene.losses.add('looseEnd', 'arrow')
    return undefined
  }
  const [u, v] = listIn(binding, 'fixedPoint')
  const anchor =
    typeof u === 'number' && typeof v === 'number'
      ? anchorOf({ ...box, rotation: 0 }, { x: box.x + u * box.width, y: box.y + v * box.height })
      : anchorAlong(box, side.from, side.tip)
  // Lines tied along an outline or to a spot of it would swing round to another one: they stay free where they are.
  return driftWhenTied(box, anchor, side) > driftMax ? undefined : { key, anchor }
}

/** Elbows of ours go one way: out, across in the middle, in. Others keep their corners as points. */
function isPlainElbow(points: readonly Point[]): boolean {
  if (points.length !== 4) return false
  const [a, b, c, d] = points as readonly [Point, Point, Point, Point]
  const isFlat = Math.abs(d.x - a.x) >= Math.abs(d.y - a.y)
  const [first, half] = isFlat
    ? [Math.abs(b.y - a.y), Math.abs((b.x + c.x) / 2 - (a.x + d.x) / 2)]
    : [Math.abs(b.x - a.x), Math.abs((b.y + c.y) / 2 - (a.y + d.y) / 2)]
  return first < 1 && half < 8
}

export function arrowShape(
  element: Foreign,
  key: string,
  scene: { readonly targets: Targets; readonly losses: LossList },
): Part | null {
  const points = canvasPoints(element)
  const [first, last] = [points[0], points.at(-1)]
  if (first === undefined || last === undefined || points.length < 2) return null
  const isElbow = flagIn(element, 'elbowed') && isPlainElbow(points)
  const kept = isElbow ? [first, last] : points
  const isCurved = !flagIn(element, 'elbowed') && isRound(element) && points.length > 2
  const start = bindingIn(element, { name: 'startBinding', from: kept[1] ?? last, tip: first }, scene)
  const end = bindingIn(element, { name: 'endBinding', from: kept.at(-2) ?? first, tip: last }, scene)
  const path = pathCells(kept)
  const cells = {
    ...commonCells(element),
    ...lineCells(element),
    ...path,
    points: thinnedPoints(path.points, 2, { what: 'arrow', losses: scene.losses }),
    startHead: headOf(member(element, 'startArrowhead')),
    endHead: headOf(member(element, 'endArrowhead')),
    route: isElbow ? 'elbow' : isCurved ? 'curved' : 'straight',
  }
  return { key, kind: 'arrow', cells, ...(start && { start }), ...(end && { end }) }
}

/** A line without heads. Filled ones become the closed shape they are, where we have it. */
export function lineShape(element: Foreign, key: string, losses: LossList): Part | null {
  const points = canvasPoints(element)
  if (points.length < 2) return null
  const isFilled = fillColour(element) !== 'none' && (flagIn(element, 'polygon') || isClosedPath(points))
  const outline = isFilled && (!isRound(element) || points.length <= 5) ? knownOutline(points) : null
  if (outline !== null) {
    const { kind, ...place } = outline
    return {
      key,
      kind,
      cells: { ...commonCells(element), ...lineCells(element), ...fillCells(element), ...place },
    }
  }
  if (isFilled) losses.add('fill', 'line')
  const path = pathCells(points)
  const cells = {
    ...commonCells(element),
    ...lineCells(element),
    ...path,
    points: thinnedPoints(path.points, 2, { what: 'line', losses }),
  }
  // Our lines are straight between their points: a smooth one is an arrow without heads.
  if (isRound(element) && points.length > 2)
    return { key, kind: 'arrow', cells: { ...cells, endHead: 'none', route: 'curved' } }
  return { key, kind: 'line', cells }
}

const inkPerWidth = 2

/** Ink with its pressure, or without where it was made up from the speed. */
export function inkShape(element: Foreign, key: string, losses: LossList): Part | null {
  const points = canvasPoints(element)
  const [first] = points
  if (first === undefined) return null
  if (fillColour(element) !== 'none' && isClosedPath(points)) losses.add('fill', 'freedraw')
  const pressures = member(element, 'simulatePressure') === true ? [] : listIn(element, 'pressures')
  const triples = points.flatMap((point, i) => {
    const pressure = pressures[i]
    return [
      point.x - first.x,
      point.y - first.y,
      typeof pressure === 'number' ? Math.min(1, Math.max(0, pressure)) : 0.5,
    ]
  })
  const line = lineCells(element)
  const strokeWidth = Math.min(100, Math.max(0.5, numberIn(element, 'strokeWidth', 1)) * inkPerWidth)
  const cells = {
    ...commonCells(element),
    ...line,
    strokeWidth,
    position: [first.x, first.y],
    points: thinnedPoints(triples, 3, { what: 'freedraw', losses }),
  }
  return { key, kind: 'stroke', cells }
}
