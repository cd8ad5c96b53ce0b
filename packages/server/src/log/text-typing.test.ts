import {
  emptyState,
  type ProposedChange,
  replay,
  type ShapeId,
  stateHash,
  type TextDelta,
  toHex,
} from '@flowstate/engine'
import { describe, expect, it } from 'vitest'
import type { Author } from '../access/author.ts'
import type { CanvasLogs } from './canvas-log.ts'
import { createCanvasLogs } from './canvas-logs.ts'
import type { CommitOutcome } from './commit-request.ts'
import { allRows, commit, operation, rowsOf } from './testing/commit-scenario.ts'
import {
  type LogHarness,
  logHarness,
  moveTo,
  newId,
  newShapeId,
  sequencedClient,
  sha256,
} from './testing/log-harness.ts'

function note(id: ShapeId, text: string): ProposedChange {
  return { kind: 'create', shape: { id, kind: 'note', position: [0, 0], size: [200, 200], text } }
}

function typing(id: ShapeId, base: number, delta: TextDelta): ProposedChange {
  return { kind: 'text', id, field: 'text', base, delta }
}

async function withNote(): Promise<{
  harness: LogHarness
  id: ShapeId
  ann: Author
  bob: Author
  base: number
}> {
  const harness = logHarness()
  const [ann, bob, id] = [harness.person(), harness.person(), newShapeId()]
  const [row] = rowsOf(await commit(harness, ann, operation([note(id, 'one two')]).proposal))
  return { harness, ann, bob, id, base: row?.version ?? 0 }
}

async function textOf(logs: CanvasLogs, harness: LogHarness, id: ShapeId): Promise<unknown> {
  const log = await logs.open(harness.canvasId)
  await log?.refresh()
  return log?.state.get(id)?.text
}

function rewind(harness: LogHarness, author: Author, name: 'undo' | 'redo'): Promise<CommitOutcome> {
  return harness.logs.commit(harness.canvasId, author, { name, id: newId() })
}

/** What every replica makes of the log is what the instances hold. */
async function expectOneState(harness: LogHarness, ...instances: CanvasLogs[]): Promise<void> {
  const replayed = replay((await allRows(harness)).map((row) => row.operation))
  for (const instance of instances) {
    const log = await instance.open(harness.canvasId)
    await log?.refresh()
    expect(toHex(stateHash(log?.state ?? emptyState(), sha256))).toBe(toHex(stateHash(replayed, sha256)))
  }
}

describe('two people in one note', () => {
  it('TX1 with the same base both texts survive, in one commit and over two instances', async () => {
    const { harness, ann, bob, id, base } = await withNote()
    const other = harness.instance()
    await other.open(harness.canvasId)
    const outcomes = await Promise.all([
      commit(harness, ann, operation([typing(id, base, [3, ' Ann'])]).proposal),
      commit(harness, bob, operation([typing(id, base, [3, ' Bob', -4])]).proposal),
      commit(harness, bob, operation([typing(id, base, [7, '!'])]).proposal, other),
    ])
    for (const outcome of outcomes) expect(outcome.kind).toBe('committed')
    const text = await textOf(harness.logs, harness, id)
    for (const words of ['one', ' Ann', ' Bob', '!']) expect(text).toContain(words)
    expect(text).not.toContain('two')
    await expectOneState(harness, harness.logs, other, harness.instance())
  })

  it('TX1 the earlier version comes first, and the row holds the delta as it was applied', async () => {
    const { harness, ann, bob, id, base } = await withNote()
    await commit(harness, ann, operation([typing(id, base, ['A'])]).proposal)
    const [row] = rowsOf(await commit(harness, bob, operation([typing(id, base, ['B'])]).proposal))
    expect(row?.operation.changes).toEqual([{ kind: 'text', id, field: 'text', delta: [1, 'B'] }])
    expect(await textOf(harness.logs, harness, id)).toBe('ABone two')
  })

  it('TX1 moving the note is no conflict, TX4 writing the whole text is', async () => {
    const { harness, ann, bob, id, base } = await withNote()
    await commit(harness, ann, operation([moveTo(id, 5)]).proposal)
    const moved = await commit(harness, bob, operation([typing(id, base, [7, '!'])]).proposal)
    expect(moved.kind).toBe('committed')
    const whole: ProposedChange = { kind: 'update', id, set: { text: 'other' } }
    await commit(harness, ann, operation([whole]).proposal)
    const late = await commit(harness, bob, operation([typing(id, base, [7, '?'])]).proposal)
    expect(late).toMatchObject({ kind: 'refused', code: 'text_conflict' })
    expect(await textOf(harness.logs, harness, id)).toBe('other')
  })

  it('TX2 a client that did not wait for its own row is refused, for its offsets mean another text', async () => {
    const { harness, ann, id, base } = await withNote()
    const client = sequencedClient()
    const first = await commit(harness, ann, client.operation([typing(id, base, ['A'])]).proposal)
    expect(first.kind).toBe('committed')
    const second = await commit(harness, ann, client.operation([typing(id, base, [1, 'B'])]).proposal)
    expect(second).toMatchObject({ kind: 'refused', code: 'text_conflict' })
    const third = await commit(harness, ann, client.operation([typing(id, base + 1, [1, 'B'])]).proposal)
    expect(third.kind).toBe('committed')
    expect(await textOf(harness.logs, harness, id)).toBe('ABone two')
  })

  it('TX1 a base from before the rows in memory is judged by the rows on disk', async () => {
    const { harness, ann, bob, id, base } = await withNote()
    for (let i = 0; i < 3; i++) await commit(harness, ann, operation([typing(id, base + i, ['a'])]).proposal)
    // An instance that opens the canvas from this snapshot has no rows of before in memory.
    const keeper = createCanvasLogs({ ...harness.deps, snapshotSpacing: () => 1 })
    await commit(harness, ann, operation([note(newShapeId(), 'other')]).proposal, keeper)
    await keeper.drain()
    expect(harness.store.canvas(harness.canvasId).snapshots.size).toBe(1)
    const fresh = harness.instance()
    const outcome = await commit(harness, bob, operation([typing(id, base, [3, ' Bob'])]).proposal, fresh)
    expect(outcome.kind).toBe('committed')
    expect(await textOf(fresh, harness, id)).toBe('aaaone Bob two')
    await expectOneState(harness, fresh)
  })
})

describe('undo of typing', () => {
  it('TX3 takes one’s own characters, typed around since, and gives them back', async () => {
    const { harness, ann, bob, id, base } = await withNote()
    await commit(harness, ann, operation([typing(id, base, [3, ' and a half'])]).proposal)
    await commit(harness, bob, operation([typing(id, base + 1, ['> ', 8, 'BOB'])]).proposal)
    expect(await textOf(harness.logs, harness, id)).toBe('> one and BOBa half two')
    const [undone] = rowsOf(await rewind(harness, ann, 'undo'))
    expect(undone?.operation.changes).toEqual([{ kind: 'text', id, field: 'text', delta: [5, -5, 3, -6] }])
    expect(await textOf(harness.logs, harness, id)).toBe('> oneBOB two')
    await rewind(harness, ann, 'redo')
    expect(await textOf(harness.logs, harness, id)).toBe('> one and BOBa half two')
    await expectOneState(harness, harness.logs, harness.instance())
  })

  it('TX3 typing and its undo in one commit, and typing on its way meanwhile goes in beside the undo', async () => {
    const { harness, ann, bob, id, base } = await withNote()
    const [typed, undone, beside] = await Promise.all([
      commit(harness, ann, operation([typing(id, base, [3, ' Ann'])]).proposal),
      rewind(harness, ann, 'undo'),
      commit(harness, bob, operation([typing(id, base, [7, '!'])]).proposal),
    ])
    for (const outcome of [typed, undone, beside]) expect(outcome.kind).toBe('committed')
    expect(await textOf(harness.logs, harness, id)).toBe('one two!')
    await expectOneState(harness, harness.logs, harness.instance())
  })

  it('TX3 an instance that remembers no rows undoes the same', async () => {
    const { harness, ann, bob, id, base } = await withNote()
    await commit(harness, ann, operation([typing(id, base, [4, -3])]).proposal)
    await commit(harness, bob, operation([typing(id, base + 1, ['> '])]).proposal)
    const fresh = harness.instance()
    await fresh.commit(harness.canvasId, ann, { name: 'undo', id: newId() })
    expect(await textOf(fresh, harness, id)).toBe('> one two')
    await expectOneState(harness, harness.logs, fresh)
  })
})
