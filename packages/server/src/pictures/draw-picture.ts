import { setImmediate as nextTurn } from 'node:timers/promises'
import { type SvgOptions, type SvgSource, svgSteps } from '@flowstate/engine'
import type { Clock } from '../clock.ts'

/** A turn of drawing; commits and rooms come in between. */
const turnMs = 4

/** Draws pictures, one at a time and a little in each turn of the event loop. */
export interface PictureDrawer {
  draw(source: SvgSource, options: SvgOptions): Promise<string>
}

async function drawInTurns(source: SvgSource, options: SvgOptions, clock: Clock): Promise<string> {
  const steps = svgSteps(source, options)
  for (;;) {
    await nextTurn()
    const startedMs = clock.now()
    do {
      const step = steps.next()
      if (step.done === true) return step.value
    } while (clock.now() - startedMs < turnMs)
  }
}

export function createPictureDrawer(clock: Clock): PictureDrawer {
  let last: Promise<unknown> = Promise.resolve()
  return {
    draw(source, options) {
      const picture = last.then(() => drawInTurns(source, options, clock))
      last = picture.catch(() => undefined)
      return picture
    },
  }
}
