import type { OperationId } from '@flowstate/engine'
import type { CanvasLogsDeps } from './commit-deps.ts'
import type { Decision } from './commit-draft.ts'
import type { CommitOutcome } from './commit-request.ts'
import type { LiveCanvas } from './live-canvas.ts'
import type { LogRow } from './log-row.ts'
import { parseStoredRow } from './log-row-codec.ts'
import type { Outcome, StoredAnswer } from './log-store.ts'

/** The rows of the set a row begins (OP9): itself when it is no set. */
async function rowsOfSet(
  canvas: LiveCanvas,
  first: LogRow,
  deps: CanvasLogsDeps,
): Promise<readonly LogRow[]> {
  const count = first.operation.part?.[1] ?? 1
  if (count === 1) return [first]
  const since = first.version - 1
  const cached = canvas.tail.read(since, since + count)
  if (cached !== null && cached.length === count) return cached
  const versions = Array.from({ length: count }, (_, i) => first.version + i)
  const stored = await deps.store.readRowsByVersion(canvas.head.key, versions)
  return stored.map((row) => parseStoredRow(canvas.canvasId, row)).sort((a, b) => a.version - b.version)
}

function answered({ id, answer }: StoredAnswer): CommitOutcome {
  switch (answer.kind) {
    case 'refused': {
      const { code, detail, path } = answer
      const outcome = { kind: 'refused', id, code, detail, duplicate: false } as const
      return path === undefined ? outcome : { ...outcome, path }
    }
    case 'nothing':
      return { kind: 'nothing', id, reason: answer.reason, skipped: [], duplicate: false }
  }
}

async function toDecision(canvas: LiveCanvas, outcome: Outcome, deps: CanvasLogsDeps): Promise<Decision> {
  switch (outcome.kind) {
    case 'row': {
      const first = parseStoredRow(canvas.canvasId, outcome.row)
      const rows = await rowsOfSet(canvas, first, deps)
      const { requestHash } = outcome.row
      return { userId: outcome.userId, requestHash, outcome: { kind: 'committed', rows, duplicate: false } }
    }
    case 'answer': {
      const { userId, requestHash } = outcome.answer
      return { userId, requestHash, outcome: answered(outcome.answer) }
    }
  }
}

/** What the store says became of these ids; the canvas is brought up to the newest row among them (CM6). */
export async function readDecisions(
  canvas: LiveCanvas,
  ids: readonly OperationId[],
  deps: CanvasLogsDeps,
): Promise<ReadonlyMap<OperationId, Decision>> {
  const outcomes = await deps.store.readOutcomes(canvas.head.key, ids)
  const ahead = [...outcomes.values()].some(
    (outcome) => outcome.kind === 'row' && outcome.row.version > canvas.head.version,
  )
  if (ahead) await canvas.catchUp()
  const decisions = new Map<OperationId, Decision>()
  for (const [id, outcome] of outcomes) decisions.set(id, await toDecision(canvas, outcome, deps))
  return decisions
}

/** The same from the newest rows, without a read. */
export function recentDecision(canvas: LiveCanvas, id: OperationId): Decision | undefined {
  const first = canvas.tail.find(id)
  if (first === undefined) return undefined
  const count = first.operation.part?.[1] ?? 1
  const rows = count === 1 ? [first] : canvas.tail.read(first.version - 1, first.version - 1 + count)
  if (rows === null || rows.length !== count) return undefined
  const { requestHash } = first.stored
  return {
    userId: first.operation.userId ?? null,
    requestHash,
    outcome: { kind: 'committed', rows, duplicate: false },
  }
}
