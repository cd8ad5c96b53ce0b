import { applyDelta } from '@flowstate/engine'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { deltaBetween, mergeRemote } from './text-session.ts'

const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n', '😀', 'é'), maxLength: 14 })

describe('typing', () => {
  test('TX1 the delta between two texts leads from one to the other and never splits a character', () => {
    fc.assert(
      fc.property(text, text, (from, to) => {
        const delta = deltaBetween(from, to)
        expect(applyDelta(from, delta)).toBe(to)
        for (const item of delta) if (typeof item === 'string') expect(item.isWellFormed()).toBe(true)
      }),
    )
  })

  test('TX1 what two people type at different places both stays', () => {
    const merged = mergeRemote('one two', { text: 'one! two', caret: 4 }, 'one two three')
    expect(merged).toEqual({ text: 'one! two three', caret: 4 })
  })

  test('TX2 remote deltas move the caret', () => {
    expect(mergeRemote('world', { text: 'world!', caret: 6 }, 'hello world')).toEqual({
      text: 'hello world!',
      caret: 12,
    })
  })

  test('TX1 whatever both did, what I inserted is still there', () => {
    fc.assert(
      fc.property(text, fc.nat(14), text, (base, at, theirs) => {
        const points = [...base]
        const mine = `${points.slice(0, at).join('')}MINE${points.slice(at).join('')}`
        const merged = mergeRemote(base, { text: mine, caret: 0 }, theirs)
        expect(merged.text).toContain('MINE')
        expect(merged.text.isWellFormed()).toBe(true)
      }),
    )
  })
})
