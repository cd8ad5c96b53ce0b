import { describe, expect, test } from 'vitest'
import { plannedOfKind, planOf } from '../testing/import-plan.ts'
import { sampleExcalidraw } from '../testing/sample-excalidraw.ts'
import { readDrawing } from './read-drawing.ts'

const plan = planOf(readDrawing(sampleExcalidraw))
const only = (kind: string) => {
  const [shape, ...more] = plannedOfKind(plan, kind)
  if (shape === undefined || more.length > 0) throw new Error(`not one ${kind}`)
  return shape
}
const scene = (...elements: readonly object[]) => planOf(readDrawing({ type: 'excalidraw', elements }))

describe('an Excalidraw scene', () => {
  test('a box keeps its style, and the text in it is its label, unwrapped', () => {
    const [box] = plannedOfKind(plan, 'rectangle')
    expect(box).toMatchObject({
      position: [0, 0],
      size: [200, 100],
      stroke: 'blue',
      fill: 'blue',
      fillStyle: 'solid',
      dash: 'dashed',
      opacity: 0.8,
      corner: 25,
      locked: true,
      link: 'https://example.org/',
      text: 'two lines',
      font: 'mono',
      align: 'right',
      verticalAlign: 'top',
    })
    expect(plannedOfKind(plan, 'text')).toHaveLength(1)
  })

  test('colours without a pair stay as they are; hatching and turns are kept', () => {
    expect(only('diamond')).toMatchObject({
      stroke: '#123456',
      fill: 'red',
      fillStyle: 'hatch',
      rotation: 0.3,
    })
  })

  test('an arrow is tied to both shapes, has its heads, and the text on it is its label', () => {
    const [box] = plannedOfKind(plan, 'rectangle')
    const [arrow] = plannedOfKind(plan, 'arrow')
    expect(arrow).toMatchObject({
      start: { shapeId: box?.id },
      end: { shapeId: only('diamond').id },
      startHead: 'dot',
      endHead: 'triangle',
      text: 'calls',
    })
  })

  test('a tie that would pull the tip along the outline is left free', () => {
    const box = { id: 'box', type: 'rectangle', x: 0, y: 0, width: 400, height: 400 }
    const arrow = {
      id: 'a',
      type: 'arrow',
      x: 0,
      y: 300,
      points: [
        [0, 0],
        [-100, 0],
      ],
      startBinding: { elementId: 'box', focus: 0.9 },
    }
    expect(plannedOfKind(scene(box, { ...arrow, y: 200 }), 'arrow')[0]?.start).toMatchObject({
      anchor: [0.5, 0.5],
    })
    const along = {
      ...arrow,
      y: 0,
      points: [
        [350, 0],
        [450, 0],
      ],
    }
    expect(plannedOfKind(scene(box, along), 'arrow')[0]?.start).toBeUndefined()
  })

  test('an arrow to words of their own is tied to them; a label is no shape to be tied to', () => {
    const words = {
      id: 'words',
      type: 'text',
      x: 200,
      y: 0,
      width: 80,
      height: 25,
      fontSize: 20,
      text: 'some words',
    }
    const arrow = {
      id: 'arrow',
      type: 'arrow',
      x: 0,
      y: 12,
      points: [
        [0, 0],
        [195, 0],
      ],
    }
    const to = (elementId: string) => ({ ...arrow, endBinding: { elementId, focus: 0, gap: 5 } })
    const tied = scene(words, to('words'))
    expect(plannedOfKind(tied, 'arrow')[0]?.end).toMatchObject({
      shapeId: plannedOfKind(tied, 'text')[0]?.id,
    })
    const box = { id: 'box', type: 'rectangle', x: 190, y: -20, width: 100, height: 60 }
    const label = scene(box, { ...words, containerId: 'box' }, to('words'))
    expect(plannedOfKind(label, 'arrow')[0]?.end).toBeUndefined()
    expect(label.losses).toContainEqual({ reason: 'looseEnd', what: 'arrow', count: 1 })
  })

  test('groups are nested, and a frame holds what is in it, in front of the frame', () => {
    const [outer, inner] = plannedOfKind(plan, 'group')
    expect(only('ellipse').parentId).toBe(inner?.id)
    expect(inner?.parentId).toBe(outer?.id)
    expect(only('stroke').parentId).toBe(outer?.id)
    expect(plannedOfKind(plan, 'rectangle')[1]?.parentId).toBe(only('frame').id)
    expect(only('frame')).toMatchObject({ name: 'First', position: [600, 280] })
  })

  test('ink has its pressure, within bounds', () => {
    expect(only('stroke')).toMatchObject({
      position: [200, 300],
      strokeWidth: 4,
      points: [0, 0, 0.2, 30, -40, 0.6, 60, 10, 1],
    })
  })

  test('a filled line that is a triangle becomes one; a smooth line is a curve without heads', () => {
    expect(only('triangle')).toMatchObject({ fill: 'yellow', position: [700, 130], size: [80, 70] })
    expect(plannedOfKind(plan, 'arrow')[1]).toMatchObject({ route: 'curved', endHead: 'none' })
  })

  test('a picture is cropped and mirrored as it was', () => {
    expect(only('image')).toMatchObject({ flip: [true, false], crop: [0.1, 0, 0.5, 0.5] })
  })

  test('what was deleted stays away silently; what is not known or not there is told', () => {
    expect(plan.losses).toEqual([
      { reason: 'unknownShape', what: 'hologram', count: 1 },
      { reason: 'missingPicture', what: 'image', count: 1 },
    ])
  })

  test('turned lines have their turn in their points', () => {
    const line = {
      id: 'l',
      type: 'line',
      x: 10,
      y: 10,
      points: [
        [0, 0],
        [100, 0],
      ],
      angle: Math.PI / 2,
    }
    expect(plannedOfKind(scene(line), 'line')[0]).toMatchObject({
      position: [60, -40],
      points: [0, 0, 0, 100],
    })
  })

  test('words in ink turn light on a dark canvas, but not on a fill that stays as it is', () => {
    const box = (id: string, backgroundColor: string) => [
      { id, type: 'rectangle', x: 0, y: 0, width: 200, height: 90, backgroundColor, fillStyle: 'solid' },
      { id: `${id} text`, type: 'text', text: 'words', containerId: id, strokeColor: '#1e1e1e' },
    ]
    const [tint, strong] = plannedOfKind(scene(...box('a', '#ffec99'), ...box('b', '#4c6ef5')), 'rectangle')
    expect(tint).toMatchObject({ fill: 'yellow', textColor: 'ink' })
    expect(strong).toMatchObject({ fill: '#4c6ef5', textColor: '#1f2329' })
  })

  test('a label set tighter there is set smaller here instead of on more lines', () => {
    const box = { id: 'b', type: 'rectangle', x: 0, y: 0, width: 110, height: 40 }
    const label = {
      id: 't',
      type: 'text',
      text: 'Ten letters',
      fontSize: 20,
      fontFamily: 2,
      containerId: 'b',
    }
    const fontSize = plannedOfKind(scene(box, label), 'rectangle')[0]?.fontSize
    expect(fontSize).toBeLessThan(20)
    expect(fontSize).toBeGreaterThanOrEqual(12)
  })
})

describe('an Excalidraw library', () => {
  const element = (id: string, x: number) => ({ id, type: 'ellipse', x, y: 0, width: 50, height: 50 })
  const library = {
    type: 'excalidrawlib',
    version: 2,
    libraryItems: [
      { id: '1', name: 'Pair', elements: [element('a', 0), element('b', 100)] },
      { id: '2', name: 'One', elements: [element('a', 0)] },
    ],
  }

  test('every item is a group of its own with its name, none above another', () => {
    const items = planOf(readDrawing(library))
    expect(plannedOfKind(items, 'group')).toMatchObject([{ name: 'Pair' }])
    const [a, b, c] = plannedOfKind(items, 'ellipse')
    expect(c).toMatchObject({ name: 'One', parentId: null })
    expect([a?.position, b?.position]).toEqual([
      [0, 0],
      [100, 0],
    ])
    expect(c?.position).not.toEqual(a?.position)
  })

  test('the first version of libraries, bare lists, is read too', () => {
    const items = planOf(
      readDrawing({ type: 'excalidrawlib', version: 1, library: [[element('a', 0), element('b', 100)]] }),
    )
    expect(plannedOfKind(items, 'ellipse')).toHaveLength(2)
  })
})
