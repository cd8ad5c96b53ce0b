import { sql } from 'kysely'
import type { Db } from '../storage/database.ts'

const answersKeptMs = 90 * 24 * 3_600_000

/**
 * Forgets answers given without a row after 90 days, the oldest first (CM8): a retry that comes later is judged anew.
 * @returns how many were forgotten, `rowsMax` at most
 */
export async function purgeAnswers(
  { kysely }: Pick<Db, 'kysely'>,
  nowMs: number,
  rowsMax: number,
): Promise<number> {
  const { rows } = await sql`
    delete from answers where (canvas_key, id) in (
      select canvas_key, id from answers where created_at < ${new Date(nowMs - answersKeptMs)}
      order by created_at limit ${rowsMax}) returning id`.execute(kysely)
  return rows.length
}
