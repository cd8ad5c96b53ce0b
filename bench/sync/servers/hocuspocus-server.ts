/**
 * Hocuspocus with its default options (stores after 2 s, at most 10 s). STORAGE=sqlite keeps one row per document on
 * node:sqlite, which is what its SQLite extension does with another driver.
 */
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Database } from '@hocuspocus/extension-database'
import { Server } from '@hocuspocus/server'

function sqliteExtension(directory: string): Database {
  const db = new DatabaseSync(join(directory, 'hocuspocus.sqlite'))
  db.exec('create table if not exists hocuspocus (doc text primary key, bytes blob not null)')
  const select = db.prepare('select bytes from hocuspocus where doc = $doc')
  const upsert = db.prepare(
    'insert into hocuspocus values ($doc, $bytes) on conflict (doc) do update set bytes = excluded.bytes',
  )
  return new Database({
    fetch: async ({ documentName }) => {
      const bytes = select.get({ doc: documentName })?.bytes
      return bytes instanceof Uint8Array ? bytes : null
    },
    store: async ({ documentName, state }) => {
      upsert.run({ doc: documentName, bytes: state })
    },
  })
}

const server = new Server({
  port: Number(process.env.PORT),
  address: '127.0.0.1',
  quiet: true,
  extensions: process.env.STORAGE === 'sqlite' ? [sqliteExtension(process.env.DATA_DIR ?? '.')] : [],
})
await server.listen()
console.log('READY')
