import {
  type CanvasId,
  type CanvasState,
  diff,
  emptyState,
  genesisHash,
  type OperationId,
  type WorkspaceId,
} from '@flowstate/engine'
import type { ForkedFrom } from '@flowstate/protocol'
import type { Author } from '../access/author.ts'
import { shareAssets } from '../assets/asset-repo.ts'
import type { Deps } from '../deps.ts'
import type { CommitOutcome } from '../log/commit-request.ts'
import { deleteCanvasForEver, insertCanvas, setTrashed } from './canvas-repo.ts'

export interface Copy {
  readonly author: Author
  readonly source: CanvasId
  readonly workspaceId: WorkspaceId
  /** Null: nobody has named it. */
  readonly name: string | null
  readonly forkedFrom: ForkedFrom
  readonly state: CanvasState
}

type Refused = Extract<CommitOutcome, { kind: 'refused' }>

/**
 * A canvas whose log begins with a state as one `import` set: all of it or none (OP9, CM11). The same shapes with the same
 * order keys, so the copy hashes to what the original did.
 */
export async function duplicateCanvas(
  deps: Deps,
  copy: Copy,
): Promise<{ readonly kind: 'made'; readonly id: CanvasId } | Refused> {
  const { author, source, workspaceId, name, forkedFrom, state } = copy
  const id = deps.newId() as CanvasId
  await insertCanvas(deps.db.kysely, {
    id,
    workspaceId,
    name,
    genesisHash: genesisHash(id, deps.sha256),
    forkedFrom,
    createdBy: author.userId,
    now: new Date(deps.clock.now()),
  })
  await shareAssets(deps.db.kysely, source, id)
  const changes = diff(emptyState(), state)
  if (changes.length === 0) return { kind: 'made', id }
  const request = { name: 'import', id: deps.newId() as OperationId, changes } as const
  const outcome = await deps.logs.commit(id, author, request)
  if (outcome.kind !== 'refused') return { kind: 'made', id }
  await discard(deps, id)
  return outcome
}

/** A copy that could not be filled is no copy: nobody is shown an empty canvas in its place. */
function discard(deps: Deps, id: CanvasId): Promise<void> {
  return deps.db.kysely.transaction().execute(async (tx) => {
    await setTrashed(tx, id, new Date(deps.clock.now()))
    await deleteCanvasForEver(tx, id)
  })
}
