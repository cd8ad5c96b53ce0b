import { randomUUID } from 'node:crypto'
import { callApi, type SharedCanvas } from '../faults/public-api.ts'
import { eventually } from './canvas-on-server.ts'
import { lastRowSeen, type Person } from './person.ts'

/** A shape as the REST interface takes it; ids of ten letters or more. */
interface PutShape {
  readonly id: string
  readonly kind: string
  readonly [cell: string]: unknown
}

/** A filled box of 100 by 100. */
export const box = (id: string, x: number, y: number, more: object = {}): PutShape => ({
  id: id.padEnd(10, '0'),
  kind: 'rectangle',
  position: [x, y],
  size: [100, 100],
  fill: 'blue',
  ...more,
})

/** Changes the canvas as its owner, from outside. */
export async function change(url: string, canvas: SharedCanvas, changes: readonly object[]): Promise<void> {
  const body = { id: randomUUID(), changes }
  await callApi(url, 'POST', `/canvases/${canvas.canvasId}/operations`, { token: canvas.owner.token, body })
}

/** Puts shapes onto an empty canvas that everybody is already at: then canvas units are pixels of the page. */
export async function putShapes(
  url: string,
  canvas: SharedCanvas,
  options: { readonly shapes: readonly PutShape[]; readonly seenBy: readonly Person[] },
): Promise<void> {
  await change(
    url,
    canvas,
    options.shapes.map((shape) => ({ kind: 'create', shape })),
  )
  for (const person of options.seenBy)
    await eventually('the shapes reach everybody', () => (lastRowSeen(person)?.version ?? 0) >= 1)
}
