import { apply, emptyState, type ShapeId } from '@flowstate/engine'
import { describe, expect, test } from 'vitest'
import { concernsSelection } from './concerns-selection.ts'

const id = (name: string) => name as ShapeId

function canvasWith(...shapes: readonly (readonly [name: string, kind: string, parent?: string])[]) {
  const state = emptyState()
  const create = ([name, kind, parent]: (typeof shapes)[number]) =>
    apply(state, [
      {
        kind: 'create',
        shape: { id: id(name), kind, parentId: parent === undefined ? null : id(parent), index: `a${name}` },
      },
    ])
  shapes.forEach(create)
  return { state, create }
}

describe('what concerns a selection', () => {
  const { state, create } = canvasWith(
    ['frame', 'frame'],
    ['group', 'group', 'frame'],
    ['inside', 'rectangle', 'group'],
    ['beside', 'rectangle', 'frame'],
    ['elsewhere', 'rectangle'],
  )
  const concerns = concernsSelection(new Set([id('group')]), () => state)

  test('is itself, what is in it and what it is in', () => {
    for (const name of ['group', 'inside', 'frame']) expect(concerns(new Set([name])), name).toBe(true)
    expect(concerns('all')).toBe(true)
  })

  test('is nothing beside it', () => {
    expect(concerns(new Set(['beside', 'elsewhere', '@canvas']))).toBe(false)
  })

  test('is what comes into it, from then on', () => {
    create(['new', 'rectangle', 'group'])
    expect(concerns(new Set(['new']))).toBe(true)
    create(['neighbour', 'rectangle', 'frame'])
    expect(concerns(new Set(['neighbour']))).toBe(false)
  })
})
