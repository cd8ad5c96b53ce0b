import type { OperationId, ShapeId } from '@flowstate/engine'
import { canonicalJson, encodeState, stateHash, stateToWire, toHex } from '@flowstate/engine'
import { describe, expect, it } from 'vitest'
import { verifySnapshot } from './load-state.ts'
import { snapshotSpacing, snapshotsToDrop } from './snapshot-policy.ts'
import {
  createRectangle,
  type LogHarness,
  logHarness,
  moveTo,
  newId,
  newShapeId,
  sha256,
} from './testing/log-harness.ts'

async function manyRows(harness: LogHarness, count: number): Promise<void> {
  const ann = harness.person()
  const shapes: ShapeId[] = []
  for (let done = 0; done < count; ) {
    const group: Promise<unknown>[] = []
    for (let i = 0; i < 100 && done < count; i++, done++) {
      const known = shapes[(done * 7) % Math.max(1, shapes.length)]
      const shape = known === undefined || done % 3 === 0 ? newShapeId() : known
      const change = shape === known ? moveTo(shape, done) : createRectangle(shape, done)
      if (shape !== known) shapes.push(shape)
      const proposal = { id: newId<OperationId>(), changes: [change] }
      group.push(harness.logs.commit(harness.canvasId, ann, { name: 'operation', proposal }))
    }
    await Promise.all(group)
  }
  await harness.logs.drain()
}

describe('snapshots', () => {
  it('SN1 any version is the nearest snapshot and replay, and deleting them all loses only time', async () => {
    const harness = logHarness()
    await manyRows(harness, 1_200)
    const { snapshots } = harness.store.canvas(harness.canvasId)
    expect(snapshots.size).toBeGreaterThan(0)
    const withSnapshots = harness.instance()
    const versions = [0, 1, 499, 500, 501, 777, 1_199, 1_200]
    const read = async (logs = withSnapshots) => {
      const texts: string[] = []
      for (const version of versions) {
        const state = await logs.stateAt(harness.canvasId, version)
        texts.push(state === null ? 'none' : canonicalJson(JSON.parse(encodeState(state))))
      }
      return texts
    }
    const first = await read()
    snapshots.clear()
    expect(await read(harness.instance())).toEqual(first)
    expect(await withSnapshots.stateAt(harness.canvasId, 1_201)).toBeNull()
  })

  it('SN1 a damaged snapshot is ignored, made anew, and the canvas opens from the rows', async () => {
    const harness = logHarness()
    await manyRows(harness, 700)
    const canvas = harness.store.canvas(harness.canvasId)
    const good = (await harness.logs.open(harness.canvasId))?.state
    if (good === undefined) throw new Error('no state')
    for (const [version, snapshot] of canvas.snapshots) {
      canvas.snapshots.set(version, {
        ...snapshot,
        content: Buffer.from(
          Buffer.from(snapshot.content).toString().replace('"position":[', '"position":[1'),
        ),
      })
    }
    const instance = harness.instance()
    const again = (await instance.open(harness.canvasId))?.state
    expect(again && toHex(stateHash(again, sha256))).toBe(toHex(stateHash(good, sha256)))
    await instance.drain()
    const [anew] = canvas.snapshots.values()
    expect(anew && verifySnapshot(anew, sha256)).not.toBeNull()
    expect(canvas.snapshots.size).toBe(1)
  })

  it('SN1 a state read is the caller’s own: it does not move with the canvas', async () => {
    const harness = logHarness()
    const ann = harness.person()
    const shape = newShapeId()
    const commit = (change: unknown) =>
      harness.logs.commit(harness.canvasId, ann, {
        name: 'operation',
        proposal: { id: newId<OperationId>(), changes: [change] },
      })
    await commit(createRectangle(shape))
    const state = await harness.logs.stateAt(harness.canvasId, 1)
    await commit(moveTo(shape, 5))
    expect(state?.get(shape)?.position).toEqual([0, 0])
  })

  it('SN2 spacing follows the number of shapes; old snapshots are thinned, new ones stay', () => {
    expect([0, 3_000, 1_000_000].map(snapshotSpacing)).toEqual([500, 1_500, 2_500])
    const versions = Array.from({ length: 100 }, (_, i) => (i + 1) * 1_000)
    const drop = new Set(snapshotsToDrop(versions, 999))
    const left = [0, ...versions.filter((version) => !drop.has(version))]
    for (const [i, version] of left.entries()) {
      if (i > 0) expect(version - (left[i - 1] as number)).toBeLessThanOrEqual(2_500)
    }
    expect(left.slice(-10)).toEqual(versions.slice(-10))
    expect(left.length).toBeLessThan(60)
    // one written because the canvas had gone quiet gives way to the next
    expect(snapshotsToDrop([500, 1_000, 1_100, 1_230], 500)).toEqual([1_100])
    expect(snapshotsToDrop(left.slice(1), 999)).toEqual([])
  })

  it('SN2 a canvas that goes quiet is given a snapshot, and opens from its text', async () => {
    const harness = logHarness()
    const ann = harness.person()
    for (let i = 0; i < 120; i++) {
      const proposal = { id: newId<OperationId>(), changes: [createRectangle(newShapeId(), i)] }
      await harness.logs.commit(harness.canvasId, ann, { name: 'operation', proposal })
    }
    const { snapshots } = harness.store.canvas(harness.canvasId)
    expect(snapshots.size).toBe(0)
    // the first look sees that commits went on, the second that they have ended
    harness.clock.advance(2_000)
    expect(snapshots.size).toBe(0)
    harness.clock.advance(2_000)
    await harness.logs.drain()
    expect([...snapshots.keys()]).toEqual([120])
    const opened = await harness.instance().open(harness.canvasId)
    if (opened?.text === undefined || opened.text === null) throw new Error('not read from a snapshot')
    expect(JSON.parse(opened.text.shapes)).toEqual(stateToWire(opened.state).shapes)
    expect(toHex(opened.text.stateHash)).toBe(toHex(stateHash(opened.state, sha256)))
  })

  it('SN2 the text of a state is gone once the canvas has moved on', async () => {
    const harness = logHarness()
    await manyRows(harness, 500)
    const logs = harness.instance()
    const canvas = await logs.open(harness.canvasId)
    expect(canvas?.text?.version).toBe(500)
    const proposal = { id: newId<OperationId>(), changes: [createRectangle(newShapeId(), 1)] }
    await logs.commit(harness.canvasId, harness.person(), { name: 'operation', proposal })
    expect(canvas?.text).toBeNull()
  })
})
