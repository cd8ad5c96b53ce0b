import { execFileSync } from 'node:child_process'
import { globSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Client } from 'pg'
import { type Child, startChild } from './child-process.ts'
import { findProgram } from './find-program.ts'
import { freePort } from './free-port.ts'
import { killAll, processTree } from './process-tree.ts'
import { makeTemporaryDirectory } from './temporary-directory.ts'
import { unprivilegedUser } from './unprivileged-user.ts'

export type PostgresCluster = {
  /** Connects as a superuser to the database `postgres`. */
  readonly url: string
  readonly port: number
  /** The postmaster and its children. */
  pids(): number[]
  /** Makes an empty database and answers its URL. */
  createDatabase(name: string): Promise<string>
  /** Kills every process of the cluster at once, as a crash would. The data directory stays. */
  kill9(): Promise<void>
  /** Stops it if it runs (fast shutdown), then starts it again on the same data and port. */
  restart(): Promise<void>
  /** Stops the cluster and removes its data. */
  stop(): Promise<void>
}

/** Where `initdb` and `postgres` are: beside FLOWSTATE_TEST_PG_INITDB, in Debian's newest version, or in PATH. */
export function postgresBinDirectory(): string {
  const chosen = process.env.FLOWSTATE_TEST_PG_INITDB
  if (chosen) return dirname(realpathSync(chosen))
  const byVersion = new Intl.Collator('en', { numeric: true }).compare
  const debian = globSync('/usr/lib/postgresql/*/bin/initdb').sort(byVersion).reverse()
  return dirname(realpathSync(findProgram([...debian, 'initdb'])))
}

/**
 * Starts a throw-away PostgreSQL cluster on a free loopback port: fsync on, as in production, data in a temporary
 * directory. It takes about a second. As root it runs as another user, because PostgreSQL insists.
 */
export async function startPostgres(): Promise<PostgresCluster> {
  const bin = postgresBinDirectory()
  const runAs = unprivilegedUser()
  const directory = makeTemporaryDirectory('postgres', runAs)
  const data = join(directory.path, 'data')
  // --no-sync concerns the making of the cluster only; what tests commit later is synced.
  const options = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync']
  execFileSync(join(bin, 'initdb'), options, {
    ...runAs,
    cwd: directory.path,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const port = await freePort()
  const urlOf = (database: string) => `postgres://postgres@127.0.0.1:${port}/${database}`

  async function start(): Promise<Child> {
    const settings = ['-c', 'unix_socket_directories=', '-c', 'fsync=on', '-c', 'max_connections=200']
    const command = [join(bin, 'postgres'), '-D', data, '-h', '127.0.0.1', '-p', String(port), ...settings]
    const child = startChild(command, { runAs, cwd: directory.path, orphanSignal: 'SIGINT' })
    await child.sawOutput('database system is ready to accept connections', 60_000)
    return child
  }

  async function shutDown(child: Child): Promise<void> {
    child.kill('SIGINT')
    await child.exited
  }

  let postmaster = await start()
  return {
    url: urlOf('postgres'),
    port,
    pids: () => processTree(postmaster.pid),
    createDatabase: async (name) => {
      const client = new Client({ connectionString: urlOf('postgres') })
      await client.connect()
      try {
        await client.query(`create database ${client.escapeIdentifier(name)}`)
      } finally {
        await client.end()
      }
      return urlOf(name)
    },
    kill9: async () => {
      killAll(processTree(postmaster.pid))
      await postmaster.exited
    },
    restart: async () => {
      await shutDown(postmaster)
      postmaster = await start()
    },
    stop: async () => {
      await shutDown(postmaster)
      directory.remove()
    },
  }
}
