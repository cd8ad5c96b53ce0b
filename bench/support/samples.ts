/** The value below which a share `q` (0..1) of the samples lie. */
export function quantile(samples: readonly number[], q: number): number {
  const sorted = [...samples].sort((a, b) => a - b)
  const index = Math.min(sorted.length - 1, Math.max(0, Math.ceil(sorted.length * q) - 1))
  return sorted[index] ?? Number.NaN
}

/** p50 / p95 / p99 in milliseconds. */
export function formatLatencies(samplesMs: readonly number[]): string {
  return [0.5, 0.95, 0.99].map((q) => quantile(samplesMs, q).toFixed(1)).join(' / ')
}

/** How long each of `rounds` runs took, in milliseconds, after one that does not count. */
export function timeRounds(rounds: number, run: () => void): number[] {
  run()
  return Array.from({ length: rounds }, () => {
    const begun = performance.now()
    run()
    return performance.now() - begun
  })
}
