import type { OperationId } from '@flowstate/engine'
import { describe, expect, it } from 'vitest'
import { createCanvasLogs } from './canvas-logs.ts'
import { OutcomeUnknown, StoreUnavailable } from './log-store.ts'
import { allRows, commit, operation, rowsOf } from './testing/commit-scenario.ts'
import {
  createRectangle,
  logHarness,
  moveTo,
  newId,
  newShapeId,
  sequencedClient,
} from './testing/log-harness.ts'

describe('commit: refusals, access and failures', () => {
  it('CM8 a final refusal is remembered, spends the seq and is the same on every retry', async () => {
    const harness = logHarness()
    const ann = harness.person()
    const client = sequencedClient()
    const refusals = [[moveTo(newShapeId(), 1)], [{ kind: 'create', shape: { id: 'x' } }], []]
    const codes = ['unknown_shape', 'invalid', 'empty']
    for (const [i, changes] of refusals.entries()) {
      const { proposal } = client.operation(changes)
      const first = await commit(harness, ann, proposal)
      expect(first).toMatchObject({ kind: 'refused', code: codes[i], seq: i + 1, duplicate: false })
      expect(await commit(harness, ann, proposal, harness.instance())).toEqual({ ...first, duplicate: true })
    }
    expect(await harness.logs.lastSeq(harness.canvasId, client.clientId)).toBe(3)
    expect(harness.published).toEqual([])
  })

  it('CM8 refusals in the middle of a group leave the others alone', async () => {
    const harness = logHarness()
    const ann = harness.person()
    const client = sequencedClient()
    const outcomes = await Promise.all(
      Array.from({ length: 9 }, (_, i) =>
        commit(
          harness,
          ann,
          client.operation(i % 3 === 1 ? [moveTo(newShapeId(), 1)] : [createRectangle(newShapeId())])
            .proposal,
        ),
      ),
    )
    expect(outcomes.map((outcome) => outcome.kind)).toEqual([
      'committed',
      'refused',
      'committed',
      'committed',
      'refused',
      'committed',
      'committed',
      'refused',
      'committed',
    ])
    expect((await allRows(harness)).length).toBe(6)
  })

  it('CM8 a canvas whose history is full takes no more rows, and says so without spending a seq', async () => {
    const harness = logHarness()
    const limits = { ...harness.deps.limits, canvasBytesMax: 1_000 }
    const logs = createCanvasLogs({ ...harness.deps, limits })
    const ann = harness.person()
    const client = sequencedClient()
    const first = client.operation([createRectangle(newShapeId())]).proposal
    expect(await commit(harness, ann, first, logs)).toMatchObject({ kind: 'committed' })
    let outcome = await commit(harness, ann, operation([createRectangle(newShapeId())]).proposal, logs)
    while (outcome.kind === 'committed') {
      outcome = await commit(harness, ann, operation([createRectangle(newShapeId())]).proposal, logs)
    }
    expect(outcome).toMatchObject({ kind: 'refused', code: 'canvas_full', duplicate: false })
    const { head, rows } = harness.store.canvas(harness.canvasId)
    const bytes = rows.reduce((sum, row) => sum + Buffer.byteLength(row.header + row.changes), 0)
    expect(head.logBytes).toBe(bytes)
    expect(bytes).toBeGreaterThanOrEqual(1_000)

    const second = client.operation([createRectangle(newShapeId())]).proposal
    expect(await commit(harness, ann, second, logs)).toMatchObject({ code: 'canvas_full', seq: 2 })
    const undo = { name: 'undo', id: newId<OperationId>() } as const
    expect(await logs.commit(harness.canvasId, ann, undo)).toMatchObject({ code: 'canvas_full' })
    // what was decided before keeps its answer, and a client can still give its seq away
    expect(await commit(harness, ann, first, logs)).toMatchObject({ kind: 'committed', duplicate: true })
    expect(await logs.lastSeq(harness.canvasId, client.clientId)).toBe(1)
    const empty = { id: newId<OperationId>(), clientId: client.clientId, seq: 2, changes: [] }
    expect(await commit(harness, ann, empty, logs)).toMatchObject({ code: 'empty' })
    // with more room the refused operation goes through as it is
    const roomier = harness.instance()
    expect(await commit(harness, ann, { ...(second as object), seq: 3 }, roomier)).toMatchObject({
      kind: 'committed',
    })
  })

  it('CM8 what has no readable id is refused and leaves no trace', async () => {
    const harness = logHarness()
    const ann = harness.person()
    for (const raw of [null, 7, [], {}, { id: 'nope', changes: [] }]) {
      const outcome = await commit(harness, ann, raw)
      expect(outcome).toMatchObject({ kind: 'refused', code: 'invalid' })
      expect(outcome).not.toHaveProperty('id')
    }
    expect(harness.store.canvas(harness.canvasId).head.commitNo).toBe(0)
  })

  it('CM5 AC1 strangers and viewers are refused without spending a seq', async () => {
    const harness = logHarness()
    const client = sequencedClient()
    const { proposal } = client.operation([createRectangle(newShapeId())])
    const stranger = harness.person(null)
    expect(await commit(harness, stranger, proposal)).toMatchObject({ code: 'not_found' })
    const viewer = harness.person('viewer')
    expect(await commit(harness, viewer, proposal)).toMatchObject({ code: 'forbidden' })
    harness.setRole(viewer.userId, 'editor')
    expect(await commit(harness, viewer, proposal)).toMatchObject({ kind: 'committed' })
  })

  it('CM5 a right taken away while the commit is under way refuses its user and nobody else', async () => {
    let revoke: (() => void) | null = null
    const harness = logHarness({
      before: async (method) => {
        if (method !== 'commit') return
        revoke?.()
        revoke = null
      },
      after: async () => undefined,
    })
    const ann = harness.person()
    const bob = harness.person()
    await commit(harness, ann, operation([createRectangle(newShapeId())]).proposal)
    revoke = () => harness.setRole(bob.userId, 'viewer')
    const outcomes = await Promise.all([
      commit(harness, ann, operation([createRectangle(newShapeId())]).proposal),
      commit(harness, bob, operation([createRectangle(newShapeId())]).proposal),
      commit(harness, ann, operation([createRectangle(newShapeId())]).proposal),
    ])
    expect(outcomes[0]).toMatchObject({ kind: 'committed' })
    expect(outcomes[1]).toMatchObject({ code: 'forbidden' })
    expect(outcomes[2]).toMatchObject({ kind: 'committed' })
  })

  it('CM5 a canvas in the trash is not found', async () => {
    const harness = logHarness()
    const ann = harness.person()
    await commit(harness, ann, operation([createRectangle(newShapeId())]).proposal)
    harness.store.setTrashed(harness.canvasId, true)
    expect(await commit(harness, ann, operation([createRectangle(newShapeId())]).proposal)).toMatchObject({
      code: 'not_found',
    })
  })

  it('AC1 a canvas deleted for ever while it is open is not found', async () => {
    const harness = logHarness()
    const ann = harness.person()
    await commit(harness, ann, operation([createRectangle(newShapeId())]).proposal)
    harness.store.remove(harness.canvasId)
    const outcome = await commit(harness, ann, operation([createRectangle(newShapeId())]).proposal)
    expect(outcome).toMatchObject({ code: 'not_found' })
  })

  it('CM9 a commit without an answer is unknown to everyone in it; the same ids then find out', async () => {
    let failing = true
    const harness = logHarness({
      before: async () => undefined,
      after: async (method) => {
        if (method === 'commit' && failing) throw new OutcomeUnknown('connection lost')
      },
    })
    const ann = harness.person()
    const operations = Array.from({ length: 3 }, () => operation([createRectangle(newShapeId())]))
    const lost = await Promise.all(operations.map(({ proposal }) => commit(harness, ann, proposal)))
    for (const outcome of lost) expect(outcome).toMatchObject({ code: 'unknown_outcome' })
    failing = false
    const found = await Promise.all(operations.map(({ proposal }) => commit(harness, ann, proposal)))
    for (const outcome of found) expect(outcome).toMatchObject({ kind: 'committed', duplicate: true })
    expect((await allRows(harness)).length).toBe(3)
  })

  it('CM8 a store that does not answer is unavailable, and nothing was written', async () => {
    let failing = true
    const harness = logHarness({
      before: async (method) => {
        if (method === 'commit' && failing) throw new StoreUnavailable('down')
      },
      after: async () => undefined,
    })
    const ann = harness.person()
    const { proposal } = operation([createRectangle(newShapeId())])
    expect(await commit(harness, ann, proposal)).toMatchObject({ code: 'unavailable' })
    failing = false
    expect(await commit(harness, ann, proposal)).toMatchObject({ kind: 'committed', duplicate: false })
  })

  it('CM13 a row of a newer schema opens the canvas read-only and says so', async () => {
    const harness = logHarness()
    const ann = harness.person()
    const [row] = rowsOf(await commit(harness, ann, operation([createRectangle(newShapeId())]).proposal))
    const canvas = harness.store.canvas(harness.canvasId)
    if (row === undefined) throw new Error('no row')
    canvas.rows[0] = { ...row.stored, header: row.stored.header.replace('"schema":1', '"schema":99') }
    const outcome = await commit(
      harness,
      ann,
      operation([createRectangle(newShapeId())]).proposal,
      harness.instance(),
    )
    expect(outcome).toMatchObject({ code: 'canvas_locked' })
    expect(outcome.kind === 'refused' && outcome.detail).toContain('schema 99')
  })

  it('SY9 draining finishes what is in flight and refuses the rest', async () => {
    const harness = logHarness()
    const ann = harness.person()
    const inFlight = commit(harness, ann, operation([createRectangle(newShapeId())]).proposal)
    const drained = harness.logs.drain()
    const late = await commit(harness, ann, operation([createRectangle(newShapeId())]).proposal)
    expect(late).toMatchObject({ code: 'unavailable' })
    expect(await inFlight).toMatchObject({ kind: 'committed' })
    await drained
  })
})
