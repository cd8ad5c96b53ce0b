/** `node report-runs.ts results.jsonl`: the runs as Markdown tables. The last run of a peer, scenario and size counts. */
import { readFileSync } from 'node:fs'
import type { LatencySummary } from './load/latency-histogram.ts'
import type { SteadyFigures } from './load/steady-sending.ts'
import type { JoinBoardFigures } from './scenarios/join-board.ts'
import type { SaturationFigures } from './scenarios/saturation.ts'

interface Run {
  readonly peer: string
  readonly scenario: string
  readonly size: string
  readonly result: { readonly failed?: string } & Partial<
    SteadyFigures & SaturationFigures & JoinBoardFigures
  >
  readonly host: { readonly cpu: string; readonly cpus: number; readonly node: string; readonly load: number }
}

type Cell = string | number | null | undefined
type Column = readonly [title: string, read: (run: Run) => Cell]

const latency = (summary: LatencySummary | undefined) =>
  summary && `${summary.p50} / ${summary.p95} / ${summary.p99}`
const remarks = ({ result, host }: Run) =>
  [
    result.failed?.split('\n')[0]?.slice(0, 100),
    result.errors?.length ? `${result.errors.length} errors: ${result.errors[0]?.slice(0, 80)}` : undefined,
    (result.loadCpuPct ?? 0) > 85 ? 'load generator busy' : undefined,
    (result.otherCpuPct ?? 0) > 25 ? `other CPU ${result.otherCpuPct} %` : undefined,
    host.load > 1.5 ? `load ${host.load}` : undefined,
  ]
    .filter((remark) => remark !== undefined)
    .join('; ')

const steady: readonly Column[] = [
  ['sent/s', ({ result }) => result.sentPerS],
  ['delivered/s', ({ result }) => result.deliveredPerS],
  ['delivered %', ({ result }) => result.deliveredPct],
  ['to others ms p50 / p95 / p99', ({ result }) => latency(result.deliveryMs)],
  ['ack ms p50 / p95 / p99', ({ result }) => latency(result.ackMs)],
  ['server CPU %', ({ result }) => result.serverCpuPct],
  ['MB/s', ({ result }) => result.megabytesInPerS],
  ['RSS MB', ({ result }) => result.serverRssMb],
  ['load CPU %', ({ result }) => result.loadCpuPct],
]

const sections: readonly {
  readonly scenario: string
  readonly title: string
  readonly columns: readonly Column[]
}[] = [
  { scenario: 'S1', title: 'S1 fan-out: `size` clients, 5 operations/s each', columns: steady },
  {
    scenario: 'S2',
    title: 'S2 saturation: 10 clients, `size` unacknowledged operations each',
    columns: [
      ['committed/s', ({ result }) => result.acksPerS],
      ['delivered/s', ({ result }) => result.deliveredPerS],
      ['CPU s per 10,000', ({ result }) => result.cpuSecondsPer10k],
      ['ack ms p50 / p95 / p99', ({ result }) => latency(result.ackMs)],
      ['server CPU %', ({ result }) => result.serverCpuPct],
      ['RSS MB', ({ result }) => result.serverRssMb],
      ['load CPU %', ({ result }) => result.loadCpuPct],
    ],
  },
  {
    scenario: 'S3',
    title: 'S3 join: 10,000 shapes, `size` further moves',
    columns: [
      ['shapes', ({ result }) => result.shapesSeen],
      ['bytes', ({ result }) => result.bytes?.toLocaleString('en')],
      ['wire / ready ms', ({ result }) => result.wireMs && `${result.wireMs} / ${result.readyMs}`],
      ['20 at once ms', ({ result }) => result.twentyAtOnceMs],
      ['CPU ms per join', ({ result }) => result.serverCpuMsPerJoin],
      [
        'cold ms (shapes)',
        ({ result }) => result.coldWireMs && `${result.coldWireMs} (${result.coldShapes})`,
      ],
      ['fill ms', ({ result }) => result.fillMs],
      ['RSS MB', ({ result }) => result.serverRssMb],
    ],
  },
  { scenario: 'S4', title: 'S4 cursors: `size` clients, 20 updates/s each', columns: steady },
]

function readRuns(path: string): readonly Run[] {
  const runs = new Map<string, Run>()
  for (const line of readFileSync(path, 'utf8').trim().split('\n')) {
    const run: Run = JSON.parse(line)
    runs.set(`${run.scenario} ${run.size} ${run.peer}`, run)
  }
  return [...runs.values()]
}

const runs = process.argv.slice(2).flatMap(readRuns)
const row = (cells: readonly Cell[]) => `| ${cells.map((cell) => cell ?? '-').join(' | ')} |`
for (const { scenario, title, columns } of sections) {
  const mine = runs.filter((run) => run.scenario === scenario)
  if (mine.length === 0) continue
  mine.sort((a, b) => Number(a.size) - Number(b.size))
  const titles = ['server', 'size', ...columns.map(([name]) => name), 'remarks']
  console.log(`\n### ${title}\n\n${row(titles)}\n${row(titles.map(() => '---'))}`)
  for (const run of mine)
    console.log(row([run.peer, run.size, ...columns.map(([, read]) => read(run)), remarks(run)]))
}
