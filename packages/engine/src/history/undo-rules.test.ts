import { describe, expect, it } from 'vitest'
import { limits } from '../limits.ts'
import { anna, bert, memoryCanvas, shapeNamed } from '../testing/memory-canvas.ts'
import { memoryLog, operationIdOf } from '../testing/memory-log.ts'

describe('undo and redo by example', () => {
  it('UN1 an undo is plain forward changes to the newest active values', () => {
    const canvas = memoryCanvas()
    canvas.note(anna, 'a', { cells: { fill: 'red' } })
    canvas.edit(anna, { kind: 'update', id: shapeNamed('a'), set: { fill: 'blue', opacity: 0.5 } })
    expect(canvas.log.undo(anna)).toEqual({
      kind: 'commit',
      changes: [{ kind: 'update', id: shapeNamed('a'), set: { fill: 'red' }, unset: ['opacity'] }],
      skipped: [],
      undoOf: [2],
    })
  })

  it("UN1 restore is a write: its author's undo takes it back", () => {
    const canvas = memoryCanvas()
    canvas.note(anna, 'a', { cells: { fill: 'red' } })
    canvas.paint(bert, 'a', 'blue')
    canvas.log.restore(anna, 1)
    expect(canvas.fill('a')).toBe('red')
    canvas.log.undo(anna)
    expect(canvas.fill('a')).toBe('blue')
  })

  it("UN3 UN5 cells others have written since stay, and are listed with the writer's name", () => {
    const canvas = memoryCanvas()
    canvas.note(bert, 'a')
    canvas.edit(anna, { kind: 'update', id: shapeNamed('a'), set: { fill: 'red', position: [5, 5] } })
    canvas.paint(bert, 'a', 'blue')
    expect(canvas.log.undo(anna)).toMatchObject({
      changes: [{ kind: 'update', id: shapeNamed('a'), set: { position: [0, 0] } }],
      skipped: [{ id: shapeNamed('a'), cell: 'fill', reason: 'overwritten', userId: bert, version: 3 }],
    })
    expect(canvas.fill('a')).toBe('blue')
  })

  it('UN3 redo never overrides a newer write', () => {
    const canvas = memoryCanvas()
    canvas.note(bert, 'a')
    canvas.paint(anna, 'a', 'red')
    canvas.log.undo(anna)
    canvas.paint(bert, 'a', 'blue')
    expect(canvas.log.redo(anna)).toMatchObject({
      changes: [],
      skipped: [{ id: shapeNamed('a'), cell: 'fill', reason: 'overwritten', userId: bert, version: 4 }],
    })
  })

  it("UN4 a value its author has undone is not brought back by someone else's undo", () => {
    const canvas = memoryCanvas()
    canvas.note(bert, 'a', { cells: { fill: 'white' } })
    canvas.paint(anna, 'a', 'red')
    canvas.paint(bert, 'a', 'blue')
    canvas.log.undo(anna)
    expect(canvas.fill('a')).toBe('blue')
    canvas.log.undo(bert)
    expect(canvas.fill('a')).toBe('white')
  })

  it('UN6 steps without visible effect are consumed with the first that has one, and come back with it', () => {
    const canvas = memoryCanvas()
    canvas.note(anna, 'a', { cells: { fill: 'red' } })
    canvas.paint(anna, 'a', 'green')
    canvas.paint(anna, 'a', 'green')
    canvas.paint(anna, 'a', 'green')
    expect(canvas.log.undo(anna)).toMatchObject({ undoOf: [2, 3, 4] })
    expect(canvas.fill('a')).toBe('red')
    expect(canvas.log.redo(anna)).toMatchObject({ undoOf: [2, 3, 4] })
    expect(canvas.fill('a')).toBe('green')
  })

  it('UN6 one call tries at most 20 steps; a row without changes says what it consumed', () => {
    const canvas = memoryCanvas()
    canvas.note(anna, 'a')
    for (let i = 0; i < 30; i++) canvas.paint(anna, 'a', i % 2 === 0 ? 'red' : 'green')
    canvas.paint(bert, 'a', 'blue')
    const plan = canvas.log.undo(anna)
    expect(plan).toMatchObject({ kind: 'commit', changes: [] })
    expect(plan.kind === 'commit' && plan.undoOf).toHaveLength(limits.undoTriesMax)
    expect(canvas.log.undo(anna)).toMatchObject({ changes: [{ kind: 'delete' }] })
  })

  it('UN6 nothing left is an answer', () => {
    const canvas = memoryCanvas()
    canvas.note(bert, 'a')
    expect(canvas.log.undo(anna)).toEqual({ kind: 'nothing', reason: 'nothing_left' })
    expect(canvas.log.redo(anna)).toEqual({ kind: 'nothing', reason: 'nothing_left' })
  })

  it('UN7 a new operation of mine clears my redo, other people do not', () => {
    const canvas = memoryCanvas()
    canvas.note(anna, 'a', { cells: { fill: 'red' } })
    canvas.paint(anna, 'a', 'green')
    canvas.log.undo(anna)
    canvas.note(bert, 'b')
    expect(canvas.log.redo(anna)).toMatchObject({ kind: 'commit', undoOf: [2] })
    canvas.log.undo(anna)
    canvas.note(anna, 'c')
    expect(canvas.log.redo(anna)).toEqual({ kind: 'nothing', reason: 'nothing_left' })
  })

  it('UN8 nothing at or below the floor is undone', () => {
    const canvas = memoryCanvas()
    const floor = canvas.note(anna, 'a')
    canvas.paint(anna, 'a', 'red')
    expect(canvas.log.undo(anna, { floor })).toMatchObject({ undoOf: [2] })
    expect(canvas.log.undo(anna, { floor })).toEqual({ kind: 'nothing', reason: 'nothing_left' })
  })

  it('UN8 a target is undone exactly, or not at all', () => {
    const canvas = memoryCanvas()
    canvas.note(anna, 'a')
    canvas.paint(anna, 'a', 'red')
    canvas.note(anna, 'b')
    const target = [operationIdOf(2)]
    expect(canvas.log.undo(anna, { target })).toMatchObject({ undoOf: [2] })
    expect(canvas.order()).toEqual(['a', 'b'])
    expect(canvas.log.undo(anna, { target })).toEqual({ kind: 'nothing', reason: 'no_effect' })
    expect(canvas.log.undo(bert, { target: [operationIdOf(1)] })).toMatchObject({ reason: 'no_effect' })
    expect(canvas.log.undo(anna, { target: [operationIdOf(99)] })).toMatchObject({ reason: 'no_effect' })
  })

  it('UN8 a redo names the undo row, or the operations it took back', () => {
    const canvas = memoryCanvas()
    canvas.note(anna, 'a')
    canvas.paint(anna, 'a', 'red')
    canvas.log.undo(anna)
    expect(canvas.log.redo(anna, { target: [operationIdOf(1)] })).toMatchObject({ reason: 'no_effect' })
    expect(canvas.log.redo(anna, { target: [operationIdOf(3)] })).toMatchObject({ undoOf: [2] })
    canvas.log.undo(anna)
    expect(canvas.log.redo(anna, { target: [operationIdOf(2)] })).toMatchObject({ undoOf: [2] })
  })

  it('UN9 undo of my create hides what others have edited; redo brings it back with their edits', () => {
    const canvas = memoryCanvas()
    canvas.note(anna, 'a')
    canvas.paint(bert, 'a', 'blue')
    canvas.log.undo(anna)
    expect(canvas.log.state.get(shapeNamed('a'))).toBeUndefined()
    canvas.paint(bert, 'a', 'green')
    canvas.log.redo(anna)
    expect(canvas.fill('a')).toBe('green')
  })

  it('UN10 consecutive operations of one gesture are one step, whoever works between', () => {
    const canvas = memoryCanvas()
    canvas.note(anna, 'a', { cells: { fill: 'white' } })
    canvas.paint(anna, 'a', 'red', 'drag-1')
    canvas.note(bert, 'b')
    canvas.paint(anna, 'a', 'green', 'drag-1')
    canvas.paint(anna, 'a', 'blue', 'drag-2')
    expect(canvas.log.undo(anna)).toMatchObject({ undoOf: [5] })
    expect(canvas.log.undo(anna)).toMatchObject({ undoOf: [2, 4] })
    expect(canvas.fill('a')).toBe('white')
  })

  it('OP5 what was written on a dead shape comes back with it; a second delete keeps it dead', () => {
    const canvas = memoryCanvas()
    canvas.note(bert, 'a')
    canvas.remove(anna, 'a')
    canvas.paint(bert, 'a', 'green')
    canvas.log.undo(anna)
    expect(canvas.fill('a')).toBe('green')
    canvas.remove(anna, 'a')
    canvas.remove(bert, 'a')
    expect(canvas.log.undo(anna)).toMatchObject({
      undoOf: [5],
      skipped: [{ id: shapeNamed('a'), reason: 'deleted', userId: bert, version: 6 }],
    })
    expect(canvas.log.state.get(shapeNamed('a'))).toBeUndefined()
  })

  it("OP8 a rebalance is nobody's to undo and no write", () => {
    const canvas = memoryCanvas()
    canvas.note(anna, 'a', { cells: { fill: 'red' } })
    const place = { place: [null, 'b00'] } as const
    canvas.log.append({ kind: 'system' }, [{ kind: 'update', id: shapeNamed('a'), set: place }])
    expect(canvas.log.undo(anna)).toMatchObject({ undoOf: [1], skipped: [] })
    expect(canvas.order()).toEqual([])
  })

  it('OP9 a set is undone as one, also where a mark names one part only', () => {
    const canvas = memoryCanvas(memoryLog({ changesMax: 1, bytesMax: 10_000 }))
    canvas.note(anna, 'a')
    canvas.note(anna, 'b')
    canvas.paint(bert, 'a', 'red')
    canvas.paint(bert, 'b', 'red')
    canvas.log.restore(anna, 2)
    expect(canvas.log.rows.at(-1)?.part).toEqual([2, 2])
    expect(canvas.log.undo(anna)).toMatchObject({ undoOf: [5, 6] })
    expect([canvas.fill('a'), canvas.fill('b')]).toEqual(['red', 'red'])
    expect(canvas.log.redo(anna)).toMatchObject({ undoOf: [5, 6] })
    const reds = ['a', 'b'].map((name) => {
      return { kind: 'update', id: shapeNamed(name), set: { fill: 'red' } } as const
    })
    canvas.log.append({ kind: 'undo', userId: anna, undoOf: [6] }, reds)
    expect(canvas.log.undo(anna, { target: [operationIdOf(5)] })).toMatchObject({ reason: 'no_effect' })
    canvas.log.redo(anna)
    expect([canvas.fill('a'), canvas.fill('b')]).toEqual([undefined, undefined])
    expect(canvas.log.undo(anna)).toMatchObject({ undoOf: [5, 6] })
  })
})
