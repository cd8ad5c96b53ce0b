import type { OperationId } from '@flowstate/engine'
import {
  type AckMessage,
  type ErrorMessage,
  errorCatalogue,
  type PongMessage,
  type RejectMessage,
} from '@flowstate/protocol'
import type { CommitOutcome } from '../log/commit-request.ts'

/** What a session is told, and the version it must have been sent before. */
export interface Reply {
  readonly message: AckMessage | RejectMessage | ErrorMessage | PongMessage
  readonly afterVersion: number
}

/** The id and seq a request came with. */
export interface RequestName {
  readonly id: OperationId
  readonly seq: number | null
}

/**
 * The answer to a commit from a session. A fresh operation has none: its broadcast is the acknowledgement. Final refusals
 * are `reject`, access and transient ones `error` with the id, so that the client keeps its queue (CM8).
 * @param headVersion what the outcome was judged at: whoever hears that nothing came of something has seen why before
 */
export function replyTo(
  outcome: CommitOutcome,
  request: RequestName,
  headVersion: () => number,
): Reply | null {
  const seq = request.seq === null ? {} : { seq: request.seq }
  switch (outcome.kind) {
    case 'committed': {
      if (!outcome.duplicate) return null
      const last = outcome.rows.at(-1)
      if (!last) return null
      const skipped = outcome.rows[0]?.operation.skipped
      return {
        afterVersion: last.version,
        message: {
          type: 'ack',
          id: request.id,
          ...seq,
          version: last.version,
          duplicate: true,
          ...(skipped === undefined ? {} : { skipped }),
        },
      }
    }
    case 'nothing':
      return {
        afterVersion: headVersion(),
        message: {
          type: 'ack',
          id: request.id,
          ...seq,
          duplicate: outcome.duplicate,
          ...(outcome.skipped.length === 0 ? {} : { skipped: outcome.skipped }),
          reason: outcome.reason,
        },
      }
    case 'refused': {
      const isFinal = errorCatalogue[outcome.code].class === 'final'
      return { afterVersion: isFinal ? headVersion() : 0, message: refusal(outcome, request, seq) }
    }
  }
}

function refusal(
  outcome: Extract<CommitOutcome, { readonly kind: 'refused' }>,
  request: RequestName,
  seq: { readonly seq?: number },
): RejectMessage | ErrorMessage {
  const { code, detail } = outcome
  const path = outcome.path === undefined ? {} : { path: outcome.path }
  if (errorCatalogue[code].class === 'final')
    return {
      type: 'reject',
      id: request.id,
      ...seq,
      code,
      ...path,
      detail,
      ...(outcome.duplicate ? { duplicate: true as const } : {}),
    }
  const expected = outcome.expected === undefined ? {} : { expected: outcome.expected }
  return { type: 'error', code, detail, ...path, id: request.id, ...expected }
}
