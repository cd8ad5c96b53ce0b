import type { OperationId, ShapeId } from '@flowstate/engine'
import { stateHash, toHex } from '@flowstate/engine'
import { describe, expect, it } from 'vitest'
import type { Author } from '../access/author.ts'
import type { CommitOutcome, CommitRequest } from '../log/commit-request.ts'
import type { LogRow } from '../log/log-row.ts'
import { partId } from '../log/part-id.ts'
import {
  createRectangle,
  type LogHarness,
  logHarness,
  moveTo,
  newId,
  newShapeId,
  sequencedClient,
  sha1,
  sha256,
} from '../log/testing/log-harness.ts'

function commit(harness: LogHarness, author: Author, request: CommitRequest): Promise<CommitOutcome> {
  return harness.logs.commit(harness.canvasId, author, request)
}

function edit(harness: LogHarness, author: Author, changes: readonly unknown[]): Promise<CommitOutcome> {
  return commit(harness, author, { name: 'operation', proposal: { id: newId<OperationId>(), changes } })
}

function rowsOf(outcome: CommitOutcome): readonly LogRow[] {
  if (outcome.kind !== 'committed') throw new Error(`not committed: ${JSON.stringify(outcome)}`)
  return outcome.rows
}

async function headHash(harness: LogHarness): Promise<string> {
  const log = await harness.logs.open(harness.canvasId)
  return log === null ? '' : toHex(stateHash(log.state, sha256))
}

describe('history in the commit path', () => {
  it('UN1 undo and redo are planned on the very state they are committed on, also within one group', async () => {
    const harness = logHarness()
    const ann = harness.person()
    const bob = harness.person()
    const shape = newShapeId()
    await edit(harness, ann, [createRectangle(shape)])
    const before = await headHash(harness)
    const [moved, undone] = await Promise.all([
      edit(harness, ann, [moveTo(shape, 5)]),
      commit(harness, ann, { name: 'undo', id: newId() }),
      edit(harness, bob, [createRectangle(newShapeId())]),
    ])
    expect(rowsOf(undone)[0]?.operation).toMatchObject({
      kind: 'undo',
      undoOf: [rowsOf(moved)[0]?.version],
      changes: [{ kind: 'update', id: shape, set: { position: [0, 0] } }],
    })
    await commit(harness, bob, { name: 'undo', id: newId() })
    expect(await headHash(harness)).toBe(before)
    await commit(harness, ann, { name: 'redo', id: newId() })
    const log = await harness.logs.open(harness.canvasId)
    expect(log?.state.get(shape)?.position).toEqual([5, 0])
  })

  it('UN6 nothing left is a durable answer that spends the seq', async () => {
    const harness = logHarness()
    const ann = harness.person()
    const { clientId } = sequencedClient()
    const request = { name: 'undo', id: newId<OperationId>(), clientId, seq: 1 } as const
    const first = await commit(harness, ann, request)
    expect(first).toMatchObject({ kind: 'nothing', reason: 'nothing_left', duplicate: false })
    await edit(harness, ann, [createRectangle(newShapeId())])
    expect(await commit(harness, ann, request)).toEqual({ ...first, duplicate: true })
    expect(await harness.logs.lastSeq(harness.canvasId, clientId)).toBe(1)
  })

  it('CM6 a repeated undo is the original one, not another step back', async () => {
    const harness = logHarness()
    const ann = harness.person()
    await edit(harness, ann, [createRectangle(newShapeId())])
    await edit(harness, ann, [createRectangle(newShapeId())])
    const request = { name: 'undo', id: newId<OperationId>() } as const
    const outcomes = [
      await commit(harness, ann, request),
      await commit(harness, ann, request),
      await harness.instance().commit(harness.canvasId, ann, request),
    ]
    expect(outcomes.map((outcome) => rowsOf(outcome)[0]?.version)).toEqual([3, 3, 3])
    expect(outcomes.map((outcome) => outcome.duplicate)).toEqual([false, true, true])
  })

  it('RS1 restore commits only what differs, RS4 gives the same state, an empty one no version', async () => {
    const harness = logHarness()
    const ann = harness.person()
    const shapes = Array.from({ length: 5 }, newShapeId)
    for (const shape of shapes) await edit(harness, ann, [createRectangle(shape)])
    const before = await headHash(harness)
    await edit(harness, ann, [{ kind: 'delete', ids: [shapes[0]] }, moveTo(shapes[1] as ShapeId, 9)])
    const preview = await harness.logs.preview(harness.canvasId, ann, {
      name: 'restore',
      id: newId(),
      version: 5,
    })
    const restored = await commit(harness, ann, { name: 'restore', id: newId(), version: 5 })
    expect(rowsOf(restored)[0]?.operation).toMatchObject({ kind: 'restore', restoreOf: 5 })
    expect(rowsOf(restored)[0]?.operation.changes).toEqual(preview?.changes)
    expect(await headHash(harness)).toBe(before)
    const again = await commit(harness, ann, { name: 'restore', id: newId(), version: 5 })
    expect(again).toMatchObject({ kind: 'nothing', reason: 'no_effect' })
    const beyond = await commit(harness, ann, { name: 'restore', id: newId(), version: 99 })
    expect(beyond).toMatchObject({ kind: 'refused', code: 'version_beyond_head' })
  })

  it('UN12 a revert is an operation of the one who reverts', async () => {
    const harness = logHarness()
    const ann = harness.person()
    const bob = harness.person()
    const shape = newShapeId()
    await edit(harness, ann, [createRectangle(shape)])
    await edit(harness, bob, [moveTo(shape, 50)])
    const outcome = await commit(harness, ann, {
      name: 'revert',
      id: newId(),
      userId: bob.userId,
      from: 1,
      to: 2,
    })
    expect(rowsOf(outcome)[0]?.operation).toMatchObject({
      kind: 'revert',
      userId: ann.userId,
      revertOf: { userId: bob.userId, from: 1, to: 2 },
      changes: [{ kind: 'update', id: shape, set: { position: [0, 0] } }],
    })
  })

  it('OP9 what is larger than an operation is a set in a commit of its own, undone as one', async () => {
    const harness = logHarness()
    const ann = harness.person()
    const clientId = sequencedClient().clientId
    for (let i = 0; i < 3; i++) {
      await edit(
        harness,
        ann,
        Array.from({ length: 2_500 }, () => createRectangle(newShapeId())),
      )
    }
    const before = await headHash(harness)
    await commit(harness, ann, { name: 'restore', id: newId(), version: 0 })
    const id = newId<OperationId>()
    const [, set, after] = await Promise.all([
      edit(harness, ann, [createRectangle(newShapeId())]),
      commit(harness, ann, { name: 'restore', id, clientId, seq: 1, version: 3 }),
      edit(harness, ann, [createRectangle(newShapeId())]),
    ])
    const rows = rowsOf(set)
    expect(rows.map((row) => row.operation.part)).toEqual([
      [1, 2],
      [2, 2],
    ])
    expect(rows.map((row) => row.version)).toEqual([6, 7])
    expect(rows[0]?.operation).toMatchObject({ id, clientId, seq: 1, restoreOf: 3 })
    expect(rows[1]?.operation.id).toBe(partId(id, 2, sha1))
    expect(rows[1]?.operation).not.toHaveProperty('seq')
    expect(rowsOf(after)[0]?.version).toBe(8)
    const repeated = await harness
      .instance()
      .commit(harness.canvasId, ann, { name: 'restore', id, clientId, seq: 1, version: 3 })
    expect(rowsOf(repeated).map((row) => row.wire)).toEqual(rows.map((row) => row.wire))
    const published = harness.published.at(-2)
    expect(published?.kind === 'committed' && published.rows.length).toBe(2)
    await commit(harness, ann, { name: 'undo', id: newId() })
    const undoSet = rowsOf(await commit(harness, ann, { name: 'undo', id: newId() }))
    expect(undoSet[0]?.operation.undoOf).toEqual([6, 7])
    expect(await headHash(harness)).not.toBe(before)
  })
})
