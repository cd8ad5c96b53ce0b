import { createTextRuler } from '@flowstate/engine'
import { describe, expect, test } from 'vitest'
import { createTestEditor } from '../testing/test-editor.ts'
import { createRoughRuler } from './rough-ruler.ts'
import { createScene } from './scene.ts'

const box = (x: number, y: number, fill = 'none') => ({ position: [x, y], size: [100, 80], fill })

describe('scene', () => {
  test('the topmost shape is hit; hollow ones let clicks through', () => {
    const { editor, add } = createTestEditor()
    const below = add('below', 'rectangle', box(0, 0, 'blue'))
    const above = add('above', 'rectangle', box(20, 20))
    expect(editor.scene.shapeAt({ x: 60, y: 50 }, 4)?.id).toBe(below)
    expect(editor.scene.shapeAt({ x: 20, y: 50 }, 4)?.id).toBe(above)
    expect(editor.scene.shapeAt({ x: 110, y: 90 }, 4)).toBeNull()
  })

  test('a turned shape is hit where it is drawn', () => {
    const { editor, add } = createTestEditor()
    const id = add('bar', 'rectangle', {
      position: [0, 0],
      size: [200, 20],
      fill: 'red',
      rotation: Math.PI / 2,
    })
    expect(editor.scene.shapeAt({ x: 100, y: 90 }, 1)?.id).toBe(id)
    expect(editor.scene.shapeAt({ x: 10, y: 10 }, 1)).toBeNull()
  })

  test('an arrow follows the shape it is bound to and is repainted with it', () => {
    const { editor, add } = createTestEditor()
    const target = add('target', 'rectangle', box(300, 0, 'green'))
    const arrow = add('arrow', 'arrow', {
      position: [0, 40],
      points: [0, 0, 300, 0],
      end: { shapeId: target, anchor: [0.5, 0.5] },
    })
    const before = editor.scene.paintBoundsOf(arrow)
    editor.port.dispatch([{ kind: 'update', id: target, set: { position: [300, 600] } }])
    expect(before?.maxY).toBeLessThan(100)
    expect(editor.scene.paintBoundsOf(arrow)?.maxY).toBeGreaterThan(600)
  })

  test('an arrow tied to a text is found up to where the words really end, however wide they are taken for', () => {
    const { editor, add } = createTestEditor()
    const words = add('words', 'text', { position: [0, 0], text: 'some words', fontSize: 20 })
    const arrow = add('arrow', 'arrow', {
      position: [300, 14],
      points: [0, 0, 300, 0],
      start: { shapeId: words, anchor: [0.5, 0.5] },
    })
    const exact = createTextRuler(() => 50)
    const scene = createScene(
      () => editor.port.view(),
      exact,
      createTextRuler(() => 250),
    )
    scene.update('all')
    expect(scene.paintBoundsOf(arrow)?.minX).toBeLessThan(55)
  })

  test('everything read again: what is moved, new or gone is found, and texts when they have other widths', () => {
    const { editor, add } = createTestEditor()
    const stays = add('stays', 'rectangle', box(0, 0))
    const gone = add('gone', 'rectangle', box(300, 0))
    const text = add('text', 'text', { position: [0, 400], text: 'some words' })
    let letter = 10
    const ruler = createRoughRuler(() => letter)
    const scene = createScene(() => editor.port.view(), ruler)
    scene.update('all')
    const narrow = scene.paintBoundsOf(text)?.maxX ?? 0
    editor.port.dispatch([
      { kind: 'delete', ids: [gone] },
      { kind: 'update', id: stays, set: { position: [900, 0] } },
    ])
    const fresh = add('fresh', 'rectangle', box(500, 0))
    expect(scene.update('all')).toBe('all')
    const found = scene.shapesIn({ minX: 0, minY: 0, maxX: 1_000, maxY: 100 }).map(({ id }) => id)
    expect(found).toEqual([stays, fresh])
    letter = 50
    ruler.reset()
    scene.forgetWidths()
    scene.update('all')
    expect(scene.paintBoundsOf(text)?.maxX).toBeGreaterThan(narrow * 2)
  })

  test('a canvas that has just been read answers as it does once it is settled', () => {
    const { editor, add } = createTestEditor()
    for (let i = 0; i < 60; i++) add(`box-${i}`, 'rectangle', box((i % 10) * 150, Math.floor(i / 10) * 120))
    add('words', 'text', { position: [40, 900], text: 'some words' })
    const scene = createScene(() => editor.port.view(), editor.scene.ruler)
    scene.update('all')
    const area = { minX: 200, minY: 100, maxX: 700, maxY: 950 }
    const answers = () => ({
      found: scene.shapesIn(area).map(({ id }) => id),
      hit: scene.shapeAt({ x: 150, y: 40 }, 4)?.id,
      any: [scene.hasShapesIn(area), scene.hasShapesIn({ minX: -90, minY: -90, maxX: -80, maxY: -80 })],
      content: scene.contentBounds(),
      boxes: [...editor.port.view().shapes()].map(({ id }) => scene.paintBoundsOf(id)),
      enough: scene.estimate(area) >= scene.shapesIn(area).length,
    })
    const fresh = answers()
    scene.settle()
    expect(answers()).toEqual(fresh)
    expect(fresh.found.length).toBeGreaterThan(10)
    expect(fresh.enough).toBe(true)
  })

  test('OP6 an arrow bound to a dead shape keeps its last point', () => {
    const { editor, add } = createTestEditor()
    const target = add('target', 'rectangle', box(300, 0))
    const arrow = add('arrow', 'arrow', {
      position: [0, 40],
      points: [0, 0, 260, 0],
      end: { shapeId: target, anchor: [0.5, 0.5] },
    })
    editor.port.dispatch([{ kind: 'delete', ids: [target] }])
    expect(editor.scene.shapeAt({ x: 255, y: 40 }, 2)?.id).toBe(arrow)
  })

  test('shapes come in paint order, also after one is brought to the front', () => {
    const { editor, add } = createTestEditor()
    const first = add('first', 'ellipse', box(0, 0))
    const second = add('second', 'ellipse', box(10, 10))
    const area = { minX: 0, minY: 0, maxX: 200, maxY: 200 }
    expect(editor.scene.shapesIn(area).map(({ id }) => id)).toEqual([first, second])
    editor.port.dispatch([{ kind: 'place', ids: [first], at: 'front' }])
    expect(editor.scene.shapesIn(area).map(({ id }) => id)).toEqual([second, first])
  })
})
