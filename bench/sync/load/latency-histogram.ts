const bucketsPerMs = 100
const bucketMax = 2_000_000

export interface LatencySummary {
  readonly n: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly max: number
}

/** Latencies in buckets of 10 microseconds, up to 20 seconds. */
export class LatencyHistogram {
  count = 0
  private maxMs = 0
  private readonly buckets = new Uint32Array(bucketMax + 1)

  add(ms: number): void {
    const bucket = Math.min(bucketMax, Math.max(0, Math.floor(ms * bucketsPerMs)))
    this.buckets[bucket] = (this.buckets[bucket] ?? 0) + 1
    this.count += 1
    if (ms > this.maxMs) this.maxMs = ms
  }

  quantile(q: number): number {
    const wanted = Math.ceil(this.count * q)
    let seen = 0
    for (let bucket = 0; bucket <= bucketMax; bucket++) {
      seen += this.buckets[bucket] ?? 0
      if (seen >= wanted && seen > 0) return (bucket + 1) / bucketsPerMs
    }
    return this.maxMs
  }

  /** All in milliseconds; undefined when nothing was recorded. */
  summary(): LatencySummary | undefined {
    if (this.count === 0) return undefined
    const [p50, p95, p99] = [this.quantile(0.5), this.quantile(0.95), this.quantile(0.99)]
    return { n: this.count, p50, p95, p99, max: Math.round(this.maxMs * 100) / 100 }
  }
}
