import type { OperationId } from '@flowstate/engine'
import type { LogRow } from './log-row.ts'

const rowsMax = 2_000
const charactersMax = 4 * 1_048_576

/** The newest rows of one canvas, contiguous up to the head: most catch-ups and retries are answered from here. */
export class TailCache {
  private rows: LogRow[] = []
  /** Rows before this position have been dropped; the array is cut when half of it is waste. */
  private start = 0
  private characters = 0
  private readonly byId = new Map<OperationId, LogRow>()

  /** Rows that follow the newest one. */
  push(rows: readonly LogRow[]): void {
    for (const row of rows) {
      this.rows.push(row)
      this.characters += row.wire.length
      this.byId.set(row.operation.id, row)
    }
    while (
      this.rows.length - this.start > 1 &&
      (this.rows.length - this.start > rowsMax || this.characters > charactersMax)
    ) {
      const oldest = this.rows[this.start] as LogRow
      this.characters -= oldest.wire.length
      this.byId.delete(oldest.operation.id)
      this.start += 1
    }
    if (this.start > rowsMax) {
      this.rows = this.rows.slice(this.start)
      this.start = 0
    }
  }

  /** Rows in (since, until], or null when the oldest of them is no longer here. */
  read(since: number, until: number): readonly LogRow[] | null {
    const oldest = this.rows[this.start]?.version
    if (oldest === undefined || since + 1 < oldest) return null
    const from = this.start + (since + 1 - oldest)
    return this.rows.slice(from, Math.max(from, this.start + (until + 1 - oldest)))
  }

  at(version: number): LogRow | undefined {
    const oldest = this.rows[this.start]?.version
    return oldest === undefined || version < oldest ? undefined : this.rows[this.start + version - oldest]
  }

  find(id: OperationId): LogRow | undefined {
    return this.byId.get(id)
  }
}
