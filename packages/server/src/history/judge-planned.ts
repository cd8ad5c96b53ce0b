import type { CanvasState, HistoryPlan, OperationHeader } from '@flowstate/engine'
import { drivePlan, planRedo, planRestore, planRevert, planUndo, splitIntoParts } from '@flowstate/engine'
import type { Author } from '../access/author.ts'
import type { CanvasLogsDeps } from '../log/commit-deps.ts'
import { CommitDraft, type RowFields } from '../log/commit-draft.ts'
import type { CommitOutcome } from '../log/commit-request.ts'
import { accept, answerNothing, refusedFor } from '../log/judge-request.ts'
import type { LiveCanvas } from '../log/live-canvas.ts'
import type { LogRow } from '../log/log-row.ts'
import { partId } from '../log/part-id.ts'
import type { PlannedRequest, PreparedRequest } from '../log/request-intake.ts'
import { createRowHasher } from '../log/row-hasher.ts'
import type { StatesAt } from '../log/states-at.ts'
import { createPlanReader } from './plan-reader.ts'

/** An admitted undo, redo, restore, revert or import and the commit it is to go into. */
export interface PlannedWork {
  readonly canvas: LiveCanvas
  readonly draft: CommitDraft
  readonly prepared: PreparedRequest
  readonly author: Author
  readonly request: PlannedRequest
}

export type PlannedVerdict =
  | {
      readonly kind: 'judged'
      readonly outcome: CommitOutcome /** Nothing may join this commit (OP9). */
      readonly alone: boolean
    }
  /** Has to wait for a commit that nothing went into before it. */
  | { readonly kind: 'own_commit' }

type Planned =
  | { readonly kind: 'plan'; readonly plan: HistoryPlan; readonly links: Partial<OperationHeader> }
  | { readonly kind: 'beyond_head' }
  | { readonly kind: 'begun_already' }

/** Works out what a request changes, on exactly the state it will be committed on (UN1-UN12, RS1). */
async function plan(
  work: Omit<PlannedWork, 'prepared'>,
  deps: CanvasLogsDeps,
  states: StatesAt,
): Promise<Planned> {
  const { canvas, draft, author, request } = work
  const { state } = draft
  const reader = createPlanReader({ canvas, draft }, deps, states)
  switch (request.name) {
    case 'undo':
    case 'redo': {
      const { floor, target } = request
      const input = {
        state,
        userId: author.userId,
        ...(floor === undefined ? {} : { floor }),
        ...(target === undefined ? {} : { target }),
      }
      const planned = await drivePlan(request.name === 'undo' ? planUndo(input) : planRedo(input), reader)
      const undoOf = planned.kind === 'commit' ? planned.undoOf : undefined
      return { kind: 'plan', plan: planned, links: undoOf === undefined ? {} : { undoOf } }
    }
    case 'restore': {
      if (request.version > draft.version || request.version < 0) return { kind: 'beyond_head' }
      const target: CanvasState = await reader.state(request.version)
      const { shapeIds } = request
      const planned = planRestore({ state, target, ...(shapeIds === undefined ? {} : { shapeIds }) })
      return { kind: 'plan', plan: planned, links: { restoreOf: request.version } }
    }
    case 'revert': {
      const { userId, from, to } = request
      const planned = await drivePlan(planRevert({ state, userId, from, to }), reader)
      return { kind: 'plan', plan: planned, links: { revertOf: { userId, from, to } } }
    }
    case 'import': {
      // Effective changes hold on the state they were made for only, which is the empty canvas.
      if (draft.version > 0) return { kind: 'begun_already' }
      const { changes } = request
      const nothing = { kind: 'nothing', reason: 'no_effect' } as const
      const planned = changes.length === 0 ? nothing : ({ kind: 'commit', changes, skipped: [] } as const)
      return { kind: 'plan', plan: planned, links: {} }
    }
  }
}

/** Adds the rows of a plan: one, or a set of parts of which the first alone carries what identifies the request (OP9). */
function addRows(
  work: PlannedWork,
  planned: { readonly plan: HistoryPlan & { kind: 'commit' }; readonly links: Partial<OperationHeader> },
  parts: readonly HistoryChanges[],
  sha1: (bytes: Uint8Array) => Uint8Array,
): readonly LogRow[] {
  const { draft, prepared, author, request } = work
  const { skipped } = planned.plan
  return parts.map((changes, i) => {
    const part = parts.length === 1 ? {} : { part: [i + 1, parts.length] as const }
    const kind = request.name
    const first: RowFields = {
      ...(prepared.sender === undefined ? {} : prepared.sender),
      id: prepared.id,
      kind,
      ...part,
      ...planned.links,
      ...(skipped.length === 0 ? {} : { skipped }),
      userId: author.userId,
    }
    const fields: RowFields =
      i === 0 ? first : { id: partId(prepared.id, i + 1, sha1), kind, ...part, userId: author.userId }
    return draft.addRow(fields, changes, prepared.requestHash)
  })
}

type HistoryChanges = (HistoryPlan & { kind: 'commit' })['changes']

/** Plans an admitted request and adds what it comes to. */
export async function judgePlanned(
  work: PlannedWork,
  deps: CanvasLogsDeps,
  states: StatesAt,
): Promise<PlannedVerdict> {
  const { draft, prepared, author } = work
  const planned = await plan(work, deps, states)
  if (planned.kind === 'beyond_head') {
    const outcome = refusedFor(prepared, 'version_beyond_head', 'The canvas has not reached that version')
    return { kind: 'judged', outcome, alone: false }
  }
  if (planned.kind === 'begun_already') {
    const outcome = refusedFor(prepared, 'canvas_locked', 'Only an empty canvas can begin with this')
    return { kind: 'judged', outcome, alone: false }
  }
  if (planned.plan.kind === 'nothing') {
    const outcome = answerNothing(draft, prepared, author, { reason: planned.plan.reason, skipped: [] })
    return { kind: 'judged', outcome, alone: false }
  }
  const parts = splitIntoParts(planned.plan.changes, deps.partLimits)
  if (parts.length > 1 && draft.rows.length > 0) return { kind: 'own_commit' }
  const rows = addRows(work, { plan: planned.plan, links: planned.links }, parts, deps.sha1)
  const outcome = accept(draft, prepared, author, rows)
  return { kind: 'judged', outcome, alone: parts.length > 1 }
}

/** What a restore or revert would change now, without committing it (RS1). */
export async function previewPlanned(
  wanted: {
    readonly canvas: LiveCanvas
    readonly author: Author
    readonly request: Extract<PlannedRequest, { name: 'restore' | 'revert' }>
  },
  deps: CanvasLogsDeps,
  states: StatesAt,
): Promise<Pick<HistoryPlan & { kind: 'commit' }, 'changes' | 'skipped'> | null> {
  const { canvas } = wanted
  return canvas.exclusively(async () => {
    const draft = new CommitDraft(canvas.head, canvas.state, {
      ...deps,
      hasher: createRowHasher(deps.sha256),
    })
    const planned = await plan({ ...wanted, draft }, deps, states)
    if (planned.kind !== 'plan') return null
    return planned.plan.kind === 'commit' ? planned.plan : { changes: [], skipped: [] }
  })
}
