import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { childrenOf } from './proc-figures.ts'

function binDirectory(): string {
  const newest = globSync('/usr/lib/postgresql/*/bin')
    .sort(new Intl.Collator('en', { numeric: true }).compare)
    .at(-1)
  const found = process.env.PG_BIN ?? newest
  if (found === undefined) throw new Error('PostgreSQL is not installed: apt-get install postgresql')
  return found
}

/** PostgreSQL refuses to run as root. */
function run(program: string, parameters: readonly string[]): void {
  const path = join(binDirectory(), program)
  if (process.getuid?.() !== 0) execFileSync(path, parameters, { stdio: 'ignore' })
  else {
    const user = ['--reuid=postgres', '--regid=postgres', '--clear-groups']
    execFileSync('setpriv', [...user, path, ...parameters], { stdio: 'ignore' })
  }
}

/** pg_ctl opens a session of its own; give it the priority the benchmark runs with. */
function sharePriority(pid: number): void {
  try {
    const nice = /nice (-?\d+)/.exec(readFileSync('/proc/self/autogroup', 'utf8'))?.[1]
    if (nice !== undefined) writeFileSync(`/proc/${pid}/autogroup`, nice)
  } catch {
    // A kernel without autogroups needs none of this.
  }
}

/** A cluster in `dataDirectory` with stock settings (fsync and synchronous_commit on), on loopback only. */
export function startCluster(dataDirectory: string, port: number): void {
  const cluster = join(dataDirectory, 'pg')
  if (existsSync(cluster)) return
  chmodSync(dataDirectory, 0o755)
  mkdirSync(cluster)
  if (process.getuid?.() === 0) execFileSync('chown', ['postgres:postgres', cluster])
  run('initdb', ['-D', cluster, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-locale'])
  const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=''`
  run('pg_ctl', ['-D', cluster, '-w', '-o', settings, '-l', join(cluster, 'log'), 'start'])
  const [postmaster] = clusterPids(dataDirectory)
  if (postmaster !== undefined) sharePriority(postmaster)
}

export function stopCluster(dataDirectory: string): void {
  const cluster = join(dataDirectory, 'pg')
  if (existsSync(join(cluster, 'postmaster.pid'))) run('pg_ctl', ['-D', cluster, '-m', 'immediate', 'stop'])
}

/** The postmaster first. */
export function clusterPids(dataDirectory: string): readonly number[] {
  const file = join(dataDirectory, 'pg', 'postmaster.pid')
  if (!existsSync(file)) return []
  const postmaster = Number(readFileSync(file, 'utf8').split('\n')[0])
  return [postmaster, ...childrenOf(postmaster)]
}
