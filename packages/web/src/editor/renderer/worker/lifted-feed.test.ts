import type { Shape, ShapeId } from '@flowstate/engine'
import { expect, test } from 'vitest'
import { type LiftedPaint, nothingLifted } from '../lifted-paint.ts'
import { createLiftedFeed, shapesOf } from './lifted-feed.ts'

const shape = (name: string): Shape => ({
  id: name as ShapeId,
  kind: 'rectangle',
  parentId: null,
  index: `a${name}`,
  createdVersion: 1,
  updatedVersion: 1,
})
const [known, other] = [shape('known'), shape('other')]

test('what is lifted goes over as ids where the worker has it, and comes out as it was', () => {
  const { news } = createLiftedFeed((asked) => asked === known)
  const moved: Shape = { ...known, position: [5, 5] }
  const { shapes } = news({ ...nothingLifted, shapes: [known, moved, other] })
  expect(shapes).toEqual(['known', moved, other])
  expect(shapesOf(shapes, (id) => (id === known.id ? known : undefined))).toEqual([known, moved, other])
})

test('what is carried and left out is named once, and again when it is another', () => {
  const { news } = createLiftedFeed(() => true)
  const together = [known]
  const carry = (shapes: readonly Shape[], dx: number): LiftedPaint => ({
    ...nothingLifted,
    carried: { shapes, dx, dy: 0 },
    hidden: new Set(shapes.map(({ id }) => id)),
  })
  expect(news(carry(together, 1))).toMatchObject({ carried: { shapes: ['known'], dx: 1 }, hidden: ['known'] })
  expect(news(carry(together, 2))).toEqual({ shapes: [], carried: { dx: 2, dy: 0 }, fading: [] })
  expect(news(carry([other], 3))).toMatchObject({ carried: { shapes: ['other'] }, hidden: ['other'] })
  expect(news(nothingLifted)).toEqual({ shapes: [], carried: null, hidden: [], fading: [] })
})
