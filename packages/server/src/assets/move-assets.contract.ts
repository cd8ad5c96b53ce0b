import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { CanvasId } from '@flowstate/engine'
import type { Asset, LoginAnswer } from '@flowstate/protocol'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type RestHarness, startRest } from '../http/testing/rest-harness.ts'
import type { FreshDatabase } from '../storage/testing/fresh-database.ts'
import { findAssets } from './asset-repo.ts'
import type { AssetStore } from './asset-store.ts'
import { loadAsset } from './load-assets.ts'
import { type MoveFailure, type MoveReport, moveAssets } from './move-assets.ts'
import type { StoreKind } from './object-name.ts'
import { sweepLeftovers } from './sweep-leftovers.ts'
import type { AssetDirectory } from './testing/asset-directory.ts'
import { craftPng } from './testing/crafted-images.ts'
import type { FakeS3 } from './testing/fake-s3.ts'
import { type ServerWithStores, startWithStores } from './testing/outside-stores.ts'

const hourMs = 3_600_000
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const everywhere = ['files', 's3', 'database', 'files', 'database', 's3'] as const
const clean = { failed: 0, gaveUp: false, sweepTrouble: null, elsewhere: 0 } as const

/** Pictures that go from store to store while a server shows them, over either database. */
export function moveAssetsContract(open: () => Promise<FreshDatabase>): void {
  describe('moving pictures between stores', () => {
    let stores: ServerWithStores
    let rest: RestHarness
    let s3: FakeS3
    let directory: AssetDirectory
    let owner: LoginAnswer
    let canvasId: CanvasId

    beforeAll(async () => {
      stores = await startWithStores(await open(), 'database')
      ;({ rest, s3, directory } = stores)
      owner = await rest.register('Owner')
    })
    afterAll(() => stores.close())
    /** Everything is empty again. */
    afterEach(async () => {
      s3.heal()
      await deleteForEver(canvasId)
      await sweep()
      expect(await counts()).toEqual({ database: 0, s3: 0, files: 0 })
      expect(await leftovers()).toBe(0)
      expect(directory.files()).toEqual([])
    })

    const deleteForEver = async (id: CanvasId) => {
      for (const query of ['', '?forever=true'])
        await rest.call({ method: 'DELETE', path: `/canvases/${id}${query}`, token: owner.accessToken })
    }
    const upload = async (payload: Buffer): Promise<string> => {
      const answer = await rest.server.app.inject({
        method: 'POST',
        url: `/api/v1/canvases/${canvasId}/assets`,
        headers: { 'content-type': 'image/png', authorization: `Bearer ${owner.accessToken}` },
        payload,
      })
      expect(answer.statusCode).toBe(201)
      const { id }: Asset = answer.json()
      return id
    }
    const download = (id: string) =>
      rest.call({ method: 'GET', path: `/canvases/${canvasId}/assets/${id}`, token: owner.accessToken })
    const isShown = async (picture: Buffer): Promise<boolean> => {
      const { statusCode, rawPayload } = await download(hashOf(picture))
      return statusCode === 200 && Buffer.compare(rawPayload, picture) === 0
    }
    /** A canvas with pictures, all in the database. */
    const makePictures = async (count: number): Promise<readonly Buffer[]> => {
      canvasId = (await rest.createCanvas(owner)).id
      const pictures = Array.from({ length: count }, (_, i) => craftPng(20 + i, 10, { noise: true }))
      for (const picture of pictures) await upload(picture)
      return pictures
    }
    /** As the command does in a process of its own, over stores that may be tampered with. */
    const move = (
      chosen: StoreKind,
      options: { readonly failures?: MoveFailure[]; readonly stores?: Partial<AssetStore> } = {},
    ): Promise<MoveReport> => {
      const { deps } = rest.server
      const outsideAssets = { ...deps.outsideAssets, ...options.stores, chosen }
      return moveAssets({ ...deps, outsideAssets }, (failure) => options.failures?.push(failure))
    }
    const sweep = () => {
      const { db, outsideAssets } = rest.server.deps
      return sweepLeftovers(outsideAssets)(db, Date.now() + 2 * hourMs, 1_000)
    }
    const rows = () => rest.server.deps.db.kysely.selectFrom('assets').selectAll().execute()
    const leftovers = async () =>
      (await rest.server.deps.db.kysely.selectFrom('asset_leftovers').selectAll().execute()).length
    /** What each store holds, whether a picture names it or not. */
    const counts = async () => ({
      database: (await rows()).filter(({ body }) => body !== null).length,
      s3: s3.objects.size,
      files: directory.files().length,
    })

    test('they go from any store to any other while they are read, none is ever away, and nothing stays behind', async () => {
      const pictures = await makePictures(6)
      const bytesMoved = pictures.reduce((sum, { length }) => sum + length, 0)
      for (const chosen of everywhere) {
        let isMoving = true
        let asked = 0
        const watch = async () => {
          do
            for (const picture of pictures) {
              asked += 1
              if (!(await isShown(picture))) return false
            }
          while (isMoving)
          return true
        }
        const watching = watch()
        const report = await move(chosen)
        isMoving = false
        expect([await watching, asked >= 6]).toEqual([true, true])
        expect(report).toEqual({ ...clean, moved: 6, bytesMoved, settled: 6 })
        expect(await counts()).toEqual({ database: 0, s3: 0, files: 0, [chosen]: 6 })
        expect(await leftovers()).toBe(0)
        expect(await move(chosen)).toEqual({ ...clean, moved: 0, bytesMoved: 0, settled: 6 })
      }
    })

    test('broken off anywhere every picture is still shown, and going on brings the rest', async () => {
      const pictures = await makePictures(3)
      for (const chosen of everywhere) {
        for (let left = 0, isDone = false; !isDone; left++) {
          let calls = 0
          // As when the process is killed: what was asked for may have been done.
          const dying = async <T>(work: Promise<T>): Promise<T> => {
            const result = await work
            calls += 1
            if (calls > left) throw new Error('killed')
            return result
          }
          const { outsideAssets } = rest.server.deps
          const stores: AssetStore = {
            put: (name, bytes) => dying(outsideAssets.put(name, bytes)),
            get: (name) => dying(outsideAssets.get(name)),
            has: (name) => dying(outsideAssets.has(name)),
            delete: (name) => dying(outsideAssets.delete(name)),
          }
          isDone = await move(chosen, { stores }).then(
            () => true,
            () => false,
          )
          for (const picture of pictures) expect(await isShown(picture)).toBe(true)
        }
        expect(await move(chosen)).toMatchObject({ ...clean, settled: 3 })
        await sweep()
        expect(await counts()).toEqual({ database: 0, s3: 0, files: 0, [chosen]: 3 })
      }
    })

    test('several at once move each picture once; what is deleted and uploaded meanwhile is not lost track of', async () => {
      const pictures = await makePictures(12)
      const doomed = canvasId
      const kept = (await rest.createCanvas(owner)).id
      const late = craftPng(90, 10, { noise: true })
      let isFirst = true
      const put = async (name: string, bytes: Uint8Array) => {
        await rest.server.deps.outsideAssets.put(name, bytes)
        if (!isFirst) return
        isFirst = false
        canvasId = kept
        for (const picture of [...pictures.slice(0, 6), late]) await upload(picture)
        await deleteForEver(doomed)
      }
      const failures: MoveFailure[] = []
      await Promise.all([move('files', { stores: { put }, failures }), move('files', { failures })])
      expect(failures).toEqual([])
      expect(await move('files')).toMatchObject({ ...clean, settled: 7 })
      for (const picture of [...pictures.slice(0, 6), late]) expect(await isShown(picture)).toBe(true)
      await sweep()
      expect(await counts()).toEqual({ database: 0, s3: 0, files: 7 })
    })

    test('who was sent to the old place finds a picture in the new one; what another moves is not moved again', async () => {
      const [picture = Buffer.alloc(0)] = await makePictures(1)
      const { deps } = rest.server
      for (const chosen of ['files', 's3', 'database'] as const) {
        const [before] = await findAssets(deps.db.kysely, canvasId, [hashOf(picture)])
        const nested: MoveReport[] = []
        const get = async (name: string) => {
          const bytes = await deps.outsideAssets.get(name)
          if (nested.length === 0) nested.push(await move(chosen))
          return bytes
        }
        const report = await move(chosen, { stores: { get } })
        expect([report.moved, nested[0]?.moved]).toEqual([0, 1])
        if (before === undefined) throw new Error('the canvas has the picture')
        const read = await loadAsset(deps, before)
        expect(read !== null && Buffer.compare(read, picture) === 0).toBe(true)
      }
      await sweep()
      expect(await counts()).toEqual({ database: 1, s3: 0, files: 0 })
    })

    test('one that cannot be moved stays, is named with a code, and keeps none of the others', async () => {
      const pictures = await makePictures(5)
      await move('s3')
      const [missing = '', damaged = ''] = pictures.map(hashOf)
      const nameOf = (id: string) => [...s3.objects.keys()].find((name) => name.startsWith(id)) ?? ''
      const [missingName, damagedName] = [nameOf(missing), nameOf(damaged)]
      s3.objects.delete(missingName)
      s3.objects.set(damagedName, randomBytes(99))
      const failures: MoveFailure[] = []
      const report = await move('files', { failures })
      expect(report).toMatchObject({ moved: 3, failed: 2, settled: 3, elsewhere: 2, gaveUp: false })
      expect(new Map(failures.map(({ id, code }) => [id, code]))).toEqual(
        new Map([
          [missing, 'missing'],
          [damaged, 'damaged'],
        ]),
      )
      expect((await rows()).filter((row) => row.object_name?.startsWith('files:'))).toHaveLength(3)
      for (const picture of pictures.slice(2)) expect(await isShown(picture)).toBe(true)
      // Bytes that were changed in the database do not get further either.
      await move('database')
      const [, , third = ''] = pictures.map(hashOf)
      const wrong = randomBytes(9)
      await sql`update assets set body = ${wrong} where id = ${Buffer.from(third, 'hex')}`.execute(
        rest.server.deps.db.kysely,
      )
      failures.length = 0
      expect(await move('files', { failures })).toMatchObject({ moved: 2, failed: 3 })
      expect(failures.find(({ id }) => id === third)?.code).toBe('damaged')
    })

    test('a copy that is not whole is never named, and the old one stays', async () => {
      const [picture = Buffer.alloc(0)] = await makePictures(1)
      const failures: MoveFailure[] = []
      for (const get of [async () => null, async () => randomBytes(50)])
        expect(await move('files', { failures, stores: { get } })).toMatchObject({ moved: 0, failed: 1 })
      expect(failures.map(({ code }) => code)).toEqual(['damaged', 'damaged'])
      expect(await isShown(picture)).toBe(true)
      expect((await rows()).map((row) => row.object_name)).toEqual([null])
    })

    test('a store that is away, refuses or is not set up is said, and what was moved is still whole', async () => {
      const pictures = await makePictures(20)
      void s3.fail(['PUT'], { kind: 'answer', status: 403, code: 'AccessDenied' }, 1)
      const failures: MoveFailure[] = []
      expect(await move('s3', { failures })).toMatchObject({ moved: 19, failed: 1, elsewhere: 1 })
      expect(failures).toMatchObject([{ code: 'refused' }])
      failures.length = 0
      void s3.fail(['GET'], { kind: 'reset' }, 10_000)
      const away = await move('database', { failures })
      expect([away.moved, away.gaveUp, away.failed < 20]).toEqual([0, true, true])
      expect(new Set(failures.map(({ code }) => code))).toEqual(new Set(['unreachable']))
      s3.heal()
      void s3.fail(['DELETE'], { kind: 'answer', status: 403, code: 'AccessDenied' }, 10_000)
      expect(await move('database')).toMatchObject({ moved: 19, settled: 20, sweepTrouble: 'refused' })
      for (const picture of pictures) expect(await isShown(picture)).toBe(true)
      s3.heal()
      expect(await move('database')).toMatchObject({ ...clean, moved: 0, settled: 20 })
      expect(s3.objects.size).toBe(0)
    })

    test('what is in a store whose settings are gone stays there until somebody uploads it again', async () => {
      const [picture = Buffer.alloc(0)] = await makePictures(1)
      await move('s3')
      const { deps } = rest.server
      const withoutS3 = await startRest(
        { db: deps.db, remove: async () => {} },
        { ...directory.env, SECRET_KEY: randomUUID() + randomUUID() },
      )
      const failures: MoveFailure[] = []
      try {
        const report = await moveAssets(withoutS3.server.deps, (failure) => failures.push(failure))
        expect(report).toMatchObject({ moved: 0, failed: 1, gaveUp: false, elsewhere: 1 })
        expect(failures).toMatchObject([{ code: 'not_set_up' }])
      } finally {
        await withoutS3.close()
      }
      expect(await isShown(picture)).toBe(true)
    })
  })
}
