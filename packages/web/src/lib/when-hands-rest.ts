import { createPageQuietWork } from './quiet-work.ts'

/** Hands rest when they have done nothing for so long, in ms. */
const restMs = 500
const signsOfHands = ['pointerdown', 'pointermove', 'wheel', 'keydown'] as const

/**
 * Does work a piece at a time while nobody moves anything here: it would take time from every frame of a gesture. Whoever never
 * rests gets it done after a minute all the same.
 * @param piece answers whether there is more
 * @returns calls off what is left
 */
export function whenHandsRest(piece: () => boolean): () => void {
  const work = createPageQuietWork(() => {
    const more = piece()
    if (!more) stopWatching()
    return more
  })
  const disturb = (): void => work.disturb(restMs)
  const stopWatching = (): void => {
    for (const sign of signsOfHands) window.removeEventListener(sign, disturb, true)
  }
  for (const sign of signsOfHands) window.addEventListener(sign, disturb, { capture: true, passive: true })
  work.plan(restMs)
  return () => {
    work.cancel()
    stopWatching()
  }
}
