import { sql } from 'kysely'
import { purgeAnswers } from '../log/purge-answers.ts'
import type { Db } from '../storage/database.ts'

const dayMs = 24 * 3_600_000
/** Closed logins and withdrawn links stay a while, so that what they were can still be asked. */
const closedKeptMs = 30 * dayMs

/** Deletes some rows of one kind that have outlived their use; answers how many, `rowsMax` at most. */
export type Forget = (db: Pick<Db, 'kysely'>, nowMs: number, rowsMax: number) => Promise<number>

/** Spent tokens too: only until they expire does one that comes back say anything. */
const refreshTokens: Forget = async ({ kysely }, nowMs, rowsMax) => {
  const { rows } = await sql`
    delete from refresh_tokens where token_hash in (
      select token_hash from refresh_tokens where expires_at <= ${new Date(nowMs)} limit ${rowsMax})
    returning session_id`.execute(kysely)
  return rows.length
}

/** Their refresh tokens go with them. */
const logins: Forget = async ({ kysely }, nowMs, rowsMax) => {
  const before = new Date(nowMs - closedKeptMs)
  const { rows } = await sql`
    delete from auth_sessions where id in (
      select id from auth_sessions where expires_at < ${before} or revoked_at < ${before} limit ${rowsMax})
    returning id`.execute(kysely)
  return rows.length
}

/** Their grants go with them, and so do the logins that came through them. */
const shares: Forget = async ({ kysely }, nowMs, rowsMax) => {
  const before = new Date(nowMs - closedKeptMs)
  const { rows } = await sql`
    delete from share_links where id in (
      select id from share_links where expires_at < ${before} or revoked_at < ${before} limit ${rowsMax})
    returning id`.execute(kysely)
  return rows.length
}

const passwordResets: Forget = async ({ kysely }, nowMs, rowsMax) => {
  const { rows } = await sql`
    delete from password_resets where token_hash in (
      select token_hash from password_resets where expires_at <= ${new Date(nowMs)} limit ${rowsMax})
    returning user_id`.execute(kysely)
  return rows.length
}

/** Everything that is kept for a time only. */
export const kindsToForget: readonly Forget[] = [purgeAnswers, refreshTokens, logins, shares, passwordResets]
