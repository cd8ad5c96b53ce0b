import { createHash, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AssetStore } from './asset-store.ts'

export interface OpenedStore {
  readonly store: AssetStore
  /** Makes everything ready for bytes of this hash, and says under which name they go. */
  nameFor(hash: string): Promise<string>
  close(): Promise<void>
}

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** What everything that keeps the bytes of pictures does. */
export function assetStoreContract(open: () => Promise<OpenedStore>): void {
  describe('a store of pictures', () => {
    let opened: OpenedStore
    beforeAll(async () => {
      opened = await open()
    })
    afterAll(() => opened.close())

    const put = async (bytes: Uint8Array): Promise<string> => {
      const name = await opened.nameFor(hashOf(bytes))
      await opened.store.put(name, bytes)
      return name
    }

    test('what is put is there, byte for byte, whatever its length and how often it is put', async () => {
      for (const length of [1, 255, 65_536, 10 * 1_048_576]) {
        const bytes = randomBytes(length)
        const name = await put(bytes)
        await opened.store.put(name, bytes)
        expect(await opened.store.has(name)).toBe(true)
        const read = await opened.store.get(name)
        expect(read !== null && Buffer.compare(read, bytes) === 0).toBe(true)
      }
    })

    test('there is nothing under a name before it is put, and nothing after it is deleted, also twice', async () => {
      const bytes = randomBytes(1_000)
      const name = await opened.nameFor(hashOf(bytes))
      const { store } = opened
      expect([await store.has(name), await store.get(name)]).toEqual([false, null])
      await store.delete(name)
      await store.put(name, bytes)
      await store.delete(name)
      await store.delete(name)
      expect([await store.has(name), await store.get(name)]).toEqual([false, null])
      await store.put(name, bytes)
      expect(await store.has(name)).toBe(true)
    })

    test('many at once are not mixed up, and one that goes takes none along', async () => {
      const pictures = Array.from({ length: 24 }, (_, i) => randomBytes(1_000 + i))
      const names = await Promise.all(pictures.map(put))
      const [gone = '', ...kept] = names
      await opened.store.delete(gone)
      const read = await Promise.all(kept.map((name) => opened.store.get(name)))
      expect(read.map((bytes) => (bytes === null ? null : hashOf(bytes)))).toEqual(
        pictures.slice(1).map(hashOf),
      )
    })
  })
}
