import type { StageCounts } from './stage.ts'

export type StageResult = { readonly name: string; readonly counts: StageCounts; readonly durationMs: number }

function describe({ passed, failed, skipped }: StageCounts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}

export function totalOf(results: readonly StageResult[]): StageCounts {
  const sum = (pick: (counts: StageCounts) => number) =>
    results.reduce((total, { counts }) => total + pick(counts), 0)
  return { passed: sum((c) => c.passed), failed: sum((c) => c.failed), skipped: sum((c) => c.skipped) }
}

/** What failed, a line per stage, then the total alone on the last line: `N passed, N failed`, and what was skipped. */
export function summarise(results: readonly StageResult[]): string {
  const lines = results.map(({ name, counts, durationMs }) => {
    const seconds = (durationMs / 1000).toFixed(1).padStart(7)
    return `${name.padEnd(12)}${seconds} s   ${describe(counts)}`
  })
  const failures = results.flatMap(({ name, counts }) =>
    (counts.failures ?? []).map((failure) => `FAILED in ${name}: ${failure}\n`),
  )
  return ['', ...failures, ...lines, '', describe(totalOf(results))].join('\n')
}
