import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CanvasId } from '@flowstate/engine'
import type { Asset, LoginAnswer } from '@flowstate/protocol'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RestHarness } from '../http/testing/rest-harness.ts'
import { freshEmbeddedDatabase } from '../storage/testing/fresh-database.ts'
import { AssetStoreUnavailable } from './asset-store.ts'
import { announceObject } from './leftover-repo.ts'
import { sweepLeftovers } from './sweep-leftovers.ts'
import type { AssetDirectory } from './testing/asset-directory.ts'
import { craftPng } from './testing/crafted-images.ts'
import type { FakeS3 } from './testing/fake-s3.ts'
import { type ServerWithStores, startWithStores } from './testing/outside-stores.ts'

const away = { status: 503, code: 'assets_unavailable' }

describe('a server that keeps pictures as files', () => {
  let stores: ServerWithStores
  let s3: FakeS3
  let directory: AssetDirectory
  let rest: RestHarness
  let owner: LoginAnswer
  let canvasId: CanvasId

  beforeAll(async () => {
    stores = await startWithStores(await freshEmbeddedDatabase(), 'files')
    ;({ rest, s3, directory } = stores)
    await rest.server.listen()
    owner = await rest.register('Owner')
    canvasId = (await rest.createCanvas(owner)).id
  })
  afterAll(() => stores.close())

  const upload = (payload: Buffer) =>
    rest.server.app.inject({
      method: 'POST',
      url: `/api/v1/canvases/${canvasId}/assets`,
      headers: { 'content-type': 'image/png', authorization: `Bearer ${owner.accessToken}` },
      payload,
    })
  const download = (id: string) =>
    rest.call({ method: 'GET', path: `/canvases/${canvasId}/assets/${id}`, token: owner.accessToken })
  const sweep = () => {
    const { db, outsideAssets } = rest.server.deps
    return sweepLeftovers(outsideAssets)(db, Date.now() + 2 * 3_600_000, 100)
  }
  const keep = async (payload: Buffer): Promise<string> => {
    const asset: Asset = (await upload(payload)).json()
    return asset.id
  }
  const fileOf = (id: string) => directory.files().find((file) => file.includes(id)) ?? ''

  test('what a killed upload left of a file is swept, also when another store fails', async () => {
    const id = await keep(craftPng(40, 30))
    const file = fileOf(id)
    expect([directory.files(), s3.objects.size]).toEqual([[file], 0])
    const { db, newId } = rest.server.deps
    const number = newId()
    await announceObject(db.kysely, `files:${id}/${number}`)
    writeFileSync(join(directory.path, `${file.slice(0, 68)}${number}.0123456789ab.part`), 'torn')
    await announceObject(db.kysely, `${id}/${newId()}`)
    void s3.fail(['DELETE'], { kind: 'answer', status: 503, code: 'SlowDown' }, 3)
    await expect(sweep()).rejects.toThrow(AssetStoreUnavailable)
    expect(directory.files()).toEqual([file])
    expect(await sweep()).toBe(1)
  })

  test('a directory that is away is a 503, takes nothing, and is back when it is', async () => {
    const payload = craftPng(41, 30)
    const id = await keep(payload)
    const aside = `${directory.path}-aside`
    renameSync(directory.path, aside)
    mkdirSync(directory.path)
    expect((await download(id)).json()).toMatchObject(away)
    expect((await upload(craftPng(42, 30))).json()).toMatchObject(away)
    expect(directory.files()).toEqual([])
    rmSync(directory.path, { recursive: true })
    renameSync(aside, directory.path)
    expect((await download(id)).rawPayload).toEqual(payload)
  })

  test('a damaged file is never given out, and mended by whoever uploads its picture again', async () => {
    const payload = craftPng(43, 30)
    const id = await keep(payload)
    writeFileSync(join(directory.path, fileOf(id)), payload.subarray(0, 9))
    expect((await download(id)).json()).toMatchObject(away)
    expect((await upload(payload)).statusCode).toBe(200)
    expect((await download(id)).rawPayload).toEqual(payload)
  })

  test('files go when the last canvas that has them is gone', async () => {
    for (const query of ['', '?forever=true'])
      await rest.call({
        method: 'DELETE',
        path: `/canvases/${canvasId}${query}`,
        token: owner.accessToken,
      })
    await sweep()
    expect(directory.files()).toEqual([])
  })
})
