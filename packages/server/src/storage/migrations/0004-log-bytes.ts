import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** How large a log is, kept with its head: a canvas at its limit is refused without counting (CM8). */
export const logBytesMigration: Migration = {
  async up(database: Kysely<never>) {
    await sql`alter table canvases add column log_bytes bigint not null default 0`.execute(database)
    await sql`update canvases c set log_bytes = counted.bytes
      from (select canvas_key, sum(octet_length(header) + octet_length(changes)) as bytes from operations group by canvas_key)
        as counted
      where counted.canvas_key = c.key`.execute(database)
  },
}
