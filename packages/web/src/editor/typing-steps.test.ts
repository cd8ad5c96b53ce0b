import type { OperationId } from '@flowstate/engine'
import { describe, expect, test } from 'vitest'
import { typingSteps } from './typing-steps.ts'

const id = (name: string) => name as string as OperationId

function setUp() {
  const steps = typingSteps()
  const asked: (readonly string[])[] = []
  const rewind = (target: readonly OperationId[]) => {
    asked.push(target)
    return id(`undo ${asked.length}`)
  }
  return { steps, asked, undo: () => steps.undo(rewind), redo: () => steps.redo(rewind) }
}

describe('steps of typing', () => {
  test('TX3 a burst goes as one, then the one before, and nothing that came before the field', () => {
    const { steps, asked, undo } = setUp()
    steps.sent(id('a'), 'g1')
    steps.sent(id('b'), 'g1')
    steps.sent(id('c'), 'g2')
    undo()
    undo()
    undo()
    expect(asked).toEqual([['c'], ['a', 'b']])
  })

  test('UN8 a redo names the undo it takes back; new typing clears it', () => {
    const { steps, asked, undo, redo } = setUp()
    steps.sent(id('a'), 'g1')
    undo()
    redo()
    redo()
    undo()
    expect(asked).toEqual([['a'], ['undo 1'], ['a']])
    steps.sent(id('b'), 'g2')
    redo()
    expect(asked).toHaveLength(3)
  })

  test('TX4 what was refused is no step', () => {
    const { steps, asked, undo } = setUp()
    steps.sent(id('a'), 'g1')
    steps.sent(id('b'), 'g2')
    steps.sent(id('c'), 'g2')
    steps.tookBack([id('a'), id('c')])
    undo()
    undo()
    expect(asked).toEqual([['b']])
  })
})
