import { describe, expect, test } from 'vitest'
import { createPalmGuard } from './palm-guard.ts'

describe('the hand that holds a pen', () => {
  test('without a pen every touch is a finger', () => {
    const guard = createPalmGuard()
    expect([guard.touchDown(1), guard.touchDown(2), guard.isHand(1), guard.hasSeenPen()]).toEqual([
      false,
      false,
      false,
      false,
    ])
  })

  test('what lies on the glass when the pen comes down is the hand until it is lifted, and so is what follows', () => {
    const guard = createPalmGuard()
    guard.touchDown(1)
    guard.penDown([1])
    expect([guard.isHand(1), guard.touchDown(2), guard.isHand(2)]).toEqual([true, true, true])
    guard.penUp()
    expect([guard.isHand(1), guard.isHand(2), guard.touchDown(3)]).toEqual([true, true, false])
    guard.touchUp(1)
    expect([guard.isHand(1), guard.hasSeenPen()]).toEqual([false, true])
  })
})
