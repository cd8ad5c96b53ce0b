import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { digest, type LogStoreHarness } from './testing/log-store-harness.ts'

/** What every store of the log does with snapshots; run by each implementation. */
export function snapshotContract(name: string, open: () => Promise<LogStoreHarness>): void {
  describe(`${name} keeps snapshots`, () => {
    let harness: LogStoreHarness
    beforeAll(async () => {
      harness = await open()
    })
    afterAll(() => harness.remove())

    test('SN1 the nearest snapshot of the reducer is read; one per version; they can be listed and removed', async () => {
      const canvasId = await harness.createCanvas()
      const head = await harness.store.readHead(canvasId)
      if (head === null) throw new Error('the canvas is gone')
      const { store } = harness
      const snapshot = (version: number, text: string, reducer = 1) =>
        ({
          version,
          reducer,
          stateHash: digest(text),
          text,
          table: {
            start: 3,
            ids: ['shape-0001'],
            lengths: Uint32Array.of(7),
            digests: digest(`${text} shape`),
          },
          createdAtMs: version * 10,
        }) as const
      for (const one of [snapshot(10, 'ten \u{1f600}'), snapshot(20, 'old', 7), snapshot(30, 'thirty')]) {
        await store.writeSnapshot(head.key, one)
      }
      const read = await store.readSnapshot(head.key, 29, 1)
      const { stateHash, table, text, ...rest } = snapshot(10, 'ten \u{1f600}')
      const { start, ids, lengths } = table
      expect(read).toMatchObject({ ...rest, table: { start, ids, lengths } })
      const textAt = async (version: number) =>
        new TextDecoder().decode((await store.readSnapshot(head.key, version, 1))?.content)
      expect(await textAt(29)).toBe(text)
      expect([read?.stateHash, read?.table?.digests].map((bytes) => [...(bytes ?? [])])).toEqual([
        [...stateHash],
        [...table.digests],
      ])
      expect(await store.readSnapshot(head.key, 9, 1)).toBeNull()
      const versionAt = (version: number) => store.snapshotVersion(head.key, version, 1)
      expect(await Promise.all([9, 10, 29, 30, 99].map(versionAt))).toEqual([null, 10, 10, 30, 30])
      expect(await textAt(30)).toBe('thirty')
      await store.writeSnapshot(head.key, snapshot(20, 'new'))
      expect(await textAt(29)).toBe('new')
      const entries = await store.listSnapshots(head.key)
      expect(
        entries.map(({ version, byteLength, createdAtMs }) => [version, byteLength, createdAtMs]),
      ).toEqual([
        [10, 8, 100],
        [20, 3, 200],
        [30, 6, 300],
      ])
      await store.deleteSnapshots(head.key, [10, 30])
      await store.deleteSnapshots(head.key, [])
      expect((await store.listSnapshots(head.key)).map((entry) => entry.version)).toEqual([20])
    })
  })
}
