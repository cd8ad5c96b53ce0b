import { randomBytes } from 'node:crypto'
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { type ChildExit, startChild } from './child-process.ts'
import { freePort } from './free-port.ts'
import { repositoryRoot } from './repository-root.ts'
import { makeTemporaryDirectory } from './temporary-directory.ts'

export type ServerProcess = {
  /** Where it listens, without a slash at the end. */
  readonly url: string
  readonly port: number
  readonly pid: number
  readonly dataDirectory: string
  readonly exited: Promise<ChildExit>
  /** What it wrote, both streams. */
  output(): string
  kill(signal: NodeJS.Signals): void
  /** SIGTERM, waits for the end, removes the data directory when it was made here. */
  stop(): Promise<ChildExit>
}

export type ServerOptions = {
  /** Settings as the server documents them (DATABASE_URL, REDIS_URL, LIMIT_...). */
  readonly env?: Readonly<Record<string, string>>
  /** Given: kept at `stop`. Absent: a temporary one, in which an empty database lies already. */
  readonly dataDirectory?: string
  readonly port?: number
  /** A program that runs the server in its own process (`strace -D ...`), with its parameters. */
  readonly runUnder?: readonly string[]
}

/** A busy machine takes its time to make a data directory. */
const readyDeadlineMs = 120_000

const serverCommand = [
  process.execPath,
  '--conditions=flowstate-source',
  `${repositoryRoot}/packages/server/src/main.ts`,
]

/** Needed with DATABASE_URL; one for all servers of a test, so that instances accept each other's tokens. */
const secretKey = randomBytes(32).toString('hex')

/** Named here, so that it is looked for when it is needed: the set-up of a run cannot reach the sources of packages. */
const serverTesting = '@flowstate/server/testing'

/** Where `npm start` has Node keep what it compiles as well. */
const compiled = join(repositoryRoot, 'node_modules', '.cache', 'compiled')

/** What the server may inherit. Settings of the developer's shell must not decide what a test sees. */
function inherited(): Record<string, string | undefined> {
  const { PATH, HOME, TMPDIR, TZ, LANG } = process.env
  return { PATH, HOME, TMPDIR, TZ, LANG, NODE_COMPILE_CACHE: compiled }
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) })
    await response.body?.cancel()
    return response.status === 200
  } catch {
    return false
  }
}

/**
 * Starts the real server on a free loopback port and waits until it takes traffic. Rejects with the server's output
 * when it ends first or the deadline passes.
 */
export async function startServer(options: ServerOptions = {}): Promise<ServerProcess> {
  const port = options.port ?? (await freePort())
  const own = options.dataDirectory === undefined ? makeTemporaryDirectory('data') : undefined
  const dataDirectory = options.dataDirectory ?? own?.path ?? ''
  if (own !== undefined && options.env?.DATABASE_URL === undefined) {
    const { emptyEmbeddedDatabase }: typeof import('@flowstate/server/testing') = await import(serverTesting)
    cpSync(await emptyEmbeddedDatabase(), own.path, { recursive: true })
  }
  const env = {
    ...inherited(),
    HOST: '127.0.0.1',
    PORT: String(port),
    DATA_DIR: dataDirectory,
    SECRET_KEY: secretKey,
    ...options.env,
  }
  const child = startChild([...(options.runUnder ?? []), ...serverCommand], { env, cwd: repositoryRoot })
  const url = `http://127.0.0.1:${port}`

  let over = false
  const stop = async () => {
    child.kill('SIGTERM')
    const exit = await child.exited
    own?.remove()
    return exit
  }
  void child.exited.then(() => {
    over = true
  })
  const deadline = performance.now() + readyDeadlineMs
  while (!(await answers(`${url}/api/v1/health/ready`))) {
    if (over || performance.now() > deadline) {
      const what = over ? 'ended before it was ready' : 'was not ready in time'
      child.kill('SIGKILL')
      const exit = JSON.stringify(await stop())
      throw new Error(`the server ${what}, ${exit}:\n${child.output()}`)
    }
    await delay(25)
  }
  return {
    url,
    port,
    pid: child.pid,
    dataDirectory,
    exited: child.exited,
    output: child.output,
    kill: child.kill,
    stop,
  }
}
