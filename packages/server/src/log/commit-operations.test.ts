import type { ShapeId } from '@flowstate/engine'
import { emptyState, genesisHash, replay, stateHash, toHex, verifyRows } from '@flowstate/engine'
import { describe, expect, it } from 'vitest'
import type { Author } from '../access/author.ts'
import type { CanvasLogs } from './canvas-log.ts'
import type { CommitOutcome } from './commit-request.ts'
import { allRows, commit, operation, rowsOf } from './testing/commit-scenario.ts'
import {
  createRectangle,
  logHarness,
  moveTo,
  newShapeId,
  sequencedClient,
  sha256,
} from './testing/log-harness.ts'

describe('commit', () => {
  it('CM2 versions are 1..head, CM11 the chain verifies and the wire text is what was hashed', async () => {
    const harness = logHarness()
    const ann = harness.person()
    const ids = Array.from({ length: 20 }, newShapeId)
    await Promise.all(ids.map((id) => commit(harness, ann, operation([createRectangle(id)]).proposal)))
    await commit(harness, ann, operation([moveTo(ids[0] as ShapeId, 7)], { label: 'Move "ä"' }).proposal)
    const rows = await allRows(harness)
    expect(rows.map((row) => row.version)).toEqual(Array.from({ length: 21 }, (_, i) => i + 1))
    for (const row of rows) expect(JSON.parse(row.wire)).toEqual(row.operation)
    const start = { version: 0, hash: genesisHash(harness.canvasId, sha256) }
    const checked = verifyRows(
      rows.map((row) => row.operation),
      start,
      sha256,
    )
    expect(checked.ok).toBe(true)
    const log = await harness.logs.open(harness.canvasId)
    const replayed = replay(rows.map((row) => row.operation))
    expect(toHex(stateHash(replayed, sha256))).toBe(toHex(stateHash(log?.state ?? emptyState(), sha256)))
  })

  it('CM3 nothing is published or answered before it is on disk', async () => {
    const order: string[] = []
    const harness = logHarness({
      before: async () => undefined,
      after: async (method) => {
        if (method === 'commit') order.push('durable')
      },
    })
    const ann = harness.person()
    await commit(harness, ann, operation([createRectangle(newShapeId())]).proposal).then(() =>
      order.push('answered'),
    )
    expect(order).toEqual(['durable', 'answered'])
    expect(harness.published).toHaveLength(1)
  })

  it('CM4 what arrives while a commit is in flight goes together in the next', async () => {
    let commits = 0
    const gate = Promise.withResolvers<void>()
    const harness = logHarness({
      before: async (method) => {
        if (method !== 'commit') return
        commits += 1
        if (commits === 1) await gate.promise
      },
      after: async () => undefined,
    })
    const ann = harness.person()
    await harness.logs.open(harness.canvasId)
    const first = commit(harness, ann, operation([createRectangle(newShapeId())]).proposal)
    for (let turn = 0; turn < 20; turn++) await undefined
    const others = Array.from({ length: 300 }, () =>
      commit(harness, ann, operation([createRectangle(newShapeId())]).proposal),
    )
    gate.resolve()
    await Promise.all([first, ...others])
    // One, then 256, then what is left.
    expect(commits).toBe(3)
    expect((await allRows(harness)).length).toBe(301)
  })

  it('CM4 a lost swap is read, judged again and committed: two instances, one log', async () => {
    const harness = logHarness()
    const other = harness.instance()
    const ann = harness.person()
    const bob = harness.person()
    const work: Promise<CommitOutcome>[] = []
    for (let i = 0; i < 100; i++) {
      const [who, logs] = i % 2 === 0 ? [ann, harness.logs] : [bob, other]
      work.push(
        commit(
          harness,
          who as Author,
          operation([createRectangle(newShapeId())]).proposal,
          logs as CanvasLogs,
        ),
      )
      if (i % 7 === 0) await work.at(-1)
    }
    const outcomes = await Promise.all(work)
    expect(outcomes.every((outcome) => outcome.kind === 'committed')).toBe(true)
    const versions = outcomes.flatMap(rowsOf).map((row) => row.version)
    expect(versions.sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, i) => i + 1))
  })

  it('CM6 the same request again is the original outcome, from memory and from the store', async () => {
    const harness = logHarness()
    const ann = harness.person()
    const { proposal } = operation([createRectangle(newShapeId())])
    const first = await commit(harness, ann, proposal)
    const again = await commit(harness, ann, proposal)
    expect(again).toEqual({ ...first, duplicate: true })
    const elsewhere = await commit(harness, ann, proposal, harness.instance())
    expect(rowsOf(elsewhere)[0]?.wire).toBe(rowsOf(first)[0]?.wire)
    expect(elsewhere).toMatchObject({ duplicate: true })
    const twice = operation([createRectangle(newShapeId())]).proposal
    const both = await Promise.all([commit(harness, ann, twice), commit(harness, ann, twice)])
    expect(both.map((outcome) => outcome.duplicate)).toEqual([false, true])
    expect((await allRows(harness)).length).toBe(2)
  })

  it('CM6 an id used for something else, or by somebody else, is id_conflict', async () => {
    const harness = logHarness()
    const ann = harness.person()
    const shape = newShapeId()
    const { id, proposal } = operation([createRectangle(shape)])
    await commit(harness, ann, proposal)
    const changed = await commit(harness, ann, { id, changes: [moveTo(shape, 1)] })
    expect(changed).toMatchObject({ kind: 'refused', code: 'id_conflict' })
    const foreign = await commit(harness, harness.person(), proposal, harness.instance())
    expect(foreign).toMatchObject({ kind: 'refused', code: 'id_conflict' })
  })

  it('CM6 a repeated id with the next seq of its client spends that seq', async () => {
    const harness = logHarness()
    const ann = harness.person()
    const { id, proposal } = operation([createRectangle(newShapeId())])
    await commit(harness, ann, proposal)
    const client = sequencedClient()
    const resent = { ...(proposal as object), id, clientId: client.clientId, seq: 1 }
    expect(await commit(harness, ann, resent)).toMatchObject({ kind: 'committed', duplicate: true })
    expect(await harness.logs.lastSeq(harness.canvasId, client.clientId)).toBe(1)
    const next = client.operation([createRectangle(newShapeId())], 2)
    expect(await commit(harness, ann, next.proposal)).toMatchObject({ kind: 'committed', duplicate: false })
  })

  it('CM7 only the next seq is accepted, a spent one gets its outcome, another id seq_conflict', async () => {
    const harness = logHarness()
    const ann = harness.person()
    const client = sequencedClient()
    const first = client.operation([createRectangle(newShapeId())])
    await commit(harness, ann, first.proposal)
    expect(
      await commit(harness, ann, client.operation([createRectangle(newShapeId())], 3).proposal),
    ).toMatchObject({ code: 'out_of_order', expected: 2 })
    expect(await commit(harness, ann, first.proposal, harness.instance())).toMatchObject({ duplicate: true })
    const cloned = client.operation([createRectangle(newShapeId())], 1)
    expect(await commit(harness, ann, cloned.proposal)).toMatchObject({ code: 'seq_conflict' })
    const stranger = harness.person()
    const stolen = client.operation([createRectangle(newShapeId())], 2)
    expect(await commit(harness, stranger, stolen.proposal)).toMatchObject({ code: 'seq_conflict' })
  })

  it('CM7 an instance that remembers an old seq asks the store before it refuses', async () => {
    const harness = logHarness()
    const ann = harness.person()
    const client = sequencedClient()
    const other = harness.instance()
    await commit(harness, ann, client.operation([createRectangle(newShapeId())]).proposal)
    await commit(harness, ann, client.operation([createRectangle(newShapeId())]).proposal, other)
    const third = await commit(harness, ann, client.operation([createRectangle(newShapeId())]).proposal)
    expect(rowsOf(third)[0]?.version).toBe(3)
  })

  it('CM7 a batch of a client that was moved on elsewhere meanwhile is judged by what is true now', async () => {
    const harness = logHarness()
    const ann = harness.person()
    const other = harness.instance()
    const client = sequencedClient()
    const sent = [1, 2, 3].map((seq) => client.operation([createRectangle(newShapeId())], seq))
    await commit(harness, ann, sent[0]?.proposal)
    for (const { proposal } of sent) await commit(harness, ann, proposal, other)
    const twin = client.operation([createRectangle(newShapeId())], 3)
    const outcomes = await Promise.all(
      [...sent.slice(0, 2), twin].map(({ proposal }) => commit(harness, ann, proposal)),
    )
    expect(outcomes[2]).toMatchObject({ code: 'seq_conflict' })
    expect((await allRows(harness)).length).toBe(3)
  })

  it('CM10 createdAt never goes back, whatever the clock does', async () => {
    const harness = logHarness()
    const ann = harness.person()
    await commit(harness, ann, operation([createRectangle(newShapeId())]).proposal)
    harness.clock.advance(-300_000)
    await commit(harness, ann, operation([createRectangle(newShapeId())]).proposal)
    const times = (await allRows(harness)).map((row) => row.operation.createdAt)
    expect(times[1]).toBe(times[0])
  })
})
