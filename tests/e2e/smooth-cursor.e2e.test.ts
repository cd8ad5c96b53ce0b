import { expect, test } from 'vitest'
import { useBrowserRig } from './browser-rig.ts'
import { eventually } from './canvas-on-server.ts'
import type { Spot } from './draw-on-page.ts'
import type { Person } from './person.ts'

const rig = useBrowserRig()

const remoteCursor = '[class*=cursor]:has(> svg)'
const from: Spot = { x: 320, y: 240 }
const to: Spot = { x: 920, y: 600 }
const apart = (one: Spot, other: Spot) => Math.hypot(one.x - other.x, one.y - other.y)

/** Where somebody said their pointer was, each place once. */
const placesSent = ({ sent }: Person): readonly string[] => [
  ...new Set(
    sent.flatMap((message) => {
      if (!('type' in message) || message.type !== 'cursor') return []
      const [x, y] = ['x' in message ? message.x : 0, 'y' in message ? message.y : 0]
      return [`${Math.round(Number(x))}, ${Math.round(Number(y))}`]
    }),
  ),
]

/** Looks in every frame where the cursor of the other is, until it has come to a spot. */
async function watchCursor({ page }: Person, until: Spot) {
  const watch = await page.evaluateHandle(
    ({ selector, until }) => {
      const cursor = document.querySelector(selector)
      if (cursor === null) throw new Error('no cursor')
      const seen: { readonly x: number; readonly y: number }[] = []
      const arrived = new Promise<typeof seen>((resolve) => {
        const look = () => {
          const { x, y } = cursor.getBoundingClientRect()
          seen.push({ x, y })
          if (Math.hypot(x - until.x, y - until.y) < 4) resolve(seen)
          else requestAnimationFrame(look)
        }
        look()
      })
      return { arrived }
    },
    { selector: remoteCursor, until },
  )
  return () => watch.evaluate(({ arrived }) => arrived)
}

test('PR1 the cursor of another glides from one place to the next, though nothing in between was sent', async () => {
  const canvas = await rig.makeCanvas()
  const [ada, ben] = await Promise.all([
    rig.join(canvas, { reducedMotion: 'no-preference' }),
    rig.join(canvas),
  ])
  await ben.page.mouse.move(from.x, from.y)
  const cursor = ada.page.locator(remoteCursor)
  await cursor.waitFor()
  await eventually('the cursor is where the pointer is', async () => {
    const box = await cursor.boundingBox()
    return box !== null && apart(box, from) < 4
  })
  const path = await watchCursor(ada, to)
  await ben.page.mouse.move(to.x, to.y)
  const seen = await path()
  expect(placesSent(ben)).toEqual(['320, 240', '920, 600'])

  const between = seen.filter((at) => apart(at, from) > 12 && apart(at, to) > 12)
  expect(new Set(between.map(({ x }) => x)).size).toBeGreaterThanOrEqual(5)
  // Straight there: never off the way, and never back.
  for (const { x, y } of between) {
    const share = (x - from.x) / (to.x - from.x)
    expect(Math.abs(y - (from.y + share * (to.y - from.y)))).toBeLessThan(3)
  }
  const left = seen.map((at) => apart(at, to))
  expect(left).toEqual(left.toSorted((one, other) => other - one))
  // Nor at once: no frame takes it more than half of the way.
  const steps = seen.slice(1).map((at, i) => apart(at, seen[i] ?? at))
  expect(Math.max(...steps)).toBeLessThan(apart(from, to) / 2)
})
