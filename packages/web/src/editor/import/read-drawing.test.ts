import { emptyState, isKnownShape, normaliseChange, type ProposedChange, resolve } from '@flowstate/engine'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countedIds, plannedOfKind, planOf } from '../testing/import-plan.ts'
import { sampleExcalidraw } from '../testing/sample-excalidraw.ts'
import { sampleTldraw } from '../testing/sample-tldraw.ts'
import { planDrawing } from './plan-drawing.ts'
import { readDrawing, readDrawingText } from './read-drawing.ts'

const sampleFlowstate = {
  type: 'flowstate/canvas',
  format: 1,
  canvas: { background: 'yellow' },
  shapes: [
    {
      id: 'frame-00001',
      kind: 'frame',
      parentId: null,
      index: 'a0',
      position: [0, 0],
      size: [300, 200],
      name: 'F',
    },
    {
      id: 'note-000001',
      kind: 'note',
      parentId: 'frame-00001',
      index: 'a1',
      position: [9, 9],
      size: [50, 50],
      text: 'N',
    },
    {
      id: 'box-0000001',
      kind: 'rectangle',
      parentId: 'frame-00001',
      index: 'a0',
      position: [90, 9],
      size: [50, 50],
    },
    {
      id: 'arrow-00001',
      kind: 'arrow',
      parentId: null,
      index: 'a1',
      position: [0, 0],
      points: [0, 0, 100, 0],
      start: { shapeId: 'note-000001', anchor: [1, 0.5] },
    },
  ],
}

/** Whether every change is one the log takes, in this order, on an empty canvas. */
function areTaken(changes: readonly ProposedChange[]): boolean {
  return changes.every((change) => normaliseChange(change, '').ok) && resolve(emptyState(), changes).ok
}

/** How many shapes came out of it. */
function survives(value: unknown): number {
  const read = readDrawing(value)
  if (!read.ok) return 0
  let pictures = 0
  const plan = planDrawing(read.value, {
    newShapeId: countedIds(),
    assetOf: () => (pictures++ % 3 === 0 ? null : 'ab'.repeat(32)),
    dx: 0.1,
    dy: -1e3,
  })
  expect(areTaken(plan.changes)).toBe(true)
  expect([...plan.state.shapes()].every(isKnownShape)).toBe(true)
  for (const { reason, what, count } of plan.losses)
    expect([typeof reason, typeof what, count > 0]).toEqual(['string', 'string', true])
  return plan.changes.length
}

const junk = fc.oneof(
  fc.constantFrom(
    null,
    -1,
    0,
    1e300,
    Number.NaN,
    '',
    '__proto__',
    'constructor',
    '\0\ud800',
    [],
    {},
    [[]],
    true,
    'box',
    'shape:box',
  ),
  fc.jsonValue({ maxDepth: 3 }),
)

/** A file in which some values, wherever they are, were replaced by anything at all. */
function damaged(value: unknown, hits: readonly (readonly [number, unknown])[]): unknown {
  const byPlace = new Map(hits)
  let place = 0
  const walk = (at: unknown): unknown => {
    const here = place++
    if (byPlace.has(here)) return byPlace.get(here)
    if (Array.isArray(at)) return at.map(walk)
    if (typeof at !== 'object' || at === null) return at
    return Object.fromEntries(Object.entries(at).map(([key, inner]) => [key, walk(inner)]))
  }
  return walk(value)
}

describe('reading drawings', () => {
  test.each([
    ['Excalidraw', sampleExcalidraw],
    ['tldraw', sampleTldraw],
    ['FlowState', sampleFlowstate],
    [
      'an Excalidraw library',
      { type: 'excalidrawlib', libraryItems: [{ elements: sampleExcalidraw.elements, name: 'x' }] },
    ],
  ])('a damaged file of %s never throws and never makes a shape the log would refuse', (_, sample) => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(700), junk), { minLength: 1, maxLength: 25 }), (hits) => {
        survives(damaged(sample, hits))
      }),
      { numRuns: 400 },
    )
  })

  test('any JSON at all is read or refused with a word', () => {
    const anything = fc.jsonValue({ maxDepth: 6 })
    fc.assert(
      fc.property(anything, fc.array(anything), (value, list) => {
        survives(value)
        survives({ type: 'excalidraw', elements: list })
        survives({ records: list, schema: value })
        survives({ type: 'flowstate/canvas', shapes: list })
        survives({ document: { pages: { p: { shapes: { a: value } } } } })
      }),
    )
  })

  test('what is no drawing is refused by what it is', () => {
    expect(readDrawingText('{"type":')).toEqual({ ok: false, error: 'notJson' })
    expect(readDrawingText('[1,2]')).toEqual({ ok: false, error: 'unknownFormat' })
    expect(readDrawing({ name: 'something', version: 3 })).toEqual({ ok: false, error: 'unknownFormat' })
    expect(readDrawing({ type: 'excalidraw', elements: [] })).toEqual({ ok: false, error: 'empty' })
    expect(readDrawing({ ...sampleFlowstate, format: 2 })).toEqual({ ok: false, error: 'newerFormat' })
  })

  test('thousands of groups one in the other are made flat instead of too deep', () => {
    const ids = Array.from({ length: 20_000 }, (_, i) => `g${i}`)
    const box = (id: string) => ({ id, type: 'rectangle', x: 0, y: 0, width: 10, height: 10, groupIds: ids })
    expect(survives({ type: 'excalidraw', elements: [box('a'), box('b')] })).toBe(3)
    const nested = ids.map((id, i) => ({
      typeName: 'shape',
      id,
      type: i % 2 === 0 ? 'frame' : 'group',
      parentId: ids[i - 1] ?? 'page:p',
      index: 'a1',
      props: { w: 10, h: 10 },
    }))
    expect(survives({ records: nested.slice(0, 3_000), schema: {} })).toBe(1_500)
  })

  test('own files come back as they were: order, frames, ties', () => {
    const plan = planOf(readDrawing(sampleFlowstate))
    const [frame] = plannedOfKind(plan, 'frame')
    const [note] = plannedOfKind(plan, 'note')
    expect(plan.state.children(null).map(({ kind }) => kind)).toEqual(['frame', 'arrow'])
    expect(plan.state.children(frame?.id ?? null).map(({ kind }) => kind)).toEqual(['rectangle', 'note'])
    expect(plannedOfKind(plan, 'arrow')[0]).toMatchObject({ start: { shapeId: note?.id, anchor: [1, 0.5] } })
    expect(plan.losses).toEqual([])
  })

  test('everything is moved together, and a picture that did not get through is left out and told', () => {
    const read = readDrawing(sampleExcalidraw)
    if (!read.ok) throw new Error(read.error)
    const plan = planDrawing(read.value, {
      newShapeId: countedIds(),
      assetOf: () => null,
      dx: 1_000,
      dy: -50,
    })
    expect(plannedOfKind(plan, 'rectangle')[0]?.position).toEqual([1_000, -50])
    expect(plannedOfKind(plan, 'image')).toEqual([])
    expect(plan.losses).toContainEqual({ reason: 'badPicture', what: 'image', count: 1 })
  })
})
