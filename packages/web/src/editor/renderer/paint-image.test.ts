import type { Cells, ShapeId } from '@flowstate/engine'
import { createTextRuler } from '@flowstate/engine'
import { describe, expect, test } from 'vitest'
import { createFakePaintContext } from '../testing/fake-paint-context.ts'
import { shapeFromProposal } from '../tools/draft.ts'
import { paintShape } from './paint-shape.ts'
import type { Picture } from './picture.ts'

/** Paints a picture of 200 x 100 canvas units; answers what was drawn, moved and asked for. */
function paint(cells: Cells, picture: Picture, scale = 1) {
  const drawn: (readonly unknown[])[] = []
  const asked: number[] = []
  const context = createFakePaintContext()
  context.drawImage = (...call: readonly unknown[]) => drawn.push(call.slice(1))
  const moves: (readonly [string, number, number])[] = []
  context.translate = (x, y) => moves.push(['translate', x, y])
  context.scale = (x, y) => moves.push(['scale', x, y])
  const shape = { id: 'picture-01' as ShapeId, kind: 'image', position: [10, 20], size: [200, 100], ...cells }
  paintShape(context, shapeFromProposal({ ...shape, assetId: 'a'.repeat(64) }), {
    lookup: { get: () => undefined },
    ruler: createTextRuler((text) => text.length * 10),
    theme: 'light',
    scale,
    image(_assetId, widthPixels) {
      asked.push(widthPixels)
      return picture
    },
  })
  return { drawn, asked, moves, calls: context.calls }
}

const ready: Picture = { kind: 'ready', source: {} as CanvasImageSource, width: 800, height: 400 }

describe('painting a picture', () => {
  test('all of it fills the box, and it is asked for as wide as it is seen', () => {
    const { drawn, asked } = paint({}, ready, 2)
    expect([drawn, asked]).toEqual([[[0, 0, 800, 400, 0, 0, 200, 100]], [400]])
  })

  test('cut to a part, that part fills the box, and the whole is asked for larger', () => {
    const { drawn, asked } = paint({ crop: [0.25, 0.5, 0.5, 0.25] }, ready)
    expect([drawn, asked]).toEqual([[[200, 200, 400, 100, 0, 0, 200, 100]], [400]])
  })

  test('a cut that leaves nothing or goes over the edge still draws within the picture', () => {
    expect(paint({ crop: [0, 0, 0, 0] }, ready).drawn).toEqual([[0, 0, 800, 400, 0, 0, 200, 100]])
    expect(paint({ crop: [0.5, 0.5, 1, 1] }, ready).drawn).toEqual([[400, 200, 400, 200, 0, 0, 200, 100]])
  })

  test('mirrored, it is turned about its own middle', () => {
    const { moves } = paint({ flip: [true, false] }, ready)
    expect(moves).toEqual([
      ['translate', 10, 20],
      ['translate', 200, 0],
      ['scale', -1, 1],
    ])
  })

  test('on its way and lost have faces of their own, plain ones when they are small', () => {
    const faces = (['loading', 'failed'] as const).map((kind) => paint({}, { kind }).calls.join())
    expect(faces[0]).not.toBe(faces[1])
    expect(paint({}, { kind: 'failed' }, 0.1).calls).not.toContain('stroke')
  })
})
