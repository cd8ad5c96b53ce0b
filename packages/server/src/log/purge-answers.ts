import type { Db } from '../storage/database.ts'

const answersKeptMs = 90 * 24 * 3_600_000

/**
 * Forgets answers given without a row after 90 days (CM8): a retry that comes later is judged anew.
 * @returns how many were forgotten
 */
export async function purgeAnswers({ kysely }: Pick<Db, 'kysely'>, nowMs: number): Promise<number> {
  const result = await kysely
    .deleteFrom('answers')
    .where('created_at', '<', new Date(nowMs - answersKeptMs))
    .executeTakeFirst()
  return Number(result.numDeletedRows)
}
