import type { ClientId, OperationId } from '@flowstate/engine'
import type { Role } from '@flowstate/protocol'
import type { Author } from '../access/author.ts'
import { judgePlanned } from '../history/judge-planned.ts'
import { closedReason, isFull } from './closed-canvas.ts'
import type { CanvasLogsDeps } from './commit-deps.ts'
import { CommitDraft, type Decision } from './commit-draft.ts'
import type { CommitOutcome } from './commit-request.ts'
import { admit, type JudgeContext, judgeProposal, refusedFor, refuseForGood } from './judge-request.ts'
import { type OlderTexts, readOlderTexts, textSince } from './known-texts.ts'
import type { LiveCanvas } from './live-canvas.ts'
import { type CommitResult, StoreUnavailable } from './log-store.ts'
import type { PreparedRequest } from './request-intake.ts'
import { createRowHasher } from './row-hasher.ts'
import type { StatesAt } from './states-at.ts'
import { readDecisions, recentDecision } from './stored-decisions.ts'

/** A request waiting for its commit. */
export interface QueuedCommit {
  readonly author: Author
  readonly prepared: PreparedRequest
  settle(outcome: CommitOutcome): void
}

/** After this many lost swaps the canvas row is locked first (CM4). */
const lostSwapsMax = 2
/** Roles that keep changing while they are read: give up and let the callers come again. */
const roleReadsMax = 5
const attemptsMax = 50

interface Judged {
  readonly draft: CommitDraft
  /** One per request judged, in order; requests beyond are for the next commit. */
  readonly outcomes: readonly CommitOutcome[]
  /** An outcome rests on what this instance remembers of head, role or client: nothing was written that would prove it. */
  readonly needsHead: boolean
}

/** One group through the one write path (CM1, CM4). */
export interface CommitCycle {
  /** Commits a group and settles it; gives back what has to go into a commit of its own. */
  run(group: readonly QueuedCommit[]): Promise<readonly QueuedCommit[]>
}

/** Names an author for the cache of roles: one person may be here by membership and through a share link. */
function authorKey(author: Author): string {
  return `${author.userId} ${author.sessionId}`
}

/**
 * @param onCommitted called after every commit that is on disk
 */
export function createCommitCycle(
  canvas: LiveCanvas,
  deps: CanvasLogsDeps,
  world: { readonly states: StatesAt; readonly onCommitted: () => void },
): CommitCycle {
  const { states } = world
  const { store } = deps
  const draftDeps = { ...deps, hasher: createRowHasher(deps.sha256) }

  async function readRoles(group: readonly QueuedCommit[]): Promise<void> {
    for (let tries = 0; tries < roleReadsMax; tries++) {
      let moved = false
      for (const { author } of group) {
        const key = authorKey(author)
        if (canvas.roles.has(key)) continue
        const granted = await deps.access.readRole(canvas.canvasId, author)
        // The role must be that of the access_no the commit swaps on (CM5).
        if (granted.accessNo !== canvas.head.accessNo && !canvas.isGone) {
          await canvas.catchUp()
          moved = true
          break
        }
        canvas.rememberRole(key, granted.role)
      }
      if (!moved) return
    }
    throw new StoreUnavailable('access keeps changing')
  }

  async function readClients(group: readonly QueuedCommit[]): Promise<void> {
    const unknown = new Set<ClientId>()
    for (const { prepared } of group) {
      if (prepared.sender !== undefined && !canvas.clients.has(prepared.sender.clientId)) {
        unknown.add(prepared.sender.clientId)
      }
    }
    if (unknown.size === 0) return
    for (const [id, client] of await store.readClients(canvas.head.key, [...unknown]))
      canvas.clients.set(id, client)
  }

  /** Ids whose seq is spent: they are in the log or among the answers, if they are anywhere (CM7). */
  function spentIds(group: readonly QueuedCommit[]): OperationId[] {
    const ids: OperationId[] = []
    for (const { prepared } of group) {
      if (prepared.sender === undefined) continue
      const client = canvas.clients.get(prepared.sender.clientId)
      if (client === undefined || prepared.sender.seq > client.lastSeq) continue
      if (recentDecision(canvas, prepared.id) === undefined) ids.push(prepared.id)
    }
    return ids
  }

  /**
   * Reads what judging needs. Some of these reads bring the canvas up to a newer head, which makes what was read before it
   * worthless: then all of it is read again.
   */
  async function prepare(
    group: readonly QueuedCommit[],
    decisions: Map<OperationId, Decision>,
    olderTexts: OlderTexts,
  ): Promise<void> {
    for (let tries = 0; tries < attemptsMax; tries++) {
      const { commitNo, accessNo } = canvas.head
      await readRoles(group)
      await readClients(group)
      const spent = spentIds(group).filter((id) => !decisions.has(id))
      if (spent.length > 0) {
        for (const [id, decision] of await readDecisions(canvas, spent, deps)) decisions.set(id, decision)
      }
      await readOlderTexts(canvas, group, deps, olderTexts)
      if (canvas.head.commitNo === commitNo && canvas.head.accessNo === accessNo) return
    }
    throw new StoreUnavailable('the canvas keeps changing')
  }

  async function judge(
    group: readonly QueuedCommit[],
    decisions: Map<OperationId, Decision>,
  ): Promise<Judged> {
    const olderTexts: OlderTexts = new Map()
    await prepare(group, decisions, olderTexts)
    const draft = new CommitDraft(canvas.head, canvas.state, draftDeps)
    const closed = closedReason(canvas)
    const outcomes: CommitOutcome[] = []
    let needsHead = false
    const decisionOf = (id: OperationId) => recentDecision(canvas, id) ?? decisions.get(id)
    const clientOf = (id: ClientId) => canvas.clients.get(id)
    for (const { author, prepared } of group) {
      const role: Role | null = canvas.roles.get(authorKey(author)) ?? null
      const context: JudgeContext = { author, role, closed, decisionOf, clientOf }
      const admission = admit(draft, prepared, context)
      if (admission.kind === 'settled') {
        needsHead ||= admission.needsHead
        outcomes.push(admission.outcome)
        continue
      }
      const { content } = prepared
      if (isFull(draft, content.kind, deps.limits.canvasBytesMax)) {
        needsHead = true
        outcomes.push(
          refusedFor(prepared, 'canvas_full', 'The history of this canvas has reached its size limit'),
        )
        continue
      }
      switch (content.kind) {
        case 'proposal':
          outcomes.push(
            judgeProposal(draft, prepared, author, content.proposal, {
              textSince: textSince(canvas, draft, olderTexts, prepared.sender?.clientId),
            }),
          )
          break
        case 'refused':
          outcomes.push(refuseForGood(draft, prepared, author, content.refusal))
          break
        case 'planned': {
          const work = { canvas, draft, prepared, author, request: content.request }
          const verdict = await judgePlanned(work, deps, states)
          // A set is a commit of its own (OP9): this one ends before it, or with it.
          if (verdict.kind === 'own_commit') return { draft, outcomes, needsHead }
          outcomes.push(verdict.outcome)
          if (verdict.alone) return { draft, outcomes, needsHead }
          break
        }
      }
    }
    return { draft, outcomes, needsHead }
  }

  function finish(
    group: readonly QueuedCommit[],
    judged: Judged,
    committed: boolean,
  ): readonly QueuedCommit[] {
    const { draft, outcomes } = judged
    if (committed) {
      canvas.adopt(draft)
      if (draft.rows.length > 0) {
        deps.bus.publish({
          kind: 'committed',
          canvasId: canvas.canvasId,
          rows: draft.rows,
          accessNo: canvas.head.accessNo,
        })
      }
      world.onCommitted()
    }
    for (let i = 0; i < outcomes.length; i++) group[i]?.settle(outcomes[i] as CommitOutcome)
    return group.slice(outcomes.length)
  }

  async function isCurrent(): Promise<boolean> {
    const head = await store.readHead(canvas.canvasId)
    const { commitNo, accessNo } = canvas.head
    if (head !== null && head.commitNo === commitNo && head.accessNo === accessNo) return true
    if (head === null) {
      const wasGone = canvas.isGone
      await canvas.catchUp()
      return wasGone
    }
    await canvas.moveTo(head)
    return false
  }

  async function attempt(
    group: readonly QueuedCommit[],
    decisions: Map<OperationId, Decision>,
    locked: boolean,
  ): Promise<{ readonly result: CommitResult | 'nothing'; readonly judged: Judged }> {
    if (!locked) {
      const judged = await judge(group, decisions)
      if (judged.draft.isEmpty) return { result: 'nothing', judged }
      return { result: await store.commit(judged.draft.toBatch()), judged }
    }
    let judged: Judged | null = null
    const result = await store.commitLocked(canvas.head.key, async (head) => {
      await canvas.moveTo(head)
      judged = await judge(group, decisions)
      return judged.draft.isEmpty ? null : judged.draft.toBatch()
    })
    if (judged === null) return { result: 'lost', judged: await judge(group, decisions) }
    return { result, judged }
  }

  async function run(group: readonly QueuedCommit[]): Promise<readonly QueuedCommit[]> {
    const decisions = new Map<OperationId, Decision>()
    if (canvas.isUncertain) await canvas.catchUp()
    for (let attempts = 0, lost = 0; attempts < attemptsMax; attempts++) {
      const { result, judged } = await attempt(group, decisions, lost >= lostSwapsMax)
      switch (result) {
        case 'committed':
          return finish(group, judged, true)
        case 'nothing':
          if (!judged.needsHead || (await isCurrent())) return finish(group, judged, false)
          break
        case 'lost':
          lost += 1
          await canvas.catchUp()
          break
        case 'id_taken': {
          const ids = group.map((queued) => queued.prepared.id)
          const known = decisions.size
          for (const [id, decision] of await readDecisions(canvas, ids, deps)) decisions.set(id, decision)
          if (decisions.size > known) break
          // The id of a later part is taken by something else (OP9): that request alone can never be committed.
          const [first, ...rest] = group
          if (first === undefined) return []
          if (rest.length > 0) return [...(await run([first])), ...rest]
          first.settle(
            refusedFor(first.prepared, 'id_conflict', 'An id derived from this one is already used'),
          )
          return []
        }
      }
    }
    throw new StoreUnavailable('the canvas keeps changing')
  }

  async function runOrRefuse(group: readonly QueuedCommit[]): Promise<readonly QueuedCommit[]> {
    try {
      return await run(group)
    } catch (error) {
      // Whatever is not known to have left the log alone may have written: the caller repeats with the same id (CM9).
      const code = error instanceof StoreUnavailable ? 'unavailable' : 'unknown_outcome'
      const detail =
        code === 'unavailable'
          ? 'The database does not answer'
          : 'The outcome is unknown; repeat with the same id'
      canvas.isUncertain = true
      deps.log?.error({ canvasId: canvas.canvasId, error }, 'a commit failed')
      for (const { prepared, settle } of group) settle(refusedFor(prepared, code, detail))
      return []
    }
  }

  return { run: (group) => canvas.exclusively(() => runOrRefuse(group)) }
}
