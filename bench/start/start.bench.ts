/**
 * `npm run bench -- start`: how long the real server takes until it takes traffic, and to stop: on an empty directory, on one
 * it has left in order, and on one it was killed on. The embedded database. `ROUNDS` is how often the last two are done.
 */
import { readFileSync } from 'node:fs'
import { type ServerProcess, startServer } from '../../tests/support/server-process.ts'
import { makeTemporaryDirectory } from '../../tests/support/temporary-directory.ts'
import { describeMachine } from '../support/machine.ts'
import { markdownTable } from '../support/markdown-table.ts'
import { quantile } from '../support/samples.ts'

const rounds = Number(process.env.ROUNDS ?? 7)
const ticksPerSecond = 100

interface Start {
  readonly readyMs: number
  /** What the process has used of the processors until then, all threads; NaN where there is no /proc. */
  readonly cpuSeconds: number
}

function cpuSecondsOf(pid: number): number {
  if (process.platform !== 'linux') return Number.NaN
  const afterName = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1) ?? ''
  const [user, system] = afterName.split(' ').slice(11, 13).map(Number)
  return ((user ?? Number.NaN) + (system ?? Number.NaN)) / ticksPerSecond
}

async function start(dataDirectory: string): Promise<Start & { readonly server: ServerProcess }> {
  const startMs = performance.now()
  const server = await startServer({ dataDirectory })
  return { server, readyMs: performance.now() - startMs, cpuSeconds: cpuSecondsOf(server.pid) }
}

async function stop(server: ServerProcess): Promise<number> {
  const startMs = performance.now()
  await server.stop()
  return performance.now() - startMs
}

const data = makeTemporaryDirectory('start-data')
try {
  const first = await start(data.path)
  const stopMs = [await stop(first.server)]
  const afterStop: Start[] = []
  const afterKill: Start[] = []
  for (let i = 0; i < rounds; i++) {
    const killed = await start(data.path)
    afterStop.push(killed)
    killed.server.kill('SIGKILL')
    await killed.server.exited
    const recovered = await start(data.path)
    afterKill.push(recovered)
    stopMs.push(await stop(recovered.server))
  }
  const median = (values: readonly number[], digits: number): string => quantile(values, 0.5).toFixed(digits)
  const row = (title: string, starts: readonly Start[]): readonly string[] => [
    title,
    median(
      starts.map(({ readyMs }) => readyMs),
      0,
    ),
    median(
      starts.map(({ cpuSeconds }) => cpuSeconds),
      2,
    ),
  ]
  console.log(`start: ${describeMachine()}, medians of ${rounds}.\n`)
  console.log(
    markdownTable(
      ['what', 'ms', 'CPU s'],
      [
        row('start on an empty directory, once', [first]),
        row('start after a stop', afterStop),
        row('start after a kill', afterKill),
        ['stop', median(stopMs, 0), ''],
      ],
    ),
  )
} finally {
  data.remove()
}
