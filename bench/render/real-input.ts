import { setTimeout as delay } from 'node:timers/promises'
import type { CDPSession, Page } from 'playwright-core'

const eventIntervalMs = 16
/** A page that does not keep up is given fewer events, not an ever longer queue. */
const unansweredMax = 2
const controlKey = 2

interface MouseEvent {
  readonly type: 'mouseMoved' | 'mousePressed' | 'mouseReleased' | 'mouseWheel'
  readonly x: number
  readonly y: number
  readonly button?: 'left' | 'none'
  readonly buttons?: number
  readonly clickCount?: number
  readonly deltaX?: number
  readonly deltaY?: number
  readonly modifiers?: number
}

/** A mouse as the browser itself would report it: trusted events, hit-tested and aligned to frames. */
export interface RealMouse {
  moveTo(x: number, y: number): Promise<void>
  press(x: number, y: number): Promise<void>
  release(x: number, y: number): Promise<void>
  /** Sends one event every 16 ms for a time; `at` gives the event for its number. */
  drive(durationMs: number, at: (count: number) => MouseEvent): Promise<void>
}

export function realMouse(cdp: CDPSession): RealMouse {
  const send = async (event: MouseEvent): Promise<void> => {
    await cdp.send('Input.dispatchMouseEvent', event)
  }
  return {
    moveTo: (x, y) => send({ type: 'mouseMoved', x, y }),
    press: (x, y) => send({ type: 'mousePressed', x, y, button: 'left', buttons: 1, clickCount: 1 }),
    release: (x, y) => send({ type: 'mouseReleased', x, y, button: 'left', clickCount: 1 }),
    async drive(durationMs, at) {
      const endMs = performance.now() + durationMs
      const answers: Promise<void>[] = []
      let unanswered = 0
      for (let count = 0; performance.now() < endMs; ) {
        if (unanswered < unansweredMax) {
          unanswered += 1
          answers.push(
            send(at(count)).finally(() => {
              unanswered -= 1
            }),
          )
          count += 1
        }
        await delay(eventIntervalMs)
      }
      await Promise.all(answers)
    },
  }
}

const middle = { x: 720, y: 450 }

/** Two fingers on a trackpad, in a slow ellipse that keeps over the scene. */
function panning(pixels: number): (count: number) => MouseEvent {
  return (count) => {
    const angle = (count / 200) * Math.PI * 2
    return {
      type: 'mouseWheel',
      ...middle,
      deltaX: Math.round(Math.cos(angle) * pixels),
      deltaY: Math.round(Math.sin(angle) * pixels * 0.6),
    }
  }
}

/** Turns the wheel with the control key held, the way the page says last on its console: see `watchFrames`. */
function zooming(page: Page): (count: number) => MouseEvent {
  let deltaY = 10
  page.on('console', (message) => {
    if (message.text() === 'zoom in') deltaY = -10
    if (message.text() === 'zoom out') deltaY = 10
  })
  return () => ({ type: 'mouseWheel', ...middle, deltaX: 0, deltaY, modifiers: controlKey })
}

/** Wheel events made in the page instead, in each frame: what the browser does to bring a real one is not counted then. */
const inPage = process.env.INPUT === 'page'

/** Pans by so many pixels an event, or zooms to and fro if null. */
export async function turnWheel(
  { page, mouse, seconds }: { readonly page: Page; readonly mouse: RealMouse; readonly seconds: number },
  pixels: number | null,
): Promise<void> {
  await mouse.moveTo(middle.x, middle.y)
  const ms = seconds * 1_000
  if (inPage) await page.evaluate(([ms, by]) => window.harness?.turnWheel(ms, by), [ms, pixels] as const)
  else await mouse.drive(ms, pixels === null ? zooming(page) : panning(pixels))
}

/** Circles with the button down. */
export function dragging(from: { readonly x: number; readonly y: number }): (count: number) => MouseEvent {
  return (count) => {
    const angle = count / 20
    return {
      type: 'mouseMoved',
      x: from.x + 20 + 60 * Math.sin(angle),
      y: from.y + 12 + 40 * (1 - Math.cos(angle)),
      button: 'left',
      buttons: 1,
    }
  }
}
