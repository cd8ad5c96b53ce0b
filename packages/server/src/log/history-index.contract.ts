import type { CanvasId, UserId } from '@flowstate/engine'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { knownRow } from './advance-index.ts'
import type { CanvasKey, StoredRow } from './log-store.ts'
import { batchAfter, type LogStoreHarness, newId, storedRow } from './testing/log-store-harness.ts'

const [ada, bob] = [newId<UserId>(), newId<UserId>()]
const shape = (n: number) => `shape-000${n}`

/** Nine rows in which everything the index knows occurs; shape 4 is only named inside a value. */
const rows: readonly StoredRow[] = [
  storedRow(1, {
    userId: ada,
    changes: `[{"kind":"create","shape":{"id":"${shape(1)}","kind":"rectangle"}}]`,
  }),
  storedRow(2, { userId: bob, shapes: [shape(1), shape(2)] }),
  storedRow(3, { kind: 'system', shapes: [shape(2), shape(3)] }),
  storedRow(4, { userId: ada, changes: `[{"kind":"canvas","set":{"grid":"dots"}}]` }),
  storedRow(5, {
    userId: ada,
    kind: 'undo',
    undoOf: [1, 4],
    changes: `[{"ids":["${shape(1)}"],"kind":"delete"}]`,
  }),
  storedRow(6, { userId: ada, part: [1, 2], kind: 'import', shapes: [shape(3)] }),
  storedRow(7, { userId: ada, part: [2, 2], kind: 'import', shapes: [shape(1)] }),
  storedRow(8, {
    userId: bob,
    changes: `[{"id":"${shape(2)}","kind":"update","set":{"start":{"shapeId":"${shape(4)}"}}}]`,
  }),
  storedRow(9, { userId: ada, kind: 'redo', undoOf: [1, 4], shapes: [shape(1)] }),
]

/** What the readers of history answer, however far the index behind the head has come (SN4). */
export function historyIndexContract(name: string, open: () => Promise<LogStoreHarness>): void {
  describe(`${name} keeps the contract of a history index`, () => {
    let harness: LogStoreHarness
    beforeAll(async () => {
      harness = await open()
    })
    afterAll(() => harness.remove())

    async function canvasWithRows(): Promise<{ canvasId: CanvasId; key: CanvasKey }> {
      const canvasId = await harness.createCanvas()
      const head = await harness.store.readHead(canvasId)
      if (head === null) throw new Error('the canvas is gone')
      expect(await harness.store.commit(batchAfter(head, { rows }))).toBe('committed')
      return { canvasId, key: head.key }
    }

    test.each([0, 1, 4, 5, 8, 9])('SN4 readers answer the same with %i rows indexed', async (upTo) => {
      const { key } = await canvasWithRows()
      const { history } = harness.store
      expect(await history.advance(key, upTo)).toBe(upTo)
      const versions = async (found: Promise<readonly StoredRow[]>) => (await found).map((row) => row.version)
      const page = { key, before: 100, limit: 100 }
      expect(await versions(history.userRows({ ...page, userId: ada }))).toEqual([9, 7, 6, 5, 4, 1])
      expect(await versions(history.userRows({ ...page, userId: bob }))).toEqual([8, 2])
      expect(await versions(history.userRows({ key, before: 7, limit: 2, userId: ada }))).toEqual([6, 5])
      expect(await versions(history.userRows({ ...page, userId: newId() }))).toEqual([])
      expect(await versions(history.shapeRows({ ...page, subjects: [shape(1)] }))).toEqual([9, 7, 5, 2, 1])
      expect(await versions(history.shapeRows({ ...page, subjects: [shape(2), shape(3)] }))).toEqual([
        8, 6, 3, 2,
      ])
      expect(await versions(history.shapeRows({ ...page, subjects: [shape(4)] }))).toEqual([])
      expect(await versions(history.shapeRows({ ...page, subjects: ['@canvas', shape(3)] }))).toEqual([
        6, 4, 3,
      ])
      expect(await versions(history.shapeRows({ key, before: 9, limit: 3, subjects: [shape(1)] }))).toEqual([
        7, 5, 2,
      ])
      const many = Array.from({ length: 40 }, (_, i) => `shape-9999${i}`)
      expect(await versions(history.shapeRows({ ...page, subjects: [...many, shape(3)] }))).toEqual([6, 3])
      expect(await versions(history.systemRows({ ...page, after: 0 }))).toEqual([3])
      expect(await versions(history.systemRows({ ...page, after: 3 }))).toEqual([])
      expect((await versions(history.marks({ key, versions: [1], before: 100 }))).sort()).toEqual([5, 9])
      expect((await versions(history.marks({ key, versions: [1, 4], before: 9 }))).sort()).toEqual([5])
      expect(await versions(history.marks({ key, versions: [2, 3], before: 100 }))).toEqual([])
      expect((await versions(history.olderMarks({ key, from: 2, before: 100 }))).sort()).toEqual([5, 9])
      expect(await versions(history.olderMarks({ key, from: 5, before: 9 }))).toEqual([5])
      expect(await versions(history.olderMarks({ key, from: 6, before: 100 }))).toEqual([9])
      expect(await versions(history.olderMarks({ key, from: 1, before: 100 }))).toEqual([])
    })

    test('SN4 rows the caller knows are indexed the same, whether they begin at the index or not', async () => {
      const { history } = harness.store
      for (const indexed of [0, 3, 6]) {
        const { key } = await canvasWithRows()
        await history.advance(key, indexed)
        expect(await history.advance(key, 9, rows.slice(3).map(knownRow))).toBe(9)
        const found = await history.shapeRows({ key, before: 100, limit: 100, subjects: [shape(1)] })
        expect(found.map((row) => row.version)).toEqual([9, 7, 5, 2, 1])
        const own = await history.userRows({ key, before: 100, limit: 100, userId: ada })
        expect(own.map((row) => row.version)).toEqual([9, 7, 6, 5, 4, 1])
      }
    })

    test('SN4 the index goes forward only, as far as there are rows', async () => {
      const { canvasId, key } = await canvasWithRows()
      const { history } = harness.store
      expect(await history.advance(key, 4)).toBe(4)
      expect(await history.advance(key, 2)).toBe(4)
      expect(await history.advance(key, 1_000)).toBe(9)
      expect((await harness.store.readHead(canvasId))?.indexedVersion).toBe(9)
    })
  })
}
