import type { OperationId } from '@flowstate/engine'
import type { Author } from '../../access/author.ts'
import type { CanvasLogs } from '../canvas-log.ts'
import type { CommitOutcome } from '../commit-request.ts'
import type { LogRow } from '../log-row.ts'
import { type LogHarness, newId } from './log-harness.ts'

export function operation(
  changes: readonly unknown[],
  more: object = {},
): { id: OperationId; proposal: unknown } {
  const id = newId<OperationId>()
  return { id, proposal: { id, changes, ...more } }
}

export function commit(
  harness: LogHarness,
  author: Author,
  proposal: unknown,
  logs: CanvasLogs = harness.logs,
): Promise<CommitOutcome> {
  return logs.commit(harness.canvasId, author, { name: 'operation', proposal })
}

export function rowsOf(outcome: CommitOutcome): readonly LogRow[] {
  if (outcome.kind !== 'committed') throw new Error(`not committed: ${JSON.stringify(outcome)}`)
  return outcome.rows
}

export async function allRows(harness: LogHarness): Promise<readonly LogRow[]> {
  const log = await harness.instance().open(harness.canvasId)
  return (await log?.readRows(0)) ?? []
}
