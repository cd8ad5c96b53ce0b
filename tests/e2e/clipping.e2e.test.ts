import { describe, expect, test } from 'vitest'
import { useBrowserRig } from './browser-rig.ts'
import { eventually } from './canvas-on-server.ts'
import type { Colour } from './canvas-pixels.ts'
import { paper, seesColours } from './colours-on-page.ts'
import { drag } from './draw-on-page.ts'
import { onePerson } from './one-person.ts'
import { whenSaved } from './person.ts'
import { box, change } from './put-shapes.ts'

const rig = useBrowserRig()

const red: Colour = [200, 30, 40]
const white: Colour = [255, 255, 255]
const fill = '#c81e28'

/** A frame with its upper left corner there, 200 wide and 200 high. */
const frameAt = (id: string, x: number, y: number, more: object = {}) => ({
  id: id.padEnd(10, '0'),
  kind: 'frame',
  position: [x, y],
  size: [200, 200],
  ...more,
})
/** Boxes over the right and the lower edge of such a frame. */
const overTheEdges = (id: string, x: number, y: number) => [
  box(`${id}-right`, x + 150, y + 20, { fill, parentId: id.padEnd(10, '0') }),
  box(`${id}-below`, x + 20, y + 150, { fill, parentId: id.padEnd(10, '0') }),
]
/** On both sides of these edges, as near as the line of the frame allows, and further out. */
const inside = (x: number, y: number) => [
  { x: x + 195, y: y + 70 },
  { x: x + 160, y: y + 50 },
  { x: x + 70, y: y + 195 },
]
const outside = (x: number, y: number) => [
  { x: x + 205, y: y + 70 },
  { x: x + 240, y: y + 50 },
  { x: x + 70, y: y + 205 },
  { x: x + 90, y: y + 240 },
]
const all = <Item>(items: readonly Item[], colour: Colour) => items.map((item) => [item, colour] as const)

describe('a frame', () => {
  test('cuts its children off at its edges, unless it is told not to, for whoever is there and whoever comes', async () => {
    const { canvas, person, page } = await onePerson(rig, [])
    const [closed, open] = [
      [280, 200],
      [640, 200],
    ] as const
    await seesColours(person, all([...inside(...closed), ...outside(...closed)], paper))
    const shapes = [
      frameAt('closed', ...closed),
      ...overTheEdges('closed', ...closed),
      frameAt('open', ...open, { clip: false }),
      ...overTheEdges('open', ...open),
    ]
    await change(
      rig.server().url,
      canvas,
      shapes.map((shape) => ({ kind: 'create', shape })),
    )
    const seesBoth = () =>
      seesColours(person, [
        ...all([...inside(...closed), ...inside(...open), ...outside(...open)], red),
        ...all(outside(...closed), paper),
      ])
    await seesBoth()
    await page.reload()
    await whenSaved(person)
    await seesBoth()
  })

  test('within another one cuts off what it has, and the outer one what is left', async () => {
    const within = (id: string, [x, y]: readonly [number, number], clips: readonly [boolean, boolean]) => {
      const [outer, inner] = [`${id}-outer`, `${id}-inner`].map((name) => name.padEnd(10, '0'))
      return [
        frameAt(`${id}-outer`, x, y, { clip: clips[0] }),
        frameAt(`${id}-inner`, x + 80, y + 50, { clip: clips[1], size: [80, 100], parentId: outer }),
        box(`${id}-child`, x + 110, y + 70, { fill, size: [150, 60], parentId: inner }),
      ]
    }
    const spots = ([x, y]: readonly [number, number]) =>
      [130, 180, 230].map((distance) => ({ x: x + distance, y: y + 100 }))
    const [both, outerOnly, innerOnly] = [
      [280, 150],
      [580, 150],
      [280, 450],
    ] as const
    const { person } = await onePerson(rig, [
      ...within('both', both, [true, true]),
      ...within('outer', outerOnly, [true, false]),
      ...within('inner', innerOnly, [false, true]),
    ])
    const seen = (at: readonly [number, number], colours: readonly Colour[]) =>
      spots(at).map((spot, i) => [spot, colours[i] ?? paper] as const)
    await seesColours(person, [
      ...seen(both, [red, white, paper]),
      ...seen(outerOnly, [red, red, paper]),
      ...seen(innerOnly, [red, white, paper]),
    ])
  })

  test('shows all of what is dragged over its edge, and cuts it off when it is let go there', async () => {
    const frame = frameAt('frame', 300, 250, { size: [300, 250] })
    const { page, person, server } = await onePerson(rig, [
      frame,
      box('child', 380, 300, { fill, parentId: frame.id }),
    ])
    const out = { x: 618, y: 325 }
    await seesColours(person, [[{ x: 400, y: 325 }, red]])
    await drag(page, { x: 430, y: 350 }, { x: 585, y: 350 }, { release: false })
    await seesColours(person, [[out, red]], 'all')
    await page.mouse.up()
    await eventually('it sticks out and is still in', async () => {
      const child = (await server.state()).shapes.find(({ kind }) => kind === 'rectangle')
      const [x] = Array.isArray(child?.position) ? child.position : []
      return Number(x) > 525 && child?.parentId === frame.id
    })
    await seesColours(person, [[out, paper]], 'all')
    await seesColours(person, [[{ x: 580, y: 325 }, red]])
    expect((await server.state()).version).toBe(2)
  })
})
