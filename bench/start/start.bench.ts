/**
 * `npm run bench -- start`: how long the real server takes until it takes traffic, and to stop: on an empty directory, on one
 * it has left in order, and on one it was killed on. The embedded database. `ROUNDS` is how often the last two are done.
 */
import { type ServerProcess, startServer } from '../../tests/support/server-process.ts'
import { makeTemporaryDirectory } from '../../tests/support/temporary-directory.ts'
import { describeMachine } from '../support/machine.ts'
import { markdownTable } from '../support/markdown-table.ts'
import { quantile } from '../support/samples.ts'
import { cpuMsOf } from '../sync/load/proc-figures.ts'

const rounds = Number(process.env.ROUNDS ?? 7)

interface Start {
  readonly readyMs: number
  /** What the process has used of the processors until then; 0 where there is no /proc. */
  readonly cpuMs: number
}

async function start(dataDirectory: string): Promise<Start & { readonly server: ServerProcess }> {
  const startMs = performance.now()
  const server = await startServer({ dataDirectory })
  return { server, readyMs: performance.now() - startMs, cpuMs: cpuMsOf(server.pid) }
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
  const median = (values: readonly number[]): string => quantile(values, 0.5).toFixed(0)
  const row = (title: string, starts: readonly Start[]): readonly string[] => {
    const readyMs = starts.map((one) => one.readyMs)
    const cpuMs = starts.map((one) => one.cpuMs)
    return [title, median(readyMs), median(cpuMs)]
  }
  console.log(`start: ${describeMachine()}, medians of ${rounds}.\n`)
  console.log(
    markdownTable(
      ['what', 'ms', 'CPU ms'],
      [
        row('start on an empty directory, once', [first]),
        row('start after a stop', afterStop),
        row('start after a kill', afterKill),
        ['stop', median(stopMs), ''],
      ],
    ),
  )
} finally {
  data.remove()
}
