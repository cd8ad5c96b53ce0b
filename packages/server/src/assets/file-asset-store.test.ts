import { createHash, hash, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ConfigError } from '../config-error.ts'
import { assetStoreContract } from './asset-store.contract.ts'
import { type AssetStore, AssetStoreUnavailable } from './asset-store.ts'
import { createFileAssetStore } from './file-asset-store.ts'
import { prepareAssetDir } from './prepare-asset-dir.ts'
import { type AssetDirectory, makeAssetDirectory } from './testing/asset-directory.ts'

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()
const bytes = randomBytes(20_000)
const digest = hash('sha256', bytes)
const id = '0190a0b0-0000-7000-8000-000000000001'
const name = `${digest}/${id}`
const path = join(digest.slice(0, 2), `${digest}.${id}`)
const none = async () => false

assetStoreContract(async () => {
  const directory = await makeAssetDirectory()
  await prepareAssetDir(directory.path, none)
  return {
    store: createFileAssetStore(directory.path, sha256),
    nameFor: async (digest) => `${digest}/0190a0b0-0000-7000-8000-000000000002`,
    close: directory.close,
  }
})

describe('pictures as files', () => {
  let directory: AssetDirectory
  let store: AssetStore
  beforeEach(async () => {
    directory = await makeAssetDirectory()
    await prepareAssetDir(directory.path, none)
    store = createFileAssetStore(directory.path, sha256)
  })
  afterEach(() => directory.close())

  const failure = (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      () => expect.fail('it should not succeed'),
      (error) => error,
    )

  test('one is a file for its owner alone, below the first digits of its hash, and nothing else is there', async () => {
    await store.put(name, bytes)
    expect(directory.files()).toEqual([path])
    expect(readFileSync(join(directory.path, path))).toEqual(bytes)
    const modes = [path, digest.slice(0, 2)].map((one) => statSync(join(directory.path, one)).mode & 0o777)
    expect(modes).toEqual([0o600, 0o700])
  })

  test('many puts of the same name at once leave one whole file', async () => {
    await Promise.all(Array.from({ length: 8 }, () => store.put(name, bytes)))
    expect(directory.files()).toEqual([path])
    expect(await store.get(name)).toEqual(bytes)
  })

  test('a name that is not a hash and a number never becomes a path', async () => {
    const names = [
      '../../etc/passwd',
      digest,
      `${digest}/`,
      `${digest}/..`,
      `${digest}/../../../../tmp/x`,
      `${digest.toUpperCase()}/${id}`,
      `../${digest.slice(3)}/${id}`,
      `${name}/x`,
      `${name}\n`,
      `${name}\0`,
      '',
    ]
    for (const bad of names)
      for (const work of ['get', 'has', 'delete', 'put'] as const)
        expect(String(await failure(store[work](bad, bytes)))).toBe('Error: that is no name of a picture')
    expect(directory.files()).toEqual([])
  })

  test('what a killed process has left of a file is never given out, and goes with its name alone', async () => {
    const other = `${digest}/0190a0b0-0000-7000-8000-000000000002`
    await store.put(other, bytes)
    writeFileSync(join(directory.path, `${path}.0123456789ab.part`), bytes.subarray(0, 99))
    expect([await store.get(name), await store.has(name)]).toEqual([null, false])
    await store.delete(name)
    expect(directory.files()).toEqual([path.replace(/1$/, '2')])
    expect(await store.get(other)).toEqual(bytes)
  })

  test.each([
    ['cut', bytes.subarray(0, 10_000)],
    ['changed', Buffer.from(bytes).fill(1, 50, 60)],
    ['emptied', Buffer.alloc(0)],
  ])('a file that was %s is not given out, and mended by who puts it there again', async (_how, wrong) => {
    await store.put(name, bytes)
    writeFileSync(join(directory.path, path), wrong)
    expect(await failure(store.get(name))).toMatchObject({
      name: 'AssetStoreUnavailable',
      trouble: 'damaged',
    })
    expect(await store.has(name)).toBe(false)
    await store.put(name, bytes)
    expect(await store.get(name)).toEqual(bytes)
  })

  test('bytes that are not those of the name are refused and leave nothing', async () => {
    expect(await failure(store.put(name, randomBytes(20_000)))).toMatchObject({ trouble: 'damaged' })
    expect(directory.files()).toEqual([])
  })

  test('a put that fails leaves nothing; the code of the system says why', async () => {
    writeFileSync(join(directory.path, digest.slice(0, 2)), '')
    const codes = { put: 'EEXIST', get: 'ENOTDIR', has: 'ENOTDIR', delete: 'ENOTDIR' }
    expect(await failure(store.put(name, bytes))).toMatchObject({ refusal: codes.put })
    expect(await failure(store.get(name))).toMatchObject({ refusal: codes.get })
    expect(await failure(store.has(name))).toMatchObject({ refusal: codes.has })
    expect(await failure(store.delete(name))).toMatchObject({ refusal: codes.delete })
    rmSync(join(directory.path, digest.slice(0, 2)))
    mkdirSync(join(directory.path, path), { recursive: true })
    expect(await failure(store.put(name, bytes))).toMatchObject({ refusal: 'EISDIR' })
    expect(directory.files()).toEqual([])
  })

  test('where the disk is not mounted nothing seems to be missing, and nothing is put', async () => {
    await store.put(name, bytes)
    rmSync(directory.path, { recursive: true })
    mkdirSync(directory.path)
    const all = [
      () => store.put(name, bytes),
      () => store.get(name),
      () => store.has(name),
      () => store.delete(name),
    ]
    for (const work of all) {
      const error = await failure(work())
      expect(error).toBeInstanceOf(AssetStoreUnavailable)
      expect(error).toMatchObject({
        trouble: 'unreachable',
        message: expect.stringContaining('not mounted'),
      })
    }
    expect(directory.files()).toEqual([])
  })
})

describe('the directory of pictures', () => {
  let directory: AssetDirectory
  beforeEach(async () => {
    directory = await makeAssetDirectory()
  })
  afterEach(() => directory.close())

  test('is made with all above it, once, and is refused where pictures should be in it and it is not the one', async () => {
    const below = join(directory.path, 'srv', 'pictures')
    await prepareAssetDir(below, none)
    expect(directory.files()).toEqual([join('srv', 'pictures', 'flowstate-pictures')])
    await prepareAssetDir(below, async () => true)
    const refusal = prepareAssetDir(join(directory.path, 'other'), async () => true)
    await expect(refusal).rejects.toThrow(/^ASSET_DIR \S+other has no file flowstate-pictures, [^\n]+$/)
    await expect(refusal).rejects.toBeInstanceOf(ConfigError)
    expect(directory.files()).toHaveLength(1)
  })

  test('that cannot be made is one line with the code of the system', async () => {
    const file = join(directory.path, 'file')
    writeFileSync(file, '')
    for (const [bad, code] of [
      [file, 'ENOTDIR'],
      [join(file, 'below'), 'ENOTDIR'],
      [join(directory.path, 'x'.repeat(300)), 'ENAMETOOLONG'],
    ] as const)
      await expect(prepareAssetDir(bad, none)).rejects.toThrow(
        `ASSET_DIR ${bad} cannot be written to (${code}); choose another directory`,
      )
  })
})
