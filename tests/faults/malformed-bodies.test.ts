import { randomUUID } from 'node:crypto'
import { type ErrorCode, errorCatalogue, type Problem } from '@flowstate/protocol'
import { expect, test } from 'vitest'
import { startServer } from '../support/server-process.ts'
import { malformedBody } from './malformed-input.ts'
import { callApi, makeSharedCanvas, readState, type SharedCanvas } from './public-api.ts'
import { raisedLimits } from './raised-limits.ts'
import { integerBetween, seededRandom } from './seeded-random.ts'

const bodyCount = 10_000
const atOnce = 8
const seed = Number(process.env.FLOWSTATE_FAULT_SEED ?? 7)

interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, object>>>>
}

interface Target {
  readonly method: string
  readonly path: string
}

/** Routes that take a body, from the document the server gives out itself. Ending the own session would end the test. */
async function bodyRoutes(url: string): Promise<readonly Target[]> {
  const { paths } = await callApi<OpenApi>(url, 'GET', '/openapi.json')
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods)
      .filter((method) => ['post', 'put', 'patch'].includes(method) && !path.endsWith('/logout'))
      .map((method) => ({ method: method.toUpperCase(), path: path.replace(/^\/api\/v1/, '') })),
  )
}

function fillPath(path: string, canvas: SharedCanvas, random: () => number): string {
  const id = random() < 0.8 ? canvas.canvasId : randomUUID()
  return path
    .replaceAll('{canvasId}', id)
    .replaceAll(/\{[^}]+\}/g, () => (random() < 0.5 ? randomUUID() : 'x'))
}

function isDocumented(status: number, problem: Partial<Problem>): boolean {
  const entry = errorCatalogue[problem.code as ErrorCode]
  return entry !== undefined && entry.status === status && typeof problem.requestId === 'string'
}

test(`CM8 ${bodyCount} malformed bodies: documented answers, no 500, nobody else's canvas changes (seed ${seed})`, async () => {
  const server = await startServer({ env: { ...raisedLimits, LOG_LEVEL: 'fatal' } })
  try {
    const target = await makeSharedCanvas(server.url)
    const other = await makeSharedCanvas(server.url)
    const before = await readState(server.url, other)
    const routes = await bodyRoutes(server.url)
    expect(routes.length).toBeGreaterThan(15)
    const random = seededRandom(seed)
    const surprises: string[] = []
    let refused = 0

    async function attack(): Promise<void> {
      const route = routes[integerBetween(random, 0, routes.length - 1)]
      if (route === undefined) return
      const { contentType, text } = malformedBody(random)
      const response = await fetch(`${server.url}/api/v1${fillPath(route.path, target, random)}`, {
        method: route.method,
        headers: {
          'content-type': contentType,
          ...(random() < 0.9 && { authorization: `Bearer ${target.owner.token}` }),
        },
        body: text,
      })
      const answer = await response.text()
      if (response.status < 300) return
      refused += 1
      const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json') === true
      const problem: Partial<Problem> = isProblem ? JSON.parse(answer) : {}
      if (response.status < 500 && isDocumented(response.status, problem)) return
      surprises.push(
        `${route.method} ${route.path} ${text.slice(0, 200)} -> ${response.status} ${answer.slice(0, 200)}`,
      )
    }

    let sent = 0
    const attackers = Array.from({ length: atOnce }, async () => {
      while (sent++ < bodyCount) await attack()
    })
    await Promise.all(attackers)
    expect(surprises.slice(0, 5)).toEqual([])
    expect(refused).toBeGreaterThan(bodyCount / 2)
    expect(await readState(server.url, other)).toEqual(before)
    expect(await callApi(server.url, 'GET', '/health/ready')).toEqual({ status: 'ok' })
  } finally {
    await server.stop()
  }
})
