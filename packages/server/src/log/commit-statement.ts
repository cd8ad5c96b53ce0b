import { byteaArray, int8Array, textArray, uuidArray } from '../storage/binary-array.ts'
import type { HotStatement } from '../storage/guarded-pool.ts'
import type { CommitBatch } from './log-store.ts'

/**
 * The one statement of CM4: it swaps the head on `commit_no` and `access_no`, and every other write selects from the
 * swapped row. `taken` looks for ids of this batch on the other side of the fence between rows and answers, which no
 * unique index spans; its snapshot cannot be stale, because whoever writes either raises `commit_no` and the swap misses.
 *
 * Which parts a batch has is known before, and an absent part costs nothing: four statements instead of one.
 */
const head = `
  update canvases set version = $4, commit_no = commit_no + 1, head_hash = $5, head_created_at = $6, log_bytes = $7,
    updated_at = greatest(updated_at, to_timestamp($6::bigint / 1000.0))
  where key = $1 and commit_no = $2 and access_no = $3 and not exists (select from taken)
  returning key, commit_no`

const takenByAnswers = `
  select 1 from unnest($8::uuid[]) as proposed (id)
  cross join lateral (select 1 from answers where canvas_key = $1 and answers.id = proposed.id offset 0) as found`

const takenByRows = `
  select 1 from unnest($13::uuid[]) as answered (id)
  cross join lateral (select 1 from operations where canvas_key = $1 and operations.id = answered.id offset 0) as found`

const writeRows = `
  insert into operations (canvas_key, version, id, header, changes, request_hash, hash)
  select swapped.key, $4::integer - cardinality($8::uuid[]) + row.n, row.id, row.header, row.changes, row.request_hash, row.hash
  from swapped, unnest($8::uuid[], $9::text[], $10::text[], $11::bytea[], $12::bytea[]) with ordinality
    as row (id, header, changes, request_hash, hash, n)`

const writeAnswers = `
  insert into answers (canvas_key, id, user_id, request_hash, commit_no, answer)
  select swapped.key, given.id, given.user_id, given.request_hash, swapped.commit_no, given.answer
  from swapped, unnest($13::uuid[], $14::uuid[], $15::bytea[], $16::text[]) as given (id, user_id, request_hash, answer)`

const writeClients = (first: number): string => `
  insert into clients (canvas_key, client_id, user_id, last_seq)
  select swapped.key, spent.client_id, spent.user_id, spent.last_seq
  from swapped, unnest($${first}::uuid[], $${first + 1}::uuid[], $${first + 2}::bigint[]) as spent (client_id, user_id, last_seq)
  on conflict (canvas_key, client_id) do update set last_seq = excluded.last_seq`

function statement(
  name: string,
  parts: { readonly answers: boolean; readonly clients: boolean },
): HotStatement {
  const taken = parts.answers ? `${takenByAnswers} union all ${takenByRows}` : takenByAnswers
  const writes = [
    `written as (${writeRows})`,
    ...(parts.answers ? [`answered as (${writeAnswers})`] : []),
    ...(parts.clients ? [`spent as (${writeClients(parts.answers ? 17 : 13)})`] : []),
  ]
  const text = `with taken as materialized (${taken} limit 1), swapped as (${head}), ${writes.join(', ')}
    select (select count(*) from swapped)::integer as swapped, (select count(*) from taken)::integer as taken`
  return { name, text }
}

const plain = statement('commit', { answers: false, clients: false })
const withClients = statement('commit-clients', { answers: false, clients: true })
const withAnswers = statement('commit-answers', { answers: true, clients: false })
const withBoth = statement('commit-answers-clients', { answers: true, clients: true })

/** The statement for a batch and its parameters. */
export function commitStatement(batch: CommitBatch): { statement: HotStatement; values: unknown[] } {
  const { rows, answers, clients } = batch
  const values: unknown[] = [
    batch.key,
    batch.expected.commitNo,
    batch.expected.accessNo,
    batch.head.version,
    batch.head.hash,
    batch.head.createdAtMs,
    batch.head.logBytes,
    uuidArray(rows.map((row) => row.id)),
    textArray(rows.map((row) => row.header)),
    textArray(rows.map((row) => row.changes)),
    byteaArray(rows.map((row) => row.requestHash)),
    byteaArray(rows.map((row) => row.hash)),
  ]
  if (answers.length > 0) {
    values.push(
      uuidArray(answers.map((answer) => answer.id)),
      uuidArray(answers.map((answer) => answer.userId)),
      byteaArray(answers.map((answer) => answer.requestHash)),
      textArray(answers.map((answer) => JSON.stringify(answer.answer))),
    )
  }
  if (clients.length > 0) {
    values.push(
      uuidArray(clients.map((client) => client.clientId)),
      uuidArray(clients.map((client) => client.userId)),
      int8Array(clients.map((client) => client.lastSeq)),
    )
  }
  if (answers.length > 0) return { statement: clients.length > 0 ? withBoth : withAnswers, values }
  return { statement: clients.length > 0 ? withClients : plain, values }
}
