import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { CanvasId } from '@flowstate/engine'
import type { Asset, CreatedShare } from '@flowstate/protocol'
import type { Page } from 'playwright-core'
import type { Actor } from './picture-cast.ts'
import { type Studio, whenReady } from './picture-studio.ts'

/** A shape as the REST interface takes it. */
export interface PlacedShape {
  readonly id: string
  readonly kind: string
  readonly [cell: string]: unknown
}

/** Names become ids: ten letters at least. */
export const idOf = (name: string): string => name.padEnd(10, '0')

export const box = (name: string, x: number, y: number, more: object = {}): PlacedShape => ({
  id: idOf(name),
  kind: 'rectangle',
  position: [x, y],
  size: [180, 90],
  ...more,
})

/** An arrow from the middle of one shape to the middle of another. */
export const arrow = (
  name: string,
  [from, to]: readonly [string, string],
  more: object = {},
): PlacedShape => ({
  id: idOf(name),
  kind: 'arrow',
  position: [0, 0],
  points: [0, 0, 100, 0],
  start: { shapeId: idOf(from), anchor: [0.5, 0.5] },
  end: { shapeId: idOf(to), anchor: [0.5, 0.5] },
  ...more,
})

export const note = (name: string, x: number, y: number, more: object): PlacedShape => ({
  id: idOf(name),
  kind: 'note',
  position: [x, y],
  size: [168, 168],
  ...more,
})

export const wave = (length: number, step: number): number[] =>
  Array.from({ length }, (_, at) => [at * step, 14 * Math.sin(at / 4), 0.5]).flat()

const inFrame = { parentId: idOf('signup') }

/** A board as people have it: two frames, a flow with arrows of all routes, notes, ink. One of each kind that is common. */
export const flowBoard: readonly PlacedShape[] = [
  { id: idOf('signup'), kind: 'frame', position: [-40, -60], size: [760, 330], name: 'Sign-up flow' },
  { id: idOf('questions'), kind: 'frame', position: [780, -60], size: [420, 330], name: 'Open questions' },
  box('visit', 0, 0, { ...inFrame, text: 'Visit', fill: 'blue', stroke: 'blue' }),
  box('form', 260, 0, { ...inFrame, text: 'Fill in the form', corner: 12 }),
  {
    ...box('valid', 520, -20, { ...inFrame, text: 'Valid?', fill: 'yellow' }),
    kind: 'diamond',
    size: [170, 130],
  },
  {
    ...box('welcome', 520, 160, { ...inFrame, text: 'Welcome', fill: 'green', stroke: 'green' }),
    kind: 'ellipse',
  },
  box('mail', 260, 160, { ...inFrame, text: 'Mail', dash: 'dashed', stroke: 'violet' }),
  arrow('straight', ['visit', 'form'], inFrame),
  arrow('labelled', ['form', 'valid'], { ...inFrame, text: 'send' }),
  arrow('curved', ['valid', 'welcome'], {
    ...inFrame,
    text: 'yes',
    route: 'curved',
    points: [0, 0, 690, 130, 0, 120],
  }),
  arrow('elbow', ['valid', 'mail'], { ...inFrame, text: 'no', route: 'elbow', stroke: 'red' }),
  note('owner', 800, -20, {
    parentId: idOf('questions'),
    fill: 'yellow',
    text: 'Who owns the mail template?',
  }),
  note('ask', 1000, -10, { parentId: idOf('questions'), fill: 'pink', text: 'Ask Grace on Monday' }),
  { ...box('star', 810, 170, { fill: 'orange', stroke: 'orange' }), kind: 'star', size: [90, 90] },
  { ...box('cloud', 930, 170, { text: 'Later' }), kind: 'cloud', size: [160, 90] },
  { id: idOf('title'), kind: 'text', position: [0, -150], text: 'How people come in', fontSize: 40 },
  {
    id: idOf('ink'),
    kind: 'stroke',
    position: [0, 320],
    points: wave(60, 8),
    stroke: 'violet',
    strokeWidth: 4,
  },
  {
    id: idOf('marker'),
    kind: 'highlight',
    position: [0, -112],
    points: [0, 0, 0.5, 150, 3, 0.5, 360, -2, 0.5],
    strokeWidth: 4,
  },
  { id: idOf('line'), kind: 'line', position: [540, 310], points: [0, 0, 200, 20] },
  { ...box('link', 820, 310, { text: 'Read the plan', link: 'https://example.org/plan' }), corner: 12 },
  box('locked', 1030, 310, { text: 'Locked', locked: true, fill: 'grey' }),
]

/** A board somebody photographed may write on. */
export interface OpenBoard {
  readonly page: Page
  readonly canvasId: CanvasId
  /** Path of the canvas. */
  readonly path: string
  /** Selects shapes by their names, by opening the address that says so. */
  select(...names: readonly string[]): Promise<void>
}

export async function putOnto(
  actor: Actor,
  canvasId: CanvasId,
  shapes: readonly PlacedShape[],
): Promise<void> {
  await actor.call('POST', `/canvases/${canvasId}/operations`, {
    id: randomUUID(),
    changes: shapes.map((shape) => ({ kind: 'create', shape })),
  })
}

/** A canvas of Ada with shapes on it, and her in front of it. */
export async function openBoard(
  studio: Studio,
  name: string,
  shapes: readonly PlacedShape[] = flowBoard,
): Promise<OpenBoard> {
  const { ada } = studio.cast
  const canvasId = await ada.makeCanvas(name)
  if (shapes.length > 0) await putOnto(ada, canvasId, shapes)
  const path = `/c/${canvasId}`
  const page = await studio.enter(ada, path)
  await whenReady(page)
  return {
    page,
    canvasId,
    path,
    async select(...names) {
      await page.goto(`${studio.url}${path}?shape=${names.map(idOf).join(',')}`)
      await whenReady(page)
    },
  }
}

/** A picture of the product itself, on a canvas. */
export async function putPicture(actor: Actor, canvasId: CanvasId, url: string): Promise<PlacedShape> {
  const bytes = await readFile(new URL('../../docs/images/canvas-light.png', import.meta.url))
  const answer = await fetch(`${url}/api/v1/canvases/${canvasId}/assets`, {
    method: 'POST',
    headers: { 'content-type': 'image/png', authorization: `Bearer ${await actor.token()}` },
    body: bytes,
  })
  const asset: Asset = await answer.json()
  const shape: PlacedShape = {
    id: idOf('picture'),
    kind: 'image',
    position: [1240, -60],
    size: [300, Math.round((300 * asset.height) / asset.width)],
    assetId: asset.id,
  }
  await putOnto(actor, canvasId, [shape])
  return shape
}

/** The path by which anybody may come to a canvas. */
export async function linkTo(actor: Actor, canvasId: CanvasId, scope: 'edit' | 'view'): Promise<string> {
  const { token } = await actor.call<CreatedShare>('POST', `/canvases/${canvasId}/shares`, { scope })
  return `/c/${canvasId}#share=${token}`
}
