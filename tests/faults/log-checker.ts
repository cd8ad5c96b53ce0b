import { createHash } from 'node:crypto'
import {
  applyRow,
  type CommittedOperation,
  emptyState,
  genesisHash,
  type OperationId,
  type ProposedChange,
  stateHash,
  toHex,
  verifyRows,
} from '@flowstate/engine'
import { expect } from 'vitest'
import type { JournalEntry } from './ack-journal.ts'
import { readLog, readState, type SharedCanvas, verifyLog } from './public-api.ts'

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()

/** How many versions in between are asked for beside the head. */
const sampledVersions = 3

export interface LogExpectation {
  readonly url: string
  readonly canvas: SharedCanvas
  /** What the writers of this canvas were told. */
  readonly entries: readonly JournalEntry[]
  /** Everything they ever sent. */
  readonly submitted: ReadonlySet<OperationId>
}

/** The log of a canvas against what people were told, through the public API alone. */
export async function checkLog({ url, canvas, entries, submitted }: LogExpectation): Promise<void> {
  const rows = await readLog(url, canvas)
  checkVersions(rows)
  checkAcknowledged(rows, entries)
  checkOrigin(rows, entries, submitted)
  checkSequences(rows, entries)
  checkChain(rows, canvas)
  await checkStates(url, canvas, rows)
  const verification = await verifyLog(url, canvas)
  expect(verification, 'verify').toMatchObject({ ok: true, version: rows.length })
}

function checkVersions(rows: readonly CommittedOperation[]): void {
  const wrong = rows.find((row, i) => row.version !== i + 1)
  expect(wrong?.version, 'versions are 1..head').toBeUndefined()
  expect(new Set(rows.map(({ id }) => id)).size, 'ids are unique').toBe(rows.length)
}

function checkAcknowledged(rows: readonly CommittedOperation[], entries: readonly JournalEntry[]): void {
  for (const entry of entries) {
    if (entry.outcome !== 'committed') continue
    const row = rows[entry.version - 1]
    expect(row?.id, `version ${entry.version} was acknowledged`).toBe(entry.id)
    if (row !== undefined && entry.changes !== undefined && row.skipped === undefined) {
      checkContent(row, entry.changes)
    }
  }
}

/** Effective changes keep the order of the proposed ones; creates gain a place, nothing is taken away. */
function checkContent(row: CommittedOperation, proposed: readonly ProposedChange[]): void {
  expect(row.changes.length, `changes of version ${row.version}`).toBe(proposed.length)
  for (const [i, change] of proposed.entries()) {
    expect(row.changes[i], `change ${i} of version ${row.version}`).toMatchObject(change)
  }
}

function checkOrigin(
  rows: readonly CommittedOperation[],
  entries: readonly JournalEntry[],
  submitted: ReadonlySet<OperationId>,
): void {
  const foreign = rows.find(({ id, kind }) => kind !== 'system' && !submitted.has(id))
  expect(foreign, 'nobody sent this').toBeUndefined()
  const refused = new Set(entries.filter(({ outcome }) => outcome !== 'committed').map(({ id }) => id))
  expect(
    rows.find(({ id }) => refused.has(id)),
    'refused, and yet in the log',
  ).toBeUndefined()
  const ended = new Set(entries.map(({ id }) => id))
  expect(
    [...submitted].find((id) => !ended.has(id)),
    'sent, and never answered',
  ).toBeUndefined()
  expect(entries.length, 'every operation ends once').toBe(ended.size)
}

function checkSequences(rows: readonly CommittedOperation[], entries: readonly JournalEntry[]): void {
  const inLog = new Map<string, number[]>()
  for (const { clientId, seq } of rows) {
    if (clientId === undefined || seq === undefined) continue
    inLog.set(clientId, [...(inLog.get(clientId) ?? []), seq])
  }
  for (const [clientId, seqs] of inLog) {
    const spent = new Set(seqs)
    expect(
      [...seqs].sort((a, b) => a - b),
      'seq ascends with the version',
    ).toEqual(seqs)
    const answered = entries.filter((entry) => entry.clientId === clientId && entry.outcome !== 'committed')
    for (const { seq } of answered) spent.add(seq)
    expect(spent.size, 'no hole in the sequence').toBe(Math.max(...spent))
  }
}

function checkChain(rows: readonly CommittedOperation[], canvas: SharedCanvas): void {
  const start = { version: 0, hash: genesisHash(canvas.canvasId, sha256) }
  expect(verifyRows(rows, start, sha256), 'the hash chain').toMatchObject({ ok: true })
}

async function checkStates(
  url: string,
  canvas: SharedCanvas,
  rows: readonly CommittedOperation[],
): Promise<void> {
  const head = rows.length
  const wanted = Array.from({ length: sampledVersions + 1 }, (_, i) =>
    Math.round((head * (i + 1)) / (sampledVersions + 1)),
  )
  const state = emptyState()
  for (const row of rows) {
    applyRow(state, row)
    if (!wanted.includes(row.version)) continue
    const answer = await readState(url, canvas, row.version)
    expect(answer.stateHash, `state at ${row.version}`).toBe(toHex(stateHash(state, sha256)))
  }
  if (head > 0) expect((await readState(url, canvas)).version, 'the head').toBe(head)
}
