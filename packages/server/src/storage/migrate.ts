import { type Kysely, sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import { StoreUnavailable } from '../log/log-store.ts'
import { initialMigration } from './migrations/0001-initial.ts'
import { shareGrantsMigration } from './migrations/0002-share-grants.ts'
import { accountRecoveryMigration } from './migrations/0003-account-recovery.ts'
import { logBytesMigration } from './migrations/0004-log-bytes.ts'
import { assetsMigration } from './migrations/0005-assets.ts'
import { commentsMigration } from './migrations/0006-comments.ts'
import { besideTheLogMigration } from './migrations/0007-beside-the-log.ts'
import { unnamedMigration } from './migrations/0008-unnamed.ts'
import { assetObjectsMigration } from './migrations/0009-asset-objects.ts'
import type { Schema } from './schema.ts'

/** In order, for ever: a released migration is never edited, only followed by another. */
const migrations = {
  '0001-initial': initialMigration,
  '0002-share-grants': shareGrantsMigration,
  '0003-account-recovery': accountRecoveryMigration,
  '0004-log-bytes': logBytesMigration,
  '0005-assets': assetsMigration,
  '0006-comments': commentsMigration,
  '0007-beside-the-log': besideTheLogMigration,
  '0008-unnamed': unnamedMigration,
  '0009-asset-objects': assetObjectsMigration,
}

/** The names of what has been done are all and only the ones above: a start then asks one thing instead of describing every table. */
async function isNewest(database: Kysely<Schema>): Promise<boolean> {
  const { rows: found } = await sql<{
    there: boolean
  }>`select to_regclass('kysely_migration') is not null as there`.execute(database)
  if (found[0]?.there !== true) return false
  const { rows: done } = await sql<{ name: string }>`select name from kysely_migration`.execute(database)
  const isKnown = ({ name }: { readonly name: string }): boolean => Object.hasOwn(migrations, name)
  return done.length === Object.keys(migrations).length && done.every(isKnown)
}

/**
 * Brings the database to the newest schema. Instances that start together take turns (advisory lock); a database that
 * is ahead of this code is refused, not touched.
 */
export async function migrate(database: Kysely<Schema>): Promise<void> {
  if (await isNewest(database)) return
  const migrator = new Migrator({ db: database, provider: { getMigrations: async () => migrations } })
  const { error } = await migrator.migrateToLatest()
  if (error instanceof StoreUnavailable) throw error
  if (error !== undefined) throw new Error('the database could not be brought up to date', { cause: error })
}
