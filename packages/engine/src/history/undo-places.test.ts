import { describe, expect, it } from 'vitest'
import { rebalanceChildren } from '../rebalance.ts'
import { anna, bert, type MemoryCanvas, memoryCanvas, shapeNamed } from '../testing/memory-canvas.ts'
import { operationIdOf } from '../testing/memory-log.ts'

function fourNotes(): MemoryCanvas {
  const canvas = memoryCanvas()
  for (const name of ['a', 'b', 'c', 'd']) canvas.note(anna, name)
  return canvas
}

function rebalance(canvas: MemoryCanvas): void {
  // Keys far from the old ones, as a rebalance of many siblings makes them.
  for (const name of ['x', 'y', 'z']) canvas.note(bert, name)
  canvas.edit(bert, { kind: 'place', ids: ['x', 'y', 'z'].map(shapeNamed), at: 'back' })
  canvas.log.append({ kind: 'system' }, rebalanceChildren(canvas.log.state, null))
}

function place(name: string, at: { before: string } | 'front', parent?: string) {
  return {
    kind: 'place',
    ids: [shapeNamed(name)],
    at: at === 'front' ? at : { before: shapeNamed(at.before) },
    ...(parent !== undefined && { parentId: shapeNamed(parent) }),
  } as const
}

describe('where shapes go back to', () => {
  it('UN11 a revived shape gets its old key while that is free', () => {
    const canvas = fourNotes()
    const key = canvas.log.state.get(shapeNamed('b'))?.index
    canvas.remove(anna, 'b')
    canvas.log.undo(anna)
    expect(canvas.log.state.get(shapeNamed('b'))?.index).toBe(key)
    expect(canvas.order()).toEqual(['a', 'b', 'c', 'd'])
  })

  it('UN11 a taken key gives a fresh one next to whoever has it', () => {
    const canvas = fourNotes()
    const key = canvas.log.state.get(shapeNamed('b'))?.index
    canvas.remove(anna, 'b')
    // Between the same neighbours the same key is made again.
    canvas.edit(bert, {
      kind: 'create',
      shape: { id: shapeNamed('n'), kind: 'note', position: [0, 0], size: [1, 1] },
      at: { before: shapeNamed('c') },
    })
    canvas.log.append({ kind: 'edit', userId: bert }, [
      { kind: 'update', id: shapeNamed('n'), set: { place: [null, key ?? ''] } },
    ])
    canvas.log.undo(anna)
    expect(canvas.log.state.get(shapeNamed('b'))?.index).not.toBe(key)
    expect(canvas.order().filter((name) => name !== 'n')).toEqual(['a', 'b', 'c', 'd'])
  })

  it('UN11 after a rebalance shapes stand among their former neighbours, a block in its order', () => {
    const canvas = fourNotes()
    canvas.remove(anna, 'b', 'c')
    rebalance(canvas)
    canvas.log.undo(anna)
    expect(canvas.order()).toEqual(['x', 'y', 'z', 'a', 'b', 'c', 'd'])
  })

  it('UN11 a rebalance makes the old key worthless, free as it may be', () => {
    const canvas = fourNotes()
    canvas.remove(anna, 'b')
    const below = ['Zx', 'Zy', 'Zz']
    const changes = ['a', 'c', 'd'].map((name, i) => {
      const set = { place: [null, below[i] ?? ''] } as const
      return { kind: 'update', id: shapeNamed(name), set } as const
    })
    canvas.log.append({ kind: 'system' }, changes)
    canvas.log.undo(anna)
    expect(canvas.order()).toEqual(['a', 'b', 'c', 'd'])
  })

  it('UN11 a revived shape that would stand inside itself stands on the canvas, and is listed', () => {
    const canvas = memoryCanvas()
    canvas.frame(bert, 'f')
    canvas.frame(bert, 'g')
    canvas.frame(bert, 'h')
    canvas.edit(bert, place('f', 'front', 'g'))
    canvas.edit(bert, place('h', 'front', 'f'))
    canvas.edit(anna, { kind: 'delete', ids: [shapeNamed('f')], children: 'lift' })
    // A late row, resolved before f died: h stands in f, and g in h.
    const inside = (parent: string) => ({ place: [shapeNamed(parent), 'a5'] }) as const
    canvas.log.append({ kind: 'edit', userId: bert }, [
      { kind: 'update', id: shapeNamed('h'), set: inside('f') },
      { kind: 'update', id: shapeNamed('g'), set: inside('h') },
    ])
    expect(canvas.log.undo(anna)).toMatchObject({
      skipped: expect.arrayContaining([{ id: shapeNamed('f'), cell: 'place', reason: 'structure' }]),
    })
    expect(canvas.order()).toEqual(['f'])
    expect(canvas.order('h')).toEqual(['g'])
  })

  it('UN2 UN4 redo puts a shape where it stood, unless what put it there was undone meanwhile', () => {
    const canvas = memoryCanvas()
    canvas.frame(bert, 'f')
    canvas.frame(bert, 'g')
    canvas.note(anna, 'a')
    canvas.edit(bert, place('a', 'front', 'f'))
    const last = canvas.edit(bert, place('a', 'front', 'g'))
    canvas.log.undo(anna)
    canvas.log.redo(anna)
    expect(canvas.order('g')).toEqual(['a'])
    canvas.log.undo(anna)
    expect(canvas.log.undo(bert, { target: [operationIdOf(last)] })).toMatchObject({ changes: [] })
    canvas.log.redo(anna)
    expect(canvas.order('f')).toEqual(['a'])
  })

  it('UN1 UN11 redo of a move that was undone while its shape was dead moves it all the same', () => {
    const canvas = memoryCanvas()
    canvas.frame(anna, 'f')
    canvas.note(anna, 'a')
    canvas.edit(bert, place('a', 'front', 'f'))
    canvas.log.undo(bert)
    canvas.remove(anna, 'a')
    expect(canvas.log.redo(bert)).toMatchObject({ kind: 'commit', changes: [] })
    expect(canvas.log.undo(bert)).toMatchObject({ kind: 'commit', changes: [] })
    canvas.log.undo(anna)
    expect(canvas.order('f')).toEqual([])
    canvas.log.redo(bert)
    expect(canvas.order('f')).toEqual(['a'])
  })

  it('UN2 UN11 redo leaves a shape under the frame that dies by the same redo, in its order', () => {
    const canvas = memoryCanvas()
    canvas.frame(bert, 'f')
    for (const name of ['a', 'b']) canvas.note(bert, name)
    canvas.log.append({ kind: 'restore', userId: anna }, [
      { kind: 'update', id: shapeNamed('b'), set: { place: [shapeNamed('f'), 'a0'] } },
      { kind: 'delete', ids: [shapeNamed('f')] },
    ])
    expect(canvas.order()).toEqual(['b', 'a'])
    canvas.log.undo(anna)
    expect(canvas.order()).toEqual(['f', 'a', 'b'])
    canvas.log.redo(anna)
    expect(canvas.order()).toEqual(['b', 'a'])
    expect(canvas.log.state.get(shapeNamed('b'))?.parentId).toBe(shapeNamed('f'))
  })

  it('UN2 UN11 redo names a dead frame again also where a move within it had been undone before', () => {
    const canvas = memoryCanvas()
    for (const name of ['p', 'q', 'f']) canvas.frame(bert, name)
    canvas.note(anna, 'a', { parent: 'f' })
    const set = { place: [shapeNamed('f'), 'a0'], fill: 'red' } as const
    canvas.log.append({ kind: 'edit', userId: anna }, [{ kind: 'update', id: shapeNamed('a'), set }])
    canvas.log.undo(anna)
    canvas.log.append({ kind: 'edit', userId: bert }, [{ kind: 'delete', ids: [shapeNamed('f')] }])
    expect(canvas.order()).toEqual(['a', 'p', 'q'])
    canvas.log.undo(anna)
    expect(canvas.order()).toEqual(['p', 'q'])
    canvas.log.redo(anna)
    expect(canvas.order()).toEqual(['a', 'p', 'q'])
  })

  it('UN11 undo of a move across a rebalance goes back between the neighbours of then', () => {
    const canvas = fourNotes()
    canvas.edit(anna, place('a', 'front'))
    rebalance(canvas)
    canvas.log.undo(anna)
    expect(canvas.order().filter((name) => name < 'x')).toEqual(['a', 'b', 'c', 'd'])
  })

  it('UN11 a dead parent gives the canvas; a parent revived in the same undo takes its children back', () => {
    const canvas = memoryCanvas()
    canvas.frame(bert, 'f')
    canvas.note(bert, 'a', { parent: 'f' })
    canvas.remove(anna, 'a')
    canvas.remove(bert, 'f')
    canvas.log.undo(anna)
    expect(canvas.order()).toEqual(['a'])
    canvas.log.undo(bert)
    canvas.edit(bert, place('a', 'front', 'f'))
    canvas.remove(anna, 'f')
    expect(canvas.order()).toEqual([])
    canvas.log.undo(anna)
    expect(canvas.order('f')).toEqual(['a'])
  })

  it('UN11 what would stand inside itself is left, and listed', () => {
    const canvas = memoryCanvas()
    canvas.frame(bert, 'f')
    canvas.frame(bert, 'g')
    canvas.edit(bert, place('f', 'front', 'g'))
    canvas.edit(anna, { kind: 'place', ids: [shapeNamed('f')], parentId: null, at: 'front' })
    canvas.edit(bert, place('g', 'front', 'f'))
    expect(canvas.log.undo(anna)).toMatchObject({
      changes: [],
      undoOf: [4],
      skipped: [{ id: shapeNamed('f'), cell: 'place', reason: 'structure' }],
    })
    expect(canvas.order('f')).toEqual(['g'])
  })

  it('UN11 two shapes that change sides at once do not stand in each other’s way', () => {
    const canvas = memoryCanvas()
    canvas.frame(bert, 'f')
    canvas.frame(bert, 'g')
    canvas.edit(bert, place('g', 'front', 'f'))
    canvas.edit(
      anna,
      { kind: 'place', ids: [shapeNamed('g')], parentId: null, at: 'front' },
      place('f', 'front', 'g'),
    )
    canvas.log.undo(anna)
    expect(canvas.order()).toEqual(['f'])
    expect(canvas.order('f')).toEqual(['g'])
  })
})
