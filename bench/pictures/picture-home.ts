import type { CanvasId } from '@flowstate/engine'
import type { Workspace } from '@flowstate/protocol'
import { box, flowBoard, note, putOnto } from './picture-boards.ts'
import { type Actor, newActor } from './picture-cast.ts'
import type { Studio } from './picture-studio.ts'

/** What stands in a home that somebody has lived in for a while. */
export interface Home {
  readonly ben: Actor
  readonly cleo: Actor
  /** A workspace of three people. */
  readonly team: string
  /** A workspace with a long name and nothing in it. */
  readonly empty: string
  /** A canvas of the team with a history by all three, and named versions. */
  readonly entry: CanvasId
}

const fills = ['blue', 'green', 'orange', 'violet'] as const
const papers = ['yellow', 'pink', 'blue'] as const

const names = [
  'Roadmap 2027',
  'Garden plan',
  'A very long canvas name that does not fit onto one line of a card',
  'Retro',
  'Onboarding flow',
  'Pricing',
  'Door schedule',
  'Network plan',
]

/** After how many shapes a version gets which name. */
const versionNames: Readonly<Record<number, string>> = { 5: 'The first flow', 12: 'Before the review' }

async function drawSomething(actor: Actor, canvasId: CanvasId, at: number): Promise<void> {
  const [fill = 'blue', paper = 'yellow'] = [fills[at % fills.length], papers[at % papers.length]]
  const word = names[at]?.slice(0, 12)
  await putOnto(actor, canvasId, [
    box('first', 0, 0, { fill, stroke: fill, fillStyle: 'solid', text: word }),
    note('memo', 260, 20 * at - 40, { fill: paper, text: `Note ${at + 1}` }),
    { ...box('then', at % 2 === 0 ? 500 : 0, 150, { fill: 'red', text: 'Then' }), kind: 'diamond' },
  ])
}

/** A board that three people drew in turn, with names for some of its versions. */
async function drawHistory(canvasId: CanvasId, authors: readonly [Actor, Actor, Actor]): Promise<void> {
  const [owner] = authors
  for (const [at, shape] of flowBoard.entries()) {
    await putOnto(authors[at % 3] ?? owner, canvasId, [shape])
    const name = versionNames[at]
    if (name !== undefined) await owner.call('POST', `/canvases/${canvasId}/versions`, { name })
  }
}

/** Gives somebody workspaces, colleagues, canvases of all sorts, and two in the trash. */
export async function furnish({ url }: Studio, owner: Actor): Promise<Home> {
  const [ben, cleo] = await Promise.all([newActor(url, 'Benedikt Oberhauser'), newActor(url, 'Cleo Martin')])
  const { id: team } = await owner.call<Workspace>('POST', '/workspaces', { name: 'Design team' })
  const { id: empty } = await owner.call<Workspace>('POST', '/workspaces', {
    name: 'Harbour works of the northern district',
  })
  for (const { login } of [ben, cleo])
    await owner.call('POST', `/workspaces/${team}/members`, { userId: login.user.id, role: 'editor' })
  for (const name of ['Old plan', 'A sketch nobody needs any more and that has a long name']) {
    const canvasId = await owner.makeCanvas(name)
    await owner.call('DELETE', `/canvases/${canvasId}`)
  }
  for (const [at, name] of names.entries())
    await drawSomething(owner, await owner.makeCanvas(name, at % 3 === 2 ? team : undefined), at)
  await owner.makeCanvas('Untitled')
  const entry = await owner.makeCanvas('How a change becomes history', team)
  await drawHistory(entry, [owner, ben, cleo])
  return { ben, cleo, team, empty, entry }
}
