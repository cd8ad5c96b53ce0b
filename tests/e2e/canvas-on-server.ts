import { setTimeout as delay } from 'node:timers/promises'
import type { Shape } from '@flowstate/engine'
import type { CanvasStateAnswer } from '@flowstate/protocol'
import { readState, type SharedCanvas } from '../faults/public-api.ts'

const deadlineMs = 30_000
/** Between two looks. Tight loops would starve the browsers they wait for. */
const pauseMs = 40

/**
 * Resolves once `holds` answers true; rejects, saying what was waited for, when the deadline passes first.
 * @param what a function is asked at the end, and can say what was there instead
 */
export async function eventually(
  what: string | (() => string),
  holds: () => boolean | Promise<boolean>,
): Promise<void> {
  const deadline = performance.now() + deadlineMs
  while (!(await holds())) {
    if (performance.now() > deadline)
      throw new Error(`waited ${deadlineMs} ms in vain: ${typeof what === 'string' ? what : what()}`)
    await delay(pauseMs)
  }
}

/** What the server says about a canvas, seen from its REST interface. */
export interface CanvasOnServer {
  state(at?: number): Promise<CanvasStateAnswer>
  /** Waits until there are as many shapes, and gives them. */
  shapes(count: number): Promise<readonly Shape[]>
  /** Waits until the log has this head. */
  version(head: number): Promise<CanvasStateAnswer>
}

export function canvasOnServer(url: string, canvas: SharedCanvas): CanvasOnServer {
  const state = (at?: number) => readState(url, canvas, at)
  async function when(
    what: string,
    holds: (answer: CanvasStateAnswer) => boolean,
  ): Promise<CanvasStateAnswer> {
    let answer = await state()
    await eventually(what, async () => {
      answer = await state()
      return holds(answer)
    })
    return answer
  }
  return {
    state,
    shapes: async (count) =>
      (await when(`${count} shapes on the server`, ({ shapes }) => shapes.length === count)).shapes,
    version: (head) => when(`version ${head} on the server`, ({ version }) => version === head),
  }
}
