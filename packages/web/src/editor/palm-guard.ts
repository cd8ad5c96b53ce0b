/** Tells the hand that holds a pen from fingers that mean something. Touches are known by their pointer ids. */
export interface PalmGuard {
  /** A pen has come down: whatever lies on the glass with it is the hand, until it is lifted. */
  penDown(touching: Iterable<number>): void
  penUp(): void
  /** A touch begins. @returns whether it is the hand's */
  touchDown(pointerId: number): boolean
  isHand(pointerId: number): boolean
  touchUp(pointerId: number): void
  /** Somebody who has a pen draws ink with it; a finger then moves the canvas. */
  hasSeenPen(): boolean
}

export function createPalmGuard(): PalmGuard {
  const hand = new Set<number>()
  let isPenDown = false
  let hasSeenPen = false
  return {
    penDown(touching) {
      isPenDown = true
      hasSeenPen = true
      for (const pointerId of touching) hand.add(pointerId)
    },
    penUp() {
      isPenDown = false
    },
    touchDown(pointerId) {
      if (isPenDown) hand.add(pointerId)
      return isPenDown
    },
    isHand: (pointerId) => hand.has(pointerId),
    touchUp: (pointerId) => void hand.delete(pointerId),
    hasSeenPen: () => hasSeenPen,
  }
}
