import type { BrowserContextOptions, CDPSession, Page } from 'playwright-core'
import type { Spot } from './draw-on-page.ts'
import type { Person } from './person.ts'

/** A telephone held upright. */
export const phone = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
} as const satisfies BrowserContextOptions

/** A tablet held upright. */
export const tablet = {
  viewport: { width: 820, height: 1180 },
  hasTouch: true,
} as const satisfies BrowserContextOptions

/** The way of one finger over the glass. */
export interface Stroke {
  readonly from: Spot
  readonly to: Spot
}

/** Chooses a tool of the toolbar; the tap has arrived once it is pressed. */
export async function tapTool(page: Page, name: string): Promise<void> {
  const tool = page.getByRole('toolbar', { name: 'Tools' }).getByRole('button', { name, exact: true })
  await tool.tap()
  await tool.and(page.locator('[aria-pressed=true]')).waitFor()
}

/** Between the spots a finger passes. */
const steps = 6

/** Fingers that touch the page for real: as many as there are strokes, down and up together. */
export interface Fingers {
  glide(...strokes: readonly Stroke[]): Promise<void>
  /** Lays as many fingers down as there are spots; with none they are all lifted. */
  rest(...spots: readonly Spot[]): Promise<void>
}

export async function fingersOf({ context, page }: Person): Promise<Fingers> {
  const session: CDPSession = await context.newCDPSession(page)
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', spots: readonly Spot[]) =>
    session.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: spots.map((spot, id) => ({ ...spot, id })),
    })
  return {
    async glide(...strokes) {
      const at = (share: number): readonly Spot[] =>
        strokes.map(({ from, to }) => ({
          x: from.x + (to.x - from.x) * share,
          y: from.y + (to.y - from.y) * share,
        }))
      await touch('touchStart', at(0))
      for (let step = 1; step <= steps; step++) await touch('touchMove', at(step / steps))
      await touch('touchEnd', [])
    },
    rest: async (...spots) => void (await touch(spots.length > 0 ? 'touchStart' : 'touchEnd', spots)),
  }
}

/** A pen that touches the page for real; the heavier, the harder it is pressed: from 0 to 1. */
export interface Pen {
  press(at: Spot, weight: number): Promise<void>
  move(to: Spot, weight: number): Promise<void>
  lift(at: Spot): Promise<void>
}

export async function penOf({ context, page }: Person): Promise<Pen> {
  const session: CDPSession = await context.newCDPSession(page)
  const pen = async (type: 'mousePressed' | 'mouseMoved' | 'mouseReleased', spot: Spot, force: number) => {
    await session.send('Input.dispatchMouseEvent', {
      ...spot,
      type,
      force,
      pointerType: 'pen',
      button: 'left',
      buttons: type === 'mouseReleased' ? 0 : 1,
      clickCount: 1,
    })
  }
  return {
    press: (at, weight) => pen('mousePressed', at, weight),
    move: (to, weight) => pen('mouseMoved', to, weight),
    lift: (at) => pen('mouseReleased', at, 0),
  }
}
