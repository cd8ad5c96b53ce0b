import type { Kysely } from 'kysely'
import type { Author } from '../access/author.ts'
import type { Deps } from '../deps.ts'
import type { Schema } from '../storage/schema.ts'
import { type AccountRequest, createPersonalWorkspace } from './create-account.ts'
import { findHomeWorkspace, type StoredUser, updateUser } from './user-repo.ts'

/**
 * A guest becomes an account and stays the same person: same id, same canvases. One who came through a share link keeps
 * that canvas besides getting a workspace of their own. Null when the guest is none any more: claimed or merged meanwhile.
 */
export async function claimGuest(
  deps: Deps,
  tx: Kysely<Schema>,
  guest: Author,
  request: AccountRequest,
): Promise<StoredUser | null> {
  const { email, passwordHash, displayName } = request
  const still = await tx
    .selectFrom('users')
    .select('id')
    .where('id', '=', guest.userId)
    .where('guest', '=', true)
    .where('disabled_at', 'is', null)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (still === undefined) return null
  const user = await updateUser(tx, guest.userId, {
    ...(email === null ? {} : { email }),
    ...(passwordHash === null ? {} : { passwordHash }),
    displayName,
    guest: false,
  })
  if ((await findHomeWorkspace(tx, user.id)) === null) await createPersonalWorkspace(deps, tx, user.id)
  if (guest.share !== undefined) {
    await tx
      .insertInto('share_grants')
      .values({ share_id: guest.share.shareId, user_id: user.id, created_at: new Date(deps.clock.now()) })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
  return user
}
