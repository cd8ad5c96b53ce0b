import type { CanvasId, ClientId, OperationId, UserId } from '@flowstate/engine'
import { int4Array, uuidArray } from '../storage/binary-array.ts'
import type { Db } from '../storage/database.ts'
import {
  type AnswerColumns,
  type HeadColumns,
  headColumns,
  logHead,
  type RowColumns,
  rowColumns,
  storedAnswer,
  storedRow,
} from './log-columns.ts'
import type { CanvasKey, ClientSeq, LogHead, LogStore, Outcome, StoredRow } from './log-store.ts'

type Reads = Pick<
  LogStore,
  | 'readHead'
  | 'readHeads'
  | 'readRows'
  | 'readChanges'
  | 'readRowsByVersion'
  | 'readOutcomes'
  | 'readClients'
  | 'readAnswerIds'
>

// Lists of ids and versions are looked up one by one on their index (`lateral ... offset 0`): against a table whose
// statistics are old or missing, `= any` may read every row of the canvas instead.
const statements = {
  head: { name: 'log-head', text: `select ${headColumns} from canvases c where c.id = $1` },
  heads: {
    name: 'log-heads',
    text: `select f.* from unnest($1::uuid[]) as wanted (id)
      cross join lateral (select ${headColumns} from canvases c where c.id = wanted.id offset 0) as f`,
  },
  // Lengths are read without unpacking what is stored aside, so rows beyond the page cost little.
  rows: {
    name: 'log-rows',
    text: `select * from (
        select ${rowColumns}, sum(octet_length(o.header) + octet_length(o.changes))
            over (order by o.version rows between unbounded preceding and 1 preceding) as before
        from operations o where o.canvas_key = $1 and o.version > $2 and o.version <= $3
        order by o.version limit $4) as page
      where before is null or before < $5`,
  },
  // A header is canonical JSON: behind the schema, which no string in it can look like, there is always another member.
  // A pattern for each schema that can be read finds it in half the time of cutting the number out.
  changes: {
    name: 'log-changes',
    text: `select max(version) as last, bool_and(header like any($6::text[])) as readable,
        '[' || string_agg(changes, ',' order by version) || ']' as changes
      from (
        select o.version, o.header, o.changes,
          sum(octet_length(o.header) + octet_length(o.changes))
            over (order by o.version rows between unbounded preceding and 1 preceding) as before
        from operations o where o.canvas_key = $1 and o.version > $2 and o.version <= $3
        order by o.version limit $4) as page
      where before is null or before < $5`,
  },
  rowsByVersion: {
    name: 'log-rows-by-version',
    text: `select f.* from unnest($2::int4[]) as wanted (version)
      cross join lateral
        (select ${rowColumns} from operations o where o.canvas_key = $1 and o.version = wanted.version offset 0) as f`,
  },
  rowsById: {
    name: 'log-rows-by-id',
    text: `select f.* from unnest($2::uuid[]) as wanted (id)
      cross join lateral
        (select ${rowColumns} from operations o where o.canvas_key = $1 and o.id = wanted.id offset 0) as f`,
  },
  answersById: {
    name: 'log-answers-by-id',
    text: `select f.* from unnest($2::uuid[]) as wanted (id)
      cross join lateral (select a.id, a.user_id, a.request_hash, a.answer from answers a
        where a.canvas_key = $1 and a.id = wanted.id offset 0) as f`,
  },
  clients: {
    name: 'log-clients',
    text: `select f.* from unnest($2::uuid[]) as wanted (id)
      cross join lateral (select c.client_id, c.user_id, c.last_seq from clients c
        where c.canvas_key = $1 and c.client_id = wanted.id offset 0) as f`,
  },
  answerIds: {
    name: 'log-answer-ids',
    text: `select id from (
        select id, commit_no from answers where canvas_key = $1 and commit_no > $2 order by commit_no desc limit $3) as newest
      order by commit_no`,
  },
} as const

const versionMax = 2_147_483_647

/** Readers of the log: SQL and nothing else. */
export function operationReads(db: Pick<Db, 'hot'>): Reads {
  async function readRowsById(key: CanvasKey, ids: Buffer): Promise<StoredRow[]> {
    return (await db.hot<RowColumns>(statements.rowsById, [key, ids])).map(storedRow)
  }

  return {
    async readHead(canvasId: CanvasId): Promise<LogHead | null> {
      const [columns] = await db.hot<HeadColumns>(statements.head, [canvasId])
      return columns === undefined ? null : logHead(columns)
    },
    async readHeads(canvasIds) {
      if (canvasIds.length === 0) return []
      return (await db.hot<HeadColumns>(statements.heads, [uuidArray(canvasIds)])).map(logHead)
    },
    async readRows({ key, since, until = versionMax, limit, bytesMax }) {
      return (await db.hot<RowColumns>(statements.rows, [key, since, until, limit, bytesMax])).map(storedRow)
    },
    async readChanges({ key, since, until = versionMax, limit, bytesMax, schemaMax }) {
      type Columns = { last: number | null; readable: boolean; changes: string }
      const schemas = Array.from({ length: schemaMax }, (_, i) => `%"schema":${i + 1},%`)
      const range = [key, since, until, limit, bytesMax, schemas]
      const [found] = await db.hot<Columns>(statements.changes, range)
      if (found === undefined || found.last === null) return null
      return { last: found.last, isReadable: found.readable, changes: found.changes }
    },
    async readRowsByVersion(key, versions) {
      if (versions.length === 0) return []
      const rows = await db.hot<RowColumns>(statements.rowsByVersion, [key, int4Array(versions)])
      return rows.map(storedRow).sort((a, b) => a.version - b.version)
    },
    async readOutcomes(key, ids) {
      const outcomes = new Map<OperationId, Outcome>()
      if (ids.length === 0) return outcomes
      const wanted = uuidArray(ids)
      const [rows, answers] = await Promise.all([
        readRowsById(key, wanted),
        db.hot<AnswerColumns>(statements.answersById, [key, wanted]),
      ])
      for (const row of rows) outcomes.set(row.id, { kind: 'row', userId: authorOf(row), row })
      for (const columns of answers)
        outcomes.set(columns.id, { kind: 'answer', answer: storedAnswer(columns) })
      return outcomes
    },
    async readClients(key, clientIds) {
      const clients = new Map<ClientId, ClientSeq>()
      if (clientIds.length === 0) return clients
      type Columns = { client_id: ClientId; user_id: UserId; last_seq: number }
      for (const found of await db.hot<Columns>(statements.clients, [key, uuidArray(clientIds)])) {
        const { client_id: clientId, user_id: userId, last_seq: lastSeq } = found
        clients.set(clientId, { clientId, userId, lastSeq })
      }
      return clients
    },
    async readAnswerIds(key, sinceCommitNo, limit) {
      const rows = await db.hot<{ id: OperationId }>(statements.answerIds, [key, sinceCommitNo, limit])
      return rows.map((row) => row.id)
    },
  }
}

function authorOf(row: StoredRow): UserId | null {
  const header: { readonly userId?: UserId } = JSON.parse(row.header)
  return header.userId ?? null
}
