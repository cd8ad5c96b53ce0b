import { int4Array } from '../storage/binary-array.ts'
import type { Db } from '../storage/database.ts'
import type { LogStore } from './log-store.ts'
import { packSnapshot, type UnpackedBody, unpackSnapshot } from './snapshot-body.ts'

type Snapshots = Pick<LogStore, 'readSnapshot' | 'writeSnapshot' | 'listSnapshots' | 'deleteSnapshots'>

const statements = {
  read: {
    name: 'snapshot-read',
    text: `select version, reducer, state_hash, body, created_at from snapshots
      where canvas_key = $1 and version <= $2 and reducer = $3 order by version desc limit 1`,
  },
  write: {
    name: 'snapshot-write',
    text: `insert into snapshots (canvas_key, version, reducer, state_hash, body, byte_length, created_at)
      values ($1, $2, $3, $4, $5, $6, $7)
      on conflict (canvas_key, version) do update set reducer = excluded.reducer, state_hash = excluded.state_hash,
        body = excluded.body, byte_length = excluded.byte_length, created_at = excluded.created_at`,
  },
  list: {
    name: 'snapshot-list',
    text: `select version, state_hash, byte_length, created_at from snapshots where canvas_key = $1 order by version`,
  },
  remove: {
    name: 'snapshot-remove',
    text: `delete from snapshots where canvas_key = $1 and version = any($2::int4[])`,
  },
} as const

interface Columns {
  readonly version: number
  readonly reducer: number
  readonly state_hash: Uint8Array
  readonly body: Uint8Array
  readonly byte_length: number
  readonly created_at: number
}

/** Stored states (SN1): derived, rebuildable, one per version; writing one again replaces it. */
export function snapshotRepo(db: Pick<Db, 'hot'>): Snapshots {
  return {
    async readSnapshot(key, version, reducer) {
      const [found] = await db.hot<Columns>(statements.read, [key, version, reducer])
      if (found === undefined) return null
      // A body that cannot be read is a damaged snapshot: its empty content is no state, and the reader makes it anew (SN1).
      const unreadable: UnpackedBody = { content: new Uint8Array(0), sealed: false }
      const { content, sealed, table } = await unpackSnapshot(found.body, found.state_hash).catch(
        () => unreadable,
      )
      return {
        version: found.version,
        reducer: found.reducer,
        stateHash: found.state_hash,
        content,
        createdAtMs: found.created_at,
        ...(sealed ? { sealed } : {}),
        ...(table === undefined ? {} : { table }),
      }
    },
    async writeSnapshot(key, { version, reducer, stateHash, text, table, createdAtMs }) {
      const body = await packSnapshot({ stateHash, text, table })
      const byteLength = Buffer.byteLength(text)
      await db.hot(statements.write, [key, version, reducer, stateHash, body, byteLength, createdAtMs])
    },
    async listSnapshots(key) {
      const rows = await db.hot<Columns>(statements.list, [key])
      return rows.map(({ version, state_hash, byte_length, created_at }) => ({
        version,
        stateHash: state_hash,
        byteLength: byte_length,
        createdAtMs: created_at,
      }))
    },
    async deleteSnapshots(key, versions) {
      if (versions.length > 0) await db.hot(statements.remove, [key, int4Array(versions)])
    },
  }
}
