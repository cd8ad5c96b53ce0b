import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CanvasId, WorkspaceId } from '@flowstate/engine'
import type { Canvas, LoginAnswer } from '@flowstate/protocol'
import type { LightMyRequestResponse } from 'fastify'
import { type Logger, pino } from 'pino'
import { Compile } from 'typebox/compile'
import type { Clock } from '../../clock.ts'
import { readConfig } from '../../config.ts'
import { createServer, type Server } from '../../server.ts'
import type { FreshDatabase } from '../../storage/testing/fresh-database.ts'
import type { Method, Route } from '../route.ts'

export interface Call {
  readonly method: Method
  /** Below `/api/v1`. */
  readonly path: string
  readonly token?: string | undefined
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** A server over a fresh database, spoken to without a socket. Every answer is held to its own schema. */
export interface RestHarness {
  readonly server: Server
  readonly clock: Clock & { advance(ms: number): void }
  call(call: Call): Promise<LightMyRequestResponse>
  register(name: string): Promise<LoginAnswer & { readonly workspaceId: WorkspaceId }>
  createCanvas(owner: LoginAnswer): Promise<Canvas & { readonly id: CanvasId }>
  close(): Promise<void>
}

export const password = 'a quiet harbour at night'

/** Real timers, a clock that can be moved: expiry is tested without waiting. */
function movableClock(): RestHarness['clock'] {
  let aheadMs = 0
  return {
    now: () => Date.now() + aheadMs,
    after(delayMs, callback) {
      const timer = setTimeout(callback, delayMs)
      return () => clearTimeout(timer)
    },
    advance(ms) {
      aheadMs += ms
    },
  }
}

function createAnswerCheck(): (route: Route, status: number, body: unknown) => void {
  return (route, status, body) => {
    if (!(status in route.answers)) throw new Error(`${route.name} does not declare ${status}`)
    const schema = route.answers[status]
    if (schema === null || schema === undefined) return
    const errors = Compile(schema).Errors(body)
    if (errors.length > 0) throw new Error(`${route.name} broke its schema: ${JSON.stringify(errors[0])}`)
  }
}

export async function startRest(
  database: FreshDatabase,
  env: Readonly<Record<string, string>> = {},
  log: Logger = pino({ level: 'silent' }),
): Promise<RestHarness> {
  const dataDir = mkdtempSync(join(tmpdir(), 'flowstate-rest-'))
  const config = readConfig({ DATA_DIR: dataDir, LIMIT_REST_REQUESTS_PER_MINUTE: '1000000', ...env }, dataDir)
  const clock = movableClock()
  const checkAnswer = createAnswerCheck()
  const server = await createServer(config, { db: database.db, clock, log, webRoot: dataDir, checkAnswer })
  let people = 0

  const call = ({ method, path, token, body, headers = {} }: Call) =>
    server.app.inject({
      method,
      url: `/api/v1${path}`,
      headers: { ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), ...headers },
      ...(body === undefined ? {} : { payload: JSON.stringify(body), headers: jsonHeaders(token, headers) }),
    })

  return {
    server,
    clock,
    call,
    async register(displayName) {
      const email = `person${++people}@example.org`
      const response = await call({
        method: 'POST',
        path: '/auth/register',
        body: { email, password, displayName },
      })
      if (response.statusCode !== 201) throw new Error(response.body)
      return response.json()
    },
    async createCanvas(owner) {
      const response = await call({
        method: 'POST',
        path: `/workspaces/${owner.workspaceId}/canvases`,
        token: owner.accessToken,
        body: { name: 'Plan' },
      })
      if (response.statusCode !== 201) throw new Error(response.body)
      return response.json()
    },
    async close() {
      await server.close()
      await database.remove()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

function jsonHeaders(token: string | undefined, headers: Readonly<Record<string, string>>) {
  return {
    'content-type': 'application/json',
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...headers,
  }
}
