import type { ClientClock } from './client-clock.ts'

/**
 * Does work a piece at a time, when there is time for it; `piece` answers whether there is more.
 * @returns calls off what is left
 */
export type InPieces = (piece: () => boolean) => () => void

/** One piece after the other in turns of their own. */
export function inTurns(clock: ClientClock): InPieces {
  return (piece) => {
    let cancel = () => {}
    const turn = () => {
      if (piece()) cancel = clock.after(0, turn)
    }
    cancel = clock.after(0, turn)
    return () => cancel()
  }
}

/** All of it now. */
export const atOnce: InPieces = (piece) => {
  let more = true
  while (more) more = piece()
  return () => undefined
}
