import { createRestClient, type RestClient, RestError } from '@flowstate/client'
import { type OperationId, uuidv7 } from '@flowstate/engine'
import type { Canvas, CreatedShare, ExchangeAnswer } from '@flowstate/protocol'
import { newShapeId, randomBytes } from '../../lib/random-id.ts'
import { createCanvas } from '../canvases/create-canvas.ts'
import { type DemoAuthor, type DemoIds, demoAuthors, demoSteps } from './demo-steps.ts'

/** Somebody who draws on one canvas, with a login of their own beside that of this browser. */
async function enterAs(name: DemoAuthor, token: string): Promise<RestClient> {
  const rest = createRestClient({
    baseUrl: '',
    fetch: (input, init) => fetch(input, { ...init, credentials: 'omit' }),
    now: () => Date.now(),
    refreshIn: 'body',
  })
  const answer = await rest.request<ExchangeAnswer>({
    method: 'POST',
    path: '/shares/exchange',
    body: { token, displayName: name },
    anonymous: true,
  })
  rest.session.set({
    user: answer.user,
    accessToken: answer.accessToken,
    expiresInSeconds: answer.expiresInSeconds,
  })
  return rest
}

/** Where guests are not let in, the person who asks draws it all. */
async function enterAll(rest: RestClient, token: string): Promise<ReadonlyMap<DemoAuthor, RestClient>> {
  try {
    const entered = await Promise.all(
      demoAuthors.map(async (name) => [name, await enterAs(name, token)] as const),
    )
    return new Map(entered)
  } catch (error) {
    if (!(error instanceof RestError) || error.problem?.code !== 'guests_off') throw error
    return new Map(demoAuthors.map((name) => [name, rest]))
  }
}

/**
 * A board to explore, with a history by three people: made through the API like any other, in the personal workspace of
 * whoever asks. Throws RestError.
 */
export async function makeDemo(rest: RestClient, name: string): Promise<Canvas> {
  const canvas = await createCanvas(rest, name)
  const path = `/canvases/${canvas.id}`
  const share = await rest.post<CreatedShare>(`${path}/shares`, { scope: 'edit', expiresInHours: 1 })
  const authors = await enterAll(rest, share.token)
  const ids = new Map<string, ReturnType<DemoIds>>()
  const idOf: DemoIds = (short) => {
    const id = ids.get(short) ?? newShapeId()
    ids.set(short, id)
    return id
  }
  for (const step of demoSteps(idOf)) {
    if ('checkpoint' in step) {
      await rest.post(`${path}/versions`, { name: step.checkpoint })
      continue
    }
    const id = uuidv7(Date.now(), randomBytes(16)) as OperationId
    const author = authors.get(step.author) ?? rest
    await author.post(`${path}/operations`, { id, label: step.label, changes: step.changes })
  }
  await rest.request({ method: 'DELETE', path: `${path}/shares/${share.id}` })
  return canvas
}
