import { describe, expect, it } from 'vitest'
import { anna, bert, memoryCanvas, shapeNamed } from '../testing/memory-canvas.ts'

describe('how much a plan reads', () => {
  it('UN1 a search ends with the newest active writes: 5,000 older ones of a shape are not read', () => {
    const canvas = memoryCanvas()
    canvas.note(anna, 'a')
    for (let i = 0; i < 5_000; i++) canvas.paint(bert, 'a', i % 2 === 0 ? 'red' : 'green')
    canvas.paint(anna, 'a', 'blue')
    const before = canvas.log.rowsRead
    expect(canvas.log.undo(anna)).toMatchObject({ undoOf: [5_002] })
    expect(canvas.fill('a')).toBe('green')
    expect(canvas.log.rowsRead - before).toBeLessThan(50)
  })

  it('UN9 undo of a creation asks nothing about what others did with the shape', () => {
    const canvas = memoryCanvas()
    canvas.note(anna, 'a')
    for (let i = 0; i < 1_000; i++) canvas.paint(bert, 'a', i % 2 === 0 ? 'red' : 'green')
    const before = canvas.log.rowsRead
    expect(canvas.log.undo(anna)).toMatchObject({ changes: [{ kind: 'delete', ids: [shapeNamed('a')] }] })
    expect(canvas.log.rowsRead - before).toBeLessThan(5)
  })
})
