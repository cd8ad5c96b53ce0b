import {
  assetIdsOf,
  type CanvasState,
  canvasFile,
  isContainerKind,
  type ProposedShape,
  type Shape,
  type ShapeId,
  shapeKindNames,
  structuralKeys,
} from '@flowstate/engine'
import { pick, type Random, randomShape, seededRandom, stateOfShapes } from '@flowstate/engine/testing'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countedIds } from '../testing/import-plan.ts'
import { planDrawing } from './plan-drawing.ts'
import { readDrawingText } from './read-drawing.ts'

/** Shapes of all kinds in and beside each other; every group has somebody in it, for empty ones are not brought in. */
function randomCanvas(random: Random): CanvasState {
  const shapes: ProposedShape[] = []
  const containers: (ShapeId | null)[] = [null, null, null]
  const put = (kind: (typeof shapeKindNames)[number], parentId: ShapeId | null): ShapeId => {
    const shape = randomShape(random, kind, parentId)
    shapes.push(shape)
    if (isContainerKind(kind) && containers.length < 12) containers.push(shape.id)
    return shape.id
  }
  for (let i = 0; i < 40; i++) {
    const kind = pick(random, shapeKindNames)
    const id = put(kind, pick(random, containers))
    if (kind === 'group') put('rectangle', id)
  }
  const [target] = shapes.filter(({ kind }) => kind === 'note')
  if (target !== undefined) {
    const arrow = randomShape(random, 'arrow')
    shapes.push({ ...arrow, end: { shapeId: target.id, anchor: [0.25, 1] } })
  }
  return stateOfShapes(shapes)
}

/** Where shapes are in the order of painting, as names that do not depend on ids. */
function pathsIn(state: CanvasState): ReadonlyMap<string, string> {
  const paths = new Map<string, string>()
  const visit = (parentId: ShapeId | null, path: string): void => {
    state.children(parentId).forEach((shape, i) => {
      paths.set(shape.id, `${path}/${i}`)
      visit(shape.id, `${path}/${i}`)
    })
  }
  visit(null, '')
  return paths
}

/** Everything there is to a canvas but ids, versions and order keys. Ends tied to nothing are free. */
function described(state: CanvasState): ReadonlyMap<string, unknown> {
  const paths = pathsIn(state)
  const end = (shape: Shape, name: 'start' | 'end'): unknown => {
    const binding = shape[name]
    if (typeof binding !== 'object' || binding === null || Array.isArray(binding)) return undefined
    const { shapeId, anchor } = binding as { readonly shapeId?: unknown; readonly anchor?: unknown }
    const path = paths.get(String(shapeId))
    return path === undefined ? undefined : { path, anchor }
  }
  return new Map(
    [...state.shapes()].map((shape) => {
      const cells = Object.entries(shape).filter(
        ([name]) => !structuralKeys.has(name) && name !== 'start' && name !== 'end',
      )
      const told = {
        ...Object.fromEntries(cells),
        kind: shape.kind,
        start: end(shape, 'start'),
        end: end(shape, 'end'),
      }
      return [paths.get(shape.id) ?? '', told]
    }),
  )
}

const asJson = (state: CanvasState): unknown =>
  JSON.parse(JSON.stringify(Object.fromEntries(described(state))))

test('any canvas comes back out of its file: every shape, every cell, order, parents and ties', () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const state = randomCanvas(seededRandom(seed))
      const picture = { type: 'image/png', data: 'aaaa' }
      const assets = Object.fromEntries(assetIdsOf(state.shapes()).map((id) => [id, picture]))
      const read = readDrawingText(JSON.stringify(canvasFile(state, { assets })))
      if (!read.ok) throw new Error(read.error)
      const plan = planDrawing(read.value, { newShapeId: countedIds(), assetOf: (key) => key, dx: 0, dy: 0 })
      expect(plan.losses.filter(({ reason }) => reason !== 'looseEnd')).toEqual([])
      // As JSON, which knows no minus zero: random cells have it, states of the log do not.
      expect(asJson(plan.state)).toEqual(asJson(state))
    }),
    { numRuns: 60 },
  )
})
