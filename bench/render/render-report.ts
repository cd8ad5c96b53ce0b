import { describeMachine } from '../support/machine.ts'
import { markdownTable } from '../support/markdown-table.ts'
import { quantile } from '../support/samples.ts'
import type { Figures, ScenarioName } from './render-scenarios.ts'

/** One scenario of one run. */
export interface RenderRun {
  readonly peer: string
  readonly shapes: number
  readonly scenario: ScenarioName
  readonly result: Figures | { readonly failed: string }
  /** Load average of the last minute. */
  readonly load: number
  readonly chromium: string
}

interface Row {
  readonly scenario: ScenarioName
  readonly title: string
  /** Less is better. */
  readonly figure: string
  /** Shown in brackets behind it. */
  readonly beside?: readonly [figure: string, unit: string]
  /** What ratios are taken of, where not of `figure`. */
  readonly compare?: string
}

const rows: readonly Row[] = [
  { scenario: 'load', title: 'load, records to complete paint, ms', figure: 'recordsMs' },
  {
    scenario: 'load',
    title: 'load, ms CPU; of FlowState with what comes before the records',
    figure: 'mainMs',
    beside: ['wallMs', 'ms'],
  },
  { scenario: 'pan-near', title: 'pan, 200 visible', figure: 'mainMsPerFrame', beside: ['fps', 'fps'] },
  { scenario: 'pan-fit', title: 'pan, all visible', figure: 'mainMsPerFrame', beside: ['fps', 'fps'] },
  { scenario: 'fit', title: 'jump to fit, ms CPU', figure: 'mainMs', beside: ['wallMs', 'ms'] },
  { scenario: 'zoom', title: 'zoom sweep', figure: 'mainMsPerFrame', beside: ['fps', 'fps'] },
  { scenario: 'drag-one', title: 'drag one', figure: 'mainMsPerFrame', beside: ['fps', 'fps'] },
  { scenario: 'drag-1000', title: 'drag 1,000', figure: 'mainMsPerFrame', beside: ['fps', 'fps'] },
  {
    scenario: 'remote',
    title: '200 remote operations/s, 200 visible: busy %',
    figure: 'busyPct',
    beside: ['takenPerSecond', '/s'],
    // A busy thread that takes over a tenth of the messages is no match for an idle one that takes them all.
    compare: 'mainMsPerMessage',
  },
  {
    scenario: 'remote-fit',
    title: '200 remote operations/s, all visible: busy %',
    figure: 'busyPct',
    beside: ['takenPerSecond', '/s'],
    compare: 'mainMsPerMessage',
  },
  { scenario: 'heap', title: 'JS heap, MB', figure: 'heapMb' },
]

const text = (value: number): string => String(Number(value.toPrecision(3)))

/** The median over the runs; undefined where none succeeded. */
function median(runs: readonly RenderRun[], figure: string): number | undefined {
  const values = runs.flatMap(({ result }) => {
    const value = result[figure as keyof typeof result]
    return typeof value === 'number' ? [value] : []
  })
  return values.length === 0 ? undefined : quantile(values, 0.5)
}

/** Markdown: a table per number of shapes, peers side by side, and how many times better FlowState is than the best of them. */
export function renderReport(runs: readonly RenderRun[]): string {
  const peers = [...new Set(runs.map(({ peer }) => peer))]
  const loads = runs.map(({ load }) => load)
  const parts = [
    `${describeMachine()}, Chromium ${runs[0]?.chromium ?? '?'}, load ${Math.min(...loads)} to ${Math.max(...loads)} meanwhile.`,
    'Main-thread CPU in ms per frame where no unit is given.',
  ]
  for (const shapes of new Set(runs.map((run) => run.shapes))) {
    const lines = rows.flatMap(({ scenario, title, figure, beside, compare = figure }) => {
      const of = (peer: string) =>
        runs.filter((run) => run.shapes === shapes && run.scenario === scenario && run.peer === peer)
      if (peers.every((peer) => of(peer).length === 0)) return []
      const cells = peers.map((peer) => {
        const value = median(of(peer), figure)
        if (value === undefined) return of(peer).length === 0 ? undefined : 'failed'
        const more = beside === undefined ? undefined : median(of(peer), beside[0])
        return more === undefined || beside === undefined
          ? text(value)
          : `${text(value)} (${text(more)} ${beside[1]})`
      })
      const own = median(of('flowstate'), compare)
      const others = peers
        .filter((peer) => peer !== 'flowstate')
        .flatMap((peer) => median(of(peer), compare) ?? [])
      const ratio =
        own === undefined || others.length === 0 ? undefined : `${text(Math.min(...others) / own)} x`
      return [[title, ...cells, ratio]]
    })
    parts.push(
      `### ${shapes.toLocaleString('en')} shapes\n\n${markdownTable(['', ...peers, 'ahead of the best by'], lines)}`,
    )
  }
  return parts.join('\n\n')
}
