import type { Canvas, LoginAnswer } from '@flowstate/protocol'
import { startPostgres } from '../../tests/support/postgres-cluster.ts'
import { type ServerProcess, startServer } from '../../tests/support/server-process.ts'

export type Storage = 'embedded' | 'postgresql'

export interface BoardServer {
  readonly server: ServerProcess
  readonly token: string
  makeCanvas(): Promise<string>
  /** Answers the body; anything but success is an error. */
  call<Body>(method: string, path: string, body?: object): Promise<Body>
  /** Reads to the last byte and does not parse: what a reader does with an answer is not the server's time. */
  read(path: string): Promise<number>
  stop(): Promise<void>
}

/** Far above what a benchmark sends: the limits are not what is measured. */
const raisedLimits = {
  LIMIT_OPERATIONS_PER_SECOND: '1000000',
  LIMIT_OPERATIONS_BURST: '1000000',
  LIMIT_OPERATIONS_IN_FLIGHT_MAX: '100000',
  LIMIT_CANVAS_BYTES_MAX: '100000000000',
  LIMIT_SOCKETS_PER_USER_AND_CANVAS_MAX: '10000',
  LIMIT_REST_REQUESTS_PER_MINUTE: '1000000',
  LOG_LEVEL: 'warn',
}

/** The real program on a storage of its own, and a guest who is signed in. PROFILE names a directory for CPU profiles. */
export async function startBoardServer(storage: Storage): Promise<BoardServer> {
  const cluster = storage === 'postgresql' ? await startPostgres() : undefined
  const databaseUrl = await cluster?.createDatabase('bench')
  const profileDirectory = process.env.PROFILE
  const env = {
    ...raisedLimits,
    ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl }),
    ...(profileDirectory !== undefined && {
      NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${profileDirectory}`,
    }),
  }
  const server = await startServer({ env })
  let token = ''

  async function send(method: string, path: string, body?: object): Promise<Response> {
    const response = await fetch(`${server.url}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
    return response
  }

  async function call<Body>(method: string, path: string, body?: object): Promise<Body> {
    const answer: Body = await (await send(method, path, body)).json()
    return answer
  }

  const login = await call<LoginAnswer>('POST', '/auth/guest', {})
  token = login.accessToken
  return {
    server,
    token,
    async makeCanvas() {
      const path = `/workspaces/${login.workspaceId}/canvases`
      return (await call<Canvas>('POST', path, { name: 'Bench' })).id
    },
    call,
    async read(path) {
      return (await (await send('GET', path)).arrayBuffer()).byteLength
    },
    async stop() {
      await server.stop()
      await cluster?.stop()
    },
  }
}
