import { expect, test } from 'vitest'
import { testShapeId } from '../testing/test-editor.ts'
import { readLinkTarget, writeLinkTarget } from './deep-link.ts'

test('a link says the same when it is read as when it was written', () => {
  const shapes = { kind: 'shapes', ids: [testShapeId('a'), testShapeId('b')] } as const
  expect(readLinkTarget(writeLinkTarget(shapes))).toEqual(shapes)
  const view = { kind: 'view', area: [-10, 20, 800, 600] } as const
  expect(readLinkTarget(writeLinkTarget(view))).toEqual(view)
})

test('an address that leads nowhere is no target', () => {
  for (const query of [
    '',
    '?shape=',
    '?shape=<b>',
    '?view=1,2,3',
    '?view=a,b,c,d',
    '?view=1,2,0,4',
    '?view=1,2,3,4,5',
  ])
    expect(readLinkTarget(query)).toBeNull()
})
