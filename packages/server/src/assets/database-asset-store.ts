import { type Kysely, sql } from 'kysely'
import type { Schema } from '../storage/schema.ts'
import type { AssetStore } from './asset-store.ts'

const idOf = (name: string): Buffer => Buffer.from(name, 'hex')

/**
 * Bytes in the row of their picture, which has to be there. Names are hashes and nothing else.
 * @param db a transaction where bytes are to come and go with what refers to them
 */
export function databaseAssetStore(db: Kysely<Schema>): AssetStore {
  return {
    async put(name, bytes) {
      await sql`update assets set body = ${bytes} where id = ${idOf(name)} and body is null`.execute(db)
    },
    async get(name) {
      const row = await db.selectFrom('assets').select('body').where('id', '=', idOf(name)).executeTakeFirst()
      return row?.body ?? null
    },
    async has(name) {
      const { rows } = await sql`
        select from assets where id = ${idOf(name)} and body is not null`.execute(db)
      return rows.length > 0
    },
    async delete(name) {
      await sql`update assets set body = null where id = ${idOf(name)}`.execute(db)
    },
  }
}
