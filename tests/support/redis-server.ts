import { type Child, startChild } from './child-process.ts'
import { findProgram } from './find-program.ts'
import { freePort } from './free-port.ts'
import { makeTemporaryDirectory } from './temporary-directory.ts'

export type RedisServer = {
  readonly url: string
  readonly port: number
  pid(): number
  /** Stops answering without closing connections, until `thaw`. */
  freeze(): void
  thaw(): void
  kill9(): Promise<void>
  /** Stops it if it runs, then starts it again, empty, on the same port. */
  restart(): Promise<void>
  stop(): Promise<void>
}

/** Starts a Redis (or Valkey) that stores nothing, on a free loopback port. FLOWSTATE_TEST_REDIS names the program. */
export async function startRedis(): Promise<RedisServer> {
  const chosen = process.env.FLOWSTATE_TEST_REDIS
  const program = findProgram(chosen ? [chosen] : ['redis-server', 'valkey-server'])
  const directory = makeTemporaryDirectory('redis')
  const port = await freePort()

  async function start(): Promise<Child> {
    const settings = ['--save', '', '--appendonly', 'no', '--bind', '127.0.0.1', '--dir', directory.path]
    const child = startChild([program, '--port', String(port), ...settings], { orphanSignal: 'SIGKILL' })
    await child.sawOutput('eady to accept connections')
    return child
  }

  async function kill9(child: Child): Promise<void> {
    child.kill('SIGKILL')
    await child.exited
  }

  let server = await start()
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    pid: () => server.pid,
    freeze: () => server.kill('SIGSTOP'),
    thaw: () => server.kill('SIGCONT'),
    kill9: () => kill9(server),
    restart: async () => {
      await kill9(server)
      server = await start()
    },
    stop: async () => {
      await kill9(server)
      directory.remove()
    },
  }
}
