import type { CanvasId, CommittedOperation, Skipped } from '@flowstate/engine'
import type { Deps } from '../deps.ts'
import { type Answer, answerJson, type RefusedAnswer, refuse } from '../http/answer.ts'
import type { CanvasLog } from './canvas-log.ts'
import type { CommitOutcome } from './commit-request.ts'

/** The canvas with everything other instances have committed by now; null when it is gone or in the trash. */
export async function openCurrent(deps: Deps, canvasId: CanvasId): Promise<CanvasLog | null> {
  const canvas = await deps.logs.open(canvasId)
  if (canvas === null) return null
  await canvas.refresh()
  return canvas.head.trashed ? null : canvas
}

/** A refusal of the commit path, with the code, path and sentence the judge gave. */
export function refusalOf(outcome: Extract<CommitOutcome, { kind: 'refused' }>): RefusedAnswer {
  return refuse(outcome.code, {
    detail: outcome.detail,
    ...(outcome.path === undefined ? {} : { path: outcome.path }),
    ...(outcome.duplicate ? { duplicate: true } : {}),
    ...(outcome.expected === undefined ? {} : { expected: outcome.expected }),
  })
}

function skippedIn(operations: readonly CommittedOperation[]): readonly Skipped[] {
  return operations.flatMap((operation) => operation.skipped ?? [])
}

/** What undo, redo, restore and revert answer. Rows travel as the very text every other reader gets. */
export function rewindAnswerOf(outcome: CommitOutcome): Answer<never> {
  switch (outcome.kind) {
    case 'refused':
      return refusalOf(outcome)
    case 'nothing': {
      const { skipped, duplicate, reason } = outcome
      return answerJson(200, JSON.stringify({ operations: [], skipped, duplicate, reason }))
    }
    case 'committed': {
      const rows = outcome.rows.map((row) => row.wire).join(',')
      const skipped = JSON.stringify(skippedIn(outcome.rows.map((row) => row.operation)))
      const json = `{"operations":[${rows}],"skipped":${skipped},"duplicate":${outcome.duplicate}}`
      return answerJson(outcome.duplicate ? 200 : 201, json)
    }
  }
}
