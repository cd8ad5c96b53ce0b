import type { ClientId, OperationId, Proposal, Refusal, ResolveKnowledge, Skipped } from '@flowstate/engine'
import { resolve } from '@flowstate/engine'
import type { ErrorCode } from '@flowstate/protocol'
import { type Role, roleAtLeast } from '@flowstate/protocol'
import type { Author } from '../access/author.ts'
import type { CommitDraft, Decision, RowFields } from './commit-draft.ts'
import type { CommitOutcome } from './commit-request.ts'
import type { LogRow } from './log-row.ts'
import type { ClientSeq } from './log-store.ts'
import type { PreparedRequest, Sender } from './request-intake.ts'
import { judgeSeq } from './sequence-rules.ts'

/** What a request is judged with besides the draft; read before, so that judging does not wait. */
export interface JudgeContext {
  readonly author: Author
  /** Null: a stranger. */
  readonly role: Role | null
  /** Set when nobody may write here now. */
  readonly closed: { readonly code: ErrorCode; readonly detail: string } | null
  decisionOf(id: OperationId): Decision | undefined
  clientOf(id: ClientId): ClientSeq | undefined
}

/** A verdict that needs no changes, or leave to go on and make some. */
export type Admission =
  | {
      readonly kind: 'settled'
      readonly outcome: CommitOutcome /** Came from reads that may be old. */
      readonly needsHead: boolean
    }
  | { readonly kind: 'admitted' }

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}

/** A refusal in the words of the request it answers. */
export function refusedFor(
  prepared: PreparedRequest,
  code: ErrorCode,
  detail: string,
  more: { readonly path?: string; readonly expected?: number } = {},
): CommitOutcome {
  const outcome = { kind: 'refused', id: prepared.id, code, detail, duplicate: false, ...more } as const
  return prepared.sender === undefined ? outcome : { ...outcome, seq: prepared.sender.seq }
}

/** The answer to a repeated id: the first outcome, if it is the same request of the same person (CM6). */
function repeat(decision: Decision, prepared: PreparedRequest, author: Author): CommitOutcome {
  if (decision.userId !== author.userId || !sameBytes(decision.requestHash, prepared.requestHash)) {
    return refusedFor(prepared, 'id_conflict', 'This id was used for something else')
  }
  const { outcome } = decision
  if (outcome.kind !== 'refused' || prepared.sender === undefined) return { ...outcome, duplicate: true }
  return { ...outcome, duplicate: true, seq: prepared.sender.seq }
}

function spend(draft: CommitDraft, sender: Sender | undefined, author: Author): void {
  if (sender !== undefined) draft.spend(sender.clientId, author.userId, sender.seq)
}

/** Access, identity and order, in that order: everything that can be said without looking at the changes (CM5-CM8). */
export function admit(draft: CommitDraft, prepared: PreparedRequest, context: JudgeContext): Admission {
  const settled = (outcome: CommitOutcome, needsHead: boolean): Admission => ({
    kind: 'settled',
    outcome,
    needsHead,
  })
  const { author, role, closed } = context
  if (role === null) return settled(refusedFor(prepared, 'not_found', 'No such canvas'), true)
  if (closed !== null) return settled(refusedFor(prepared, closed.code, closed.detail), true)
  if (!roleAtLeast(role, 'editor')) {
    return settled(refusedFor(prepared, 'forbidden', 'Editing needs the role editor'), true)
  }
  const { sender } = prepared
  const client = sender && (draft.clients.get(sender.clientId) ?? context.clientOf(sender.clientId))
  const verdict = judgeSeq(sender, author.userId, client)
  const decision = draft.decisions.get(prepared.id) ?? context.decisionOf(prepared.id)
  switch (verdict.kind) {
    case 'foreign':
      return settled(refusedFor(prepared, 'seq_conflict', 'This client id belongs to somebody else'), true)
    case 'ahead': {
      const { expected } = verdict
      return settled(refusedFor(prepared, 'out_of_order', `The next seq is ${expected}`, { expected }), true)
    }
    case 'spent':
      return decision === undefined
        ? settled(refusedFor(prepared, 'seq_conflict', 'This seq was used for another operation'), true)
        : settled(repeat(decision, prepared, author), false)
    case 'next':
      if (decision === undefined) return { kind: 'admitted' }
      // The seq is spent durably, so that the client can go on behind it (CM6).
      spend(draft, sender, author)
      return settled(repeat(decision, prepared, author), false)
  }
}

function decide(
  draft: CommitDraft,
  prepared: PreparedRequest,
  author: Author,
  outcome: CommitOutcome,
): CommitOutcome {
  spend(draft, prepared.sender, author)
  draft.decisions.set(prepared.id, { userId: author.userId, requestHash: prepared.requestHash, outcome })
  return outcome
}

/** Records a final refusal: same answer on every retry, and the seq is spent (CM8). */
export function refuseForGood(
  draft: CommitDraft,
  prepared: PreparedRequest,
  author: Author,
  refusal: Refusal,
): CommitOutcome {
  const { code, detail, path } = refusal
  draft.addAnswer({
    id: prepared.id,
    userId: author.userId,
    requestHash: prepared.requestHash,
    answer: { kind: 'refused', code, detail, ...(path === undefined ? {} : { path }) },
  })
  const outcome = refusedFor(prepared, code, detail, path === undefined ? {} : { path })
  return decide(draft, prepared, author, outcome)
}

/** Records that there was nothing to do (UN6, RS1): a durable answer that spends the seq. */
export function answerNothing(
  draft: CommitDraft,
  prepared: PreparedRequest,
  author: Author,
  nothing: { readonly reason: 'nothing_left' | 'no_effect'; readonly skipped: readonly Skipped[] },
): CommitOutcome {
  draft.addAnswer({
    id: prepared.id,
    userId: author.userId,
    requestHash: prepared.requestHash,
    answer: { kind: 'nothing', reason: nothing.reason },
  })
  return decide(draft, prepared, author, {
    kind: 'nothing',
    id: prepared.id,
    reason: nothing.reason,
    skipped: nothing.skipped,
    duplicate: false,
  })
}

/** Records the rows that were added for a request. */
export function accept(
  draft: CommitDraft,
  prepared: PreparedRequest,
  author: Author,
  rows: readonly LogRow[],
): CommitOutcome {
  return decide(draft, prepared, author, { kind: 'committed', rows, duplicate: false })
}

function rowFields(proposal: Proposal, author: Author, skipped: readonly Skipped[]): RowFields {
  const { clientId, seq, gesture, label } = proposal
  return {
    ...(clientId === undefined ? {} : { clientId }),
    ...(gesture === undefined ? {} : { gesture }),
    id: proposal.id,
    kind: proposal.kind ?? 'edit',
    ...(label === undefined ? {} : { label }),
    ...(seq === undefined ? {} : { seq }),
    ...(skipped.length === 0 ? {} : { skipped }),
    userId: author.userId,
  }
}

/** Judges an admitted proposal against the draft and adds what it comes to. */
export function judgeProposal(
  draft: CommitDraft,
  prepared: PreparedRequest,
  author: Author,
  proposal: Proposal,
  knowledge: ResolveKnowledge,
): CommitOutcome {
  const resolved = resolve(draft.state, proposal.changes, knowledge)
  if (!resolved.ok) return refuseForGood(draft, prepared, author, resolved.error)
  const { changes, skipped, rebalance } = resolved.value
  if (rebalance !== undefined) draft.addSystemRow(rebalance)
  const row = draft.addRow(rowFields(proposal, author, skipped), changes, prepared.requestHash)
  return accept(draft, prepared, author, [row])
}
