import type { UserId, WorkspaceId } from '@flowstate/engine'
import type { Account, Person } from '@flowstate/protocol'
import { type Kysely, sql } from 'kysely'
import type { Bus } from '../bus/bus.ts'
import type { Schema } from '../storage/schema.ts'

export interface StoredUser extends Account {
  readonly passwordHash: string | null
}

const columns = ['id', 'email', 'password_hash', 'display_name', 'color', 'guest', 'created_at'] as const

interface UserRow {
  readonly id: UserId
  readonly email: string | null
  readonly password_hash: string | null
  readonly display_name: string
  readonly color: string
  readonly guest: boolean
  readonly created_at: Date
}

const toUser = (row: UserRow): StoredUser => ({
  id: row.id,
  email: row.email,
  passwordHash: row.password_hash,
  displayName: row.display_name,
  color: row.color,
  guest: row.guest,
  createdAt: row.created_at.toISOString(),
})

/** Tells the rooms how somebody looks now, after the commit. */
export function publishProfile(bus: Bus, { id: userId, displayName, color, guest }: StoredUser): void {
  bus.publish({ kind: 'profile_changed', profile: { userId, displayName, color, guest } })
}

/** What the account's owner is shown. */
export function accountOf({ id, email, displayName, color, guest, createdAt }: StoredUser): Account {
  return { id, email, displayName, color, guest, createdAt }
}

export async function findUser(db: Kysely<Schema>, id: UserId): Promise<StoredUser | null> {
  const row = await db
    .selectFrom('users')
    .select(columns)
    .where('id', '=', id)
    .where('disabled_at', 'is', null)
    .executeTakeFirst()
  return row === undefined ? null : toUser(row)
}

/** `email` in lower case. */
export async function findUserByEmail(db: Kysely<Schema>, email: string): Promise<StoredUser | null> {
  const row = await db
    .selectFrom('users')
    .select(columns)
    .where('email', '=', email)
    .where('disabled_at', 'is', null)
    .executeTakeFirst()
  return row === undefined ? null : toUser(row)
}

export interface NewUser {
  readonly id: UserId
  readonly email: string | null
  readonly passwordHash: string | null
  readonly displayName: string
  readonly color: string
  readonly guest: boolean
  readonly now: Date
}

export async function insertUser(db: Kysely<Schema>, user: NewUser): Promise<StoredUser> {
  const row = await db
    .insertInto('users')
    .values({
      id: user.id,
      email: user.email,
      password_hash: user.passwordHash,
      display_name: user.displayName,
      color: user.color,
      guest: user.guest,
      created_at: user.now,
      disabled_at: null,
    })
    .returning(columns)
    .executeTakeFirstOrThrow()
  return toUser(row)
}

export interface UserEdit {
  readonly email?: string
  readonly passwordHash?: string
  readonly displayName?: string
  readonly color?: string
  readonly guest?: false
}

/** Whether the others see a difference. */
const isShown = ({ displayName, color, guest }: UserEdit): boolean =>
  displayName !== undefined || color !== undefined || guest !== undefined

export async function updateUser(db: Kysely<Schema>, id: UserId, edit: UserEdit): Promise<StoredUser> {
  const row = await db
    .updateTable('users')
    .set({
      ...(edit.email === undefined ? {} : { email: edit.email }),
      ...(edit.passwordHash === undefined ? {} : { password_hash: edit.passwordHash }),
      ...(edit.displayName === undefined ? {} : { display_name: edit.displayName }),
      ...(edit.color === undefined ? {} : { color: edit.color }),
      ...(edit.guest === undefined ? {} : { guest: edit.guest }),
      ...(isShown(edit) ? { profile_changed_at: sql<Date>`now()` } : {}),
    })
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirstOrThrow()
  return toUser(row)
}

/** The workspace made together with the account, while it is still theirs; else the oldest they own. */
export async function findHomeWorkspace(db: Kysely<Schema>, userId: UserId): Promise<WorkspaceId | null> {
  const row = await db
    .selectFrom('workspaces as w')
    .innerJoin('members as m', 'm.workspace_id', 'w.id')
    .select('w.id')
    .where('m.user_id', '=', userId)
    .where('m.role', '=', 'owner')
    .where('w.deleted_at', 'is', null)
    .orderBy('w.personal', 'desc')
    .orderBy('w.created_at')
    .limit(1)
    .executeTakeFirst()
  return row?.id ?? null
}

/** Whether the account still has the password that was just looked at; held so until the transaction is over. */
export async function keepsPassword(tx: Kysely<Schema>, user: StoredUser): Promise<boolean> {
  const row = await tx
    .selectFrom('users')
    .select('id')
    .where('id', '=', user.id)
    .where('password_hash', '=', user.passwordHash)
    .where('disabled_at', 'is', null)
    .forShare()
    .executeTakeFirst()
  return row !== undefined
}

/** Who somebody is now: the account a guest was merged into, else themselves. */
export async function findPresentId(db: Kysely<Schema>, id: UserId): Promise<UserId> {
  const row = await db.selectFrom('users').select('merged_into').where('id', '=', id).executeTakeFirst()
  return row?.merged_into ?? id
}

/**
 * People by id, for lists that name who did something. Accounts that are gone are simply missing. A guest who was merged
 * keeps the id, under which the log knows it, and has name and colour of the account.
 */
export async function findPeople(db: Kysely<Schema>, ids: readonly UserId[]): Promise<Person[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('users as u')
    .innerJoin('users as now', (join) =>
      join.on((on) => on('now.id', '=', on.fn.coalesce('u.merged_into', 'u.id'))),
    )
    .select(['u.id', 'now.display_name', 'now.color', 'now.guest'])
    .where('u.id', 'in', [...ids])
    .orderBy('u.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    displayName: row.display_name,
    color: row.color,
    guest: row.guest,
  }))
}
