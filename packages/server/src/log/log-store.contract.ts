import type { CanvasId, ClientId, UserId } from '@flowstate/engine'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LogHead } from './log-store.ts'
import { batchAfter, type LogStoreHarness, newId, refusal, storedRow } from './testing/log-store-harness.ts'

/** What every store of the log does; run by each implementation. */
export function logStoreContract(name: string, open: () => Promise<LogStoreHarness>): void {
  describe(`${name} keeps the contract of a log store`, () => {
    let harness: LogStoreHarness
    const ada = newId<UserId>()
    beforeAll(async () => {
      harness = await open()
    })
    afterAll(() => harness.remove())

    async function headOf(canvasId: CanvasId): Promise<LogHead> {
      const head = await harness.store.readHead(canvasId)
      if (head === null) throw new Error('the canvas is gone')
      return head
    }

    /** A canvas with rows 1..count, and its head. */
    async function canvasWith(count: number): Promise<{ canvasId: CanvasId; head: LogHead }> {
      const canvasId = await harness.createCanvas()
      const head = await headOf(canvasId)
      if (count === 0) return { canvasId, head }
      const rows = Array.from({ length: count }, (_, i) => storedRow(i + 1, { userId: ada }))
      expect(await harness.store.commit(batchAfter(head, { rows }))).toBe('committed')
      return { canvasId, head: await headOf(canvasId) }
    }

    test('CM2 a new log is empty, and commits append without a gap', async () => {
      const { canvasId, head } = await canvasWith(0)
      expect(head).toMatchObject({ canvasId, version: 0, commitNo: 0, createdAtMs: 0, trashed: false })
      const rows = [storedRow(1), storedRow(2)]
      expect(await harness.store.commit(batchAfter(head, { rows, createdAtMs: 5 }))).toBe('committed')
      const next = await headOf(canvasId)
      expect(next).toMatchObject({ version: 2, commitNo: 1, createdAtMs: 5, accessNo: head.accessNo })
      expect(Buffer.from(next.hash)).toEqual(Buffer.from(rows[1]?.hash ?? []))
      expect(await harness.store.commit(batchAfter(next, { rows: [storedRow(3)] }))).toBe('committed')
      const read = await harness.store.readRows({ key: head.key, since: 0, limit: 10, bytesMax: 1e6 })
      expect(read.map((row) => row.version)).toEqual([1, 2, 3])
    })

    test('CM4 a commit on a head that has moved writes nothing', async () => {
      const { canvasId, head } = await canvasWith(1)
      expect(await harness.store.commit(batchAfter(head, { rows: [storedRow(2)] }))).toBe('committed')
      const late = batchAfter(head, {
        rows: [storedRow(2)],
        answers: [refusal(ada)],
        clients: [{ clientId: newId(), userId: ada, lastSeq: 1 }],
      })
      expect(await harness.store.commit(late)).toBe('lost')
      expect(await headOf(canvasId)).toMatchObject({ version: 2, commitNo: head.commitNo + 1 })
      const { id } = late.answers[0] ?? refusal(ada)
      expect((await harness.store.readOutcomes(head.key, [id])).size).toBe(0)
      const { clientId } = late.clients[0] ?? { clientId: newId<ClientId>() }
      expect((await harness.store.readClients(head.key, [clientId])).size).toBe(0)
    })

    test('CM5 a commit judged before rights changed writes nothing', async () => {
      const { canvasId, head } = await canvasWith(1)
      await harness.raiseAccessNo(canvasId)
      expect(await harness.store.commit(batchAfter(head, { rows: [storedRow(2)] }))).toBe('lost')
      const now = await headOf(canvasId)
      expect(now).toMatchObject({ version: 1, accessNo: head.accessNo + 1 })
      expect(await harness.store.commit(batchAfter(now, { rows: [storedRow(2)] }))).toBe('committed')
    })

    test('CM8 a commit of refusals alone raises commit_no and keeps the head', async () => {
      const { canvasId, head } = await canvasWith(1)
      const [first, second] = [refusal(ada), refusal(ada)]
      const nothing = { ...second, answer: { kind: 'nothing', reason: 'no_effect' } } as const
      expect(await harness.store.commit(batchAfter(head, { answers: [first, nothing] }))).toBe('committed')
      const next = await headOf(canvasId)
      expect(next).toMatchObject({ version: 1, commitNo: head.commitNo + 1, createdAtMs: head.createdAtMs })
      const outcomes = await harness.store.readOutcomes(head.key, [first.id, second.id, newId()])
      expect([...outcomes.keys()].sort()).toEqual([first.id, second.id].sort())
      expect(outcomes.get(first.id)).toMatchObject({
        kind: 'answer',
        answer: { userId: ada, answer: first.answer },
      })
      expect(outcomes.get(second.id)).toMatchObject({ answer: { answer: nothing.answer } })
      const third = refusal(ada)
      await harness.store.commit(batchAfter(next, { answers: [third] }))
      expect(await harness.store.readAnswerIds(head.key, next.commitNo, 10)).toEqual([third.id])
      expect((await harness.store.readAnswerIds(head.key, 0, 10)).slice(-1)).toEqual([third.id])
      expect(await harness.store.readAnswerIds(head.key, 0, 2)).toHaveLength(2)
    })

    test('CM6 an id that is taken, by a row or an answer, is told and nothing is written', async () => {
      const { canvasId, head } = await canvasWith(0)
      const [row, answer] = [storedRow(1), refusal(ada)]
      await harness.store.commit(batchAfter(head, { rows: [row], answers: [answer] }))
      const now = await headOf(canvasId)
      const attempts = [
        batchAfter(now, { rows: [storedRow(2), storedRow(3, { id: row.id })] }),
        batchAfter(now, { rows: [storedRow(2, { id: answer.id })] }),
        batchAfter(now, { rows: [storedRow(2)], answers: [refusal(ada, row.id)] }),
        batchAfter(now, { rows: [storedRow(2)], answers: [refusal(ada, answer.id)] }),
      ]
      for (const attempt of attempts) expect(await harness.store.commit(attempt)).toBe('id_taken')
      expect(await headOf(canvasId)).toEqual(now)
      expect(await harness.store.readRows({ key: head.key, since: 1, limit: 9, bytesMax: 1e6 })).toEqual([])
      const other = await canvasWith(0)
      const elsewhere = batchAfter(other.head, { rows: [storedRow(1, { id: row.id })] })
      expect(await harness.store.commit(elsewhere)).toBe('committed')
    })

    test('CM8 the head says how many bytes its log has', async () => {
      const { canvasId, head } = await canvasWith(0)
      const rows = [storedRow(1), storedRow(2)]
      await harness.store.commit(batchAfter(head, { rows }))
      const bytes = rows.reduce((sum, row) => sum + row.header.length + row.changes.length, 0)
      expect((await headOf(canvasId)).logBytes).toBe(bytes)
      await harness.store.commit(batchAfter(await headOf(canvasId), { answers: [refusal(ada)] }))
      expect((await headOf(canvasId)).logBytes).toBe(bytes)
    })

    test('CM6 outcomes of rows name the author, and nobody for system rows', async () => {
      const { head } = await canvasWith(0)
      const rows = [storedRow(1, { userId: ada }), storedRow(2, { kind: 'system' })]
      await harness.store.commit(batchAfter(head, { rows }))
      const outcomes = await harness.store.readOutcomes(
        head.key,
        rows.map((row) => row.id),
      )
      expect([...outcomes.values()].map((found) => (found.kind === 'row' ? found.userId : 'answer'))).toEqual(
        [ada, null],
      )
    })

    test('CM7 the last seq of each client is kept with the commit that spent it', async () => {
      const { canvasId, head } = await canvasWith(0)
      const [one, two] = [newId<ClientId>(), newId<ClientId>()]
      const clients = [
        { clientId: one, userId: ada, lastSeq: 3 },
        { clientId: two, userId: ada, lastSeq: 1 },
      ]
      await harness.store.commit(batchAfter(head, { rows: [storedRow(1)], clients }))
      const spent = { clientId: one, userId: ada, lastSeq: 4 }
      const later = batchAfter(await headOf(canvasId), { answers: [refusal(ada)], clients: [spent] })
      expect(await harness.store.commit(later)).toBe('committed')
      const read = await harness.store.readClients(head.key, [one, two, newId()])
      expect([...read.values()].sort((a, b) => b.lastSeq - a.lastSeq)).toEqual([spent, clients[1]])
      const alone = batchAfter(await headOf(canvasId), { clients: [{ ...spent, lastSeq: 5 }] })
      expect(await harness.store.commit(alone)).toBe('committed')
      expect((await harness.store.readClients(head.key, [one])).get(one)?.lastSeq).toBe(5)
    })

    test('CM11 texts and hashes come back as they were written', async () => {
      const { canvasId } = await canvasWith(0)
      const text = fc.string({ unit: 'grapheme' }).filter((one) => !one.includes('\0') && one.isWellFormed())
      await fc.assert(
        fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 5 }), async (texts) => {
          const head = await headOf(canvasId)
          const rows = texts.map((one, i) =>
            storedRow(head.version + 1 + i, { changes: JSON.stringify([one]) }),
          )
          expect(await harness.store.commit(batchAfter(head, { rows }))).toBe('committed')
          const page = { key: head.key, since: head.version, limit: 10, bytesMax: 1e6 }
          const read = await harness.store.readRows(page)
          expect(
            read.map((row) => ({ ...row, hash: [...row.hash], requestHash: [...row.requestHash] })),
          ).toEqual(rows.map((row) => ({ ...row, hash: [...row.hash], requestHash: [...row.requestHash] })))
        }),
        { numRuns: 20 },
      )
    })

    test('rows are read in pages by count, by bytes and by range, a large row alone', async () => {
      const { head } = await canvasWith(0)
      const large = JSON.stringify(['x'.repeat(5_000)])
      const rows = [1, 2, 3, 4, 5].map((version) =>
        storedRow(version, version === 3 ? { changes: large } : {}),
      )
      await harness.store.commit(batchAfter(head, { rows }))
      const { key } = head
      const versions = async (range: { since: number; until?: number; limit?: number; bytesMax?: number }) =>
        (await harness.store.readRows({ key, limit: 10, bytesMax: 1e6, ...range })).map((row) => row.version)
      expect(await versions({ since: 0 })).toEqual([1, 2, 3, 4, 5])
      expect(await versions({ since: 1, until: 4 })).toEqual([2, 3, 4])
      expect(await versions({ since: 1, limit: 2 })).toEqual([2, 3])
      expect(await versions({ since: 2, bytesMax: 100 })).toEqual([3])
      expect(await versions({ since: 5 })).toEqual([])
      const changes = (range: { since: number; until?: number; limit?: number; bytesMax?: number }) =>
        harness.store.readChanges({ key, limit: 10, bytesMax: 1e6, schemaMax: 1, ...range })
      const listOf = (...of: readonly number[]) => `[${of.map((version) => rows[version - 1]?.changes)}]`
      expect(await changes({ since: 0 })).toEqual({
        last: 5,
        isReadable: true,
        changes: listOf(1, 2, 3, 4, 5),
      })
      expect(await changes({ since: 1, until: 4 })).toMatchObject({ last: 4, changes: listOf(2, 3, 4) })
      expect(await changes({ since: 1, limit: 2 })).toMatchObject({ last: 3, changes: listOf(2, 3) })
      expect(await changes({ since: 2, bytesMax: 100 })).toMatchObject({ last: 3, changes: listOf(3) })
      expect(await changes({ since: 5 })).toBeNull()
      const tooNew = { key, since: 0, limit: 10, bytesMax: 1e6, schemaMax: 0 }
      expect(await harness.store.readChanges(tooNew)).toMatchObject({ isReadable: false })
      const picked = await harness.store.readRowsByVersion(key, [4, 2, 99])
      expect(picked.map((row) => row.version).sort()).toEqual([2, 4])
      expect(await harness.store.readRowsByVersion(key, [])).toEqual([])
    })

    test('SY8 many heads are read at once, and unknown canvases are left out', async () => {
      const [one, two] = [await canvasWith(1), await canvasWith(2)]
      const heads = await harness.store.readHeads([one.canvasId, newId(), two.canvasId])
      expect(new Map(heads.map((head) => [head.canvasId, head]))).toEqual(
        new Map([
          [one.canvasId, one.head],
          [two.canvasId, two.head],
        ]),
      )
      expect(await harness.store.readHead(newId())).toBeNull()
      expect(await harness.store.readHeads([])).toEqual([])
    })

    test('CM4 under the lock the judge sees the head, may read, and its batch is written', async () => {
      const { canvasId, head } = await canvasWith(2)
      const result = await harness.store.commitLocked(head.key, async (locked) => {
        expect(locked).toEqual(head)
        const tail = await harness.store.readRows({ key: head.key, since: 1, limit: 9, bytesMax: 1e6 })
        return batchAfter(locked, { rows: [storedRow((tail.at(-1)?.version ?? 0) + 1)] })
      })
      expect(result).toBe('committed')
      expect(await headOf(canvasId)).toMatchObject({ version: 3, commitNo: head.commitNo + 1 })
      expect(await harness.store.commitLocked(head.key, async () => null)).toBe('nothing')
      const [taken] = await harness.store.readRowsByVersion(head.key, [1])
      const again = await harness.store.commitLocked(head.key, async (locked) =>
        batchAfter(locked, { rows: [storedRow(4, taken === undefined ? {} : { id: taken.id })] }),
      )
      expect(again).toBe('id_taken')
      expect(await headOf(canvasId)).toMatchObject({ version: 3, commitNo: head.commitNo + 1 })
    })

    test('CM4 a judge that throws writes nothing and holds nothing', async () => {
      const { canvasId, head } = await canvasWith(1)
      const judged = harness.store.commitLocked(head.key, async () => {
        throw new Error('cannot judge')
      })
      await expect(judged).rejects.toThrow('cannot judge')
      expect(await harness.store.commit(batchAfter(head, { rows: [storedRow(2)] }))).toBe('committed')
      expect(await headOf(canvasId)).toMatchObject({ version: 2 })
    })
  })
}
