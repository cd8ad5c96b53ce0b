import { describe, expect, test } from 'vitest'
import { plannedOfKind, planOf } from '../testing/import-plan.ts'
import { binding, sampleTldraw } from '../testing/sample-tldraw.ts'
import { base64OfBytes } from './base64-bytes.ts'
import { createLossList } from './loss-list.ts'
import { readDrawing } from './read-drawing.ts'
import { tldrawInk } from './tldraw-ink.ts'
import { tldrawWords } from './tldraw-words.ts'

const plan = planOf(readDrawing(sampleTldraw))
const only = (kind: string) => {
  const [shape, ...more] = plannedOfKind(plan, kind)
  if (shape === undefined || more.length > 0) throw new Error(`not one ${kind}`)
  return shape
}

function near(value: unknown): unknown {
  return Array.isArray(value) ? value.map((item) => expect.closeTo(item as number, 1)) : value
}

describe('a tldraw file', () => {
  test('shapes keep size, colours, locks, and rich text as lines', () => {
    const [box] = plannedOfKind(plan, 'rectangle')
    expect(box).toMatchObject({
      size: [200, 120],
      stroke: 'blue',
      fill: 'blue',
      strokeWidth: 3.5,
      text: 'Client\napp',
      font: 'hand',
    })
    expect(only('ellipse')).toMatchObject({
      locked: true,
      opacity: 0.5,
      dash: 'dashed',
      fillStyle: 'hatch',
      stroke: '#f87777',
      text: 'Server',
    })
    expect(only('note')).toMatchObject({ size: [200, 200], fill: 'violet', text: 'Buy milk' })
  })

  test('an arrow is tied where its bindings say, at the middle where they are not precise, and bent', () => {
    const [box] = plannedOfKind(plan, 'rectangle')
    expect(only('arrow')).toMatchObject({
      start: { shapeId: box?.id, anchor: [0.5, 0.5] },
      end: { shapeId: only('ellipse').id, anchor: [0.25, 0.75] },
      startHead: 'dot',
      endHead: 'bar',
      route: 'curved',
      text: 'calls',
    })
  })

  test('an arrow to words ends before them and is tied to them; one to a group is told to be untied', () => {
    const to = (toId: string) => {
      const records = sampleTldraw.records.map((record) =>
        record.id === 'binding:end' ? binding('end', toId, { x: 0.5, y: 0.5, isPrecise: false }) : record,
      )
      return planOf(readDrawing({ records, schema: {} }))
    }
    const words = to('shape:text')
    const [arrow] = plannedOfKind(words, 'arrow')
    expect(arrow).toMatchObject({ start: { anchor: [0.5, 0.5] }, position: [100, 60] })
    expect(arrow?.end).toEqual({ shapeId: plannedOfKind(words, 'text')[0]?.id, anchor: [0.5, 0.5] })
    const points = Array.isArray(arrow?.points) ? arrow.points : []
    expect(60 + Number(points.at(-1))).toBeCloseTo(694, 0)
    expect(words.losses.filter(({ reason }) => reason === 'looseEnd')).toEqual([])
    const group = to('shape:group')
    expect(plannedOfKind(group, 'arrow')[0]?.end).toBeUndefined()
    expect(group.losses).toContainEqual({ reason: 'looseEnd', what: 'arrow', count: 1 })
  })

  test('older files have the ties in the arrow itself', () => {
    const tie = {
      type: 'binding',
      boundShapeId: 'shape:box',
      normalizedAnchor: { x: 1, y: 0.5 },
      isPrecise: true,
    }
    const records = sampleTldraw.records
      .filter(({ typeName }) => typeName !== 'binding')
      .map((record) =>
        record.id === 'shape:arrow'
          ? { ...record, props: { start: tie, end: { type: 'point', x: 500, y: 60 } } }
          : record,
      )
    const [arrow] = plannedOfKind(planOf(readDrawing({ records, schema: {} })), 'arrow')
    expect(arrow).toMatchObject({ start: { anchor: [1, 0.5] }, position: [200, 60], points: [0, 0, 300, 0] })
    expect(arrow?.end).toBeUndefined()
  })

  test('what stands in a turned frame is turned with it, about its own middle', () => {
    // The frame's corner turns by a quarter: its box lies to the left of it.
    expect(only('frame')).toMatchObject({ rotation: 1.5708, position: near([650, 50]), name: 'Turned' })
    const group = only('group')
    expect(group.parentId).toBe(only('frame').id)
    const star = only('star')
    expect(star).toMatchObject({ parentId: group.id, rotation: 1.5708, position: near([850, 130]) })
    expect(plan.state.children(group.id).map(({ kind }) => kind)).toEqual(['rectangle', 'star'])
  })

  test('ink, highlighter, lines and free text', () => {
    expect(only('stroke')).toMatchObject({
      position: [50, 60],
      points: [0, 0, 0.5, 8, 6, 0.7],
      stroke: 'red',
      strokeWidth: 2,
    })
    expect(only('highlight')).toMatchObject({ stroke: 'yellow', points: [0, 0, 0.5, 90, 0, 0.5] })
    expect(only('line')).toMatchObject({ points: [0, 0, 50, 0] })
    expect(only('text')).toMatchObject({ position: [10, 700], text: 'Old text', font: 'serif', fontSize: 44 })
    expect(only('image')).toMatchObject({ flip: [true, false] })
  })

  test('what is only like it is told, and what is not known', () => {
    expect(plan.losses).toEqual([
      { reason: 'simplified', what: 'heart', count: 1 },
      { reason: 'simplified', what: 'video', count: 1 },
      { reason: 'unknownShape', what: 'hologram', count: 1 },
    ])
  })

  test('pages lie side by side, each in a frame with its name', () => {
    const page = { typeName: 'page', id: 'page:q', name: 'Second', index: 'a2' }
    const shape = {
      typeName: 'shape',
      id: 'shape:q',
      type: 'geo',
      parentId: 'page:q',
      index: 'a1',
      props: { w: 9, h: 9 },
    }
    const two = planOf(readDrawing({ records: [...sampleTldraw.records, page, shape], schema: {} }))
    const frames = plannedOfKind(two, 'frame')
    expect(frames.map(({ name }) => name)).toEqual(['Page 1', 'Turned', 'Second'])
    expect(frames[1]?.parentId).toBe(frames[0]?.id)
    expect(two.roots).toHaveLength(2)
  })

  test('a snapshot of the store is read like a file', () => {
    const store = Object.fromEntries(sampleTldraw.records.map((record) => [record.id, record]))
    const snapshot = { document: { store, schema: {} }, session: {} }
    expect(planOf(readDrawing(snapshot)).changes).toHaveLength(plan.changes.length)
  })

  test('a document of the first editor is read', () => {
    const style = { color: 'cyan', size: 'medium', dash: 'draw', isFilled: true }
    const shapes = {
      a: {
        id: 'a',
        type: 'rectangle',
        parentId: 'p',
        childIndex: 2,
        point: [10, 20],
        size: [100, 50],
        style,
        label: 'One',
      },
      b: {
        id: 'b',
        type: 'sticky',
        parentId: 'p',
        childIndex: 1,
        point: [300, 0],
        size: [200, 200],
        style,
        text: 'Note',
      },
      c: {
        id: 'c',
        type: 'arrow',
        parentId: 'p',
        childIndex: 3,
        point: [110, 45],
        style,
        handles: { start: { point: [0, 0] }, end: { point: [190, 0] } },
        decorations: { end: 'arrow' },
      },
    }
    const bindings = { x: { id: 'x', fromId: 'c', toId: 'a', handleId: 'start' } }
    const file = {
      name: 'old',
      document: { version: 15, pages: { p: { id: 'p', name: 'Page', shapes, bindings } }, assets: {} },
    }
    const old = planOf(readDrawing(file))
    expect(plannedOfKind(old, 'rectangle')).toMatchObject([
      { position: [10, 20], size: [100, 50], text: 'One' },
    ])
    expect(plannedOfKind(old, 'note')).toMatchObject([{ text: 'Note' }])
    expect(plannedOfKind(old, 'arrow')).toMatchObject([
      { start: { anchor: [0.5, 0.5] }, endHead: 'arrow', startHead: 'none' },
    ])
    expect(old.state.children(null).map(({ kind }) => kind)).toEqual(['note', 'rectangle', 'arrow'])
  })
})

describe('ink of tldraw', () => {
  // 1.5 is 0x3e00 in halves, 0.5 is 0x3800, -2 is 0xc000.
  const halves = (...bits: readonly number[]) => new Uint8Array(new Uint16Array(bits).buffer)
  const floats = (...values: readonly number[]) => new Uint8Array(new Float32Array(values).buffer)
  const packed = (...parts: readonly Uint8Array[]) =>
    base64OfBytes(Uint8Array.from(parts.flatMap((part) => [...part])))

  test('packed steps begin with a whole point', () => {
    const path = packed(floats(1_000.25, -3, 0.5), halves(0x3e00, 0xc000, 0))
    expect(tldrawInk({ segments: [{ type: 'free', path }] })).toEqual([
      { x: 1_000.25, y: -3, pressure: 0.5 },
      { x: 1_001.75, y: -5, pressure: 0.5 },
    ])
  })

  test('packed steps without pressure, packed places, and stretched ink', () => {
    const flat = packed(floats(1, 2), halves(0x3e00, 0xc000))
    expect(tldrawInk({ segments: [{ path: flat, dim: 2 }] })).toEqual([
      { x: 1, y: 2, pressure: 0.5 },
      { x: 2.5, y: 0, pressure: 0.5 },
    ])
    const places = packed(halves(0x3e00, 0xc000, 0x3800))
    expect(tldrawInk({ scaleX: 2, segments: [{ points: places }] })).toEqual([{ x: 3, y: -2, pressure: 0.5 }])
  })
})

test('lists and breaks of rich text become lines', () => {
  const text = (words: string) => ({ type: 'text', text: words })
  const item = (words: string) => ({
    type: 'listItem',
    content: [{ type: 'paragraph', content: [text(words)] }],
  })
  const richText = {
    type: 'doc',
    content: [
      { type: 'paragraph', content: [text('a'), { type: 'hardBreak' }, text('b')] },
      { type: 'bulletList', content: [item('one'), item('two')] },
      { type: 'orderedList', content: [item('first')] },
      { type: 'paragraph' },
    ],
  }
  expect(tldrawWords({ richText }, createLossList())).toBe('a\nb\n• one\n• two\n1. first\n')
})
