import type { UserId, WorkspaceId } from '@flowstate/engine'
import type { Kysely } from 'kysely'
import type { Deps } from '../deps.ts'
import type { Schema } from '../storage/schema.ts'
import { insertWorkspace } from '../workspaces/workspace-repo.ts'
import { personColor } from './person-color.ts'
import { insertUser, type StoredUser } from './user-repo.ts'

export interface AccountRequest {
  readonly email: string | null
  readonly passwordHash: string | null
  readonly displayName: string
}

/** An account as it starts. A guest is one without e-mail and password. */
export function createUser(deps: Deps, tx: Kysely<Schema>, request: AccountRequest): Promise<StoredUser> {
  const id = deps.newId() as UserId
  return insertUser(tx, {
    ...request,
    id,
    color: personColor(Math.random()),
    guest: request.email === null,
    now: new Date(deps.clock.now()),
  })
}

/** Everybody with a login of their own has a workspace to draw in. */
export async function createPersonalWorkspace(deps: Deps, tx: Kysely<Schema>, userId: UserId): Promise<void> {
  await insertWorkspace(tx, {
    id: deps.newId() as WorkspaceId,
    name: null,
    personal: true,
    createdBy: userId,
    now: new Date(deps.clock.now()),
  })
}
