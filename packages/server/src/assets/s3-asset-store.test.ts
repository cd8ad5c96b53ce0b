import { createHash, hash, randomBytes } from 'node:crypto'
import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { systemClock } from '../clock.ts'
import { type ManualClock, manualClock } from '../log/testing/log-harness.ts'
import { assetStoreContract } from './asset-store.contract.ts'
import type { AssetStore, AssetStoreUnavailable } from './asset-store.ts'
import { createS3AssetStore } from './s3-asset-store.ts'
import { type FakeS3, startFakeS3 } from './testing/fake-s3.ts'

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()
const bytes = randomBytes(20_000)
const name = `${hash('sha256', bytes)}/0190a0b0-0000-7000-8000-000000000001`

assetStoreContract(async () => {
  const s3 = await startFakeS3()
  return {
    store: createS3AssetStore(s3.settings, { clock: systemClock, sha256, deadlineMs: 20_000 }),
    nameFor: async (id) => `${id}/0190a0b0-0000-7000-8000-000000000002`,
    close: () => s3.close(),
  }
})

describe('an S3 store that fails', () => {
  let s3: FakeS3
  let clock: ManualClock
  let store: AssetStore
  beforeEach(async () => {
    s3 = await startFakeS3()
    clock = manualClock(Date.now())
    // Between attempts no time passes.
    const hasty = {
      now: clock.now,
      after: (delayMs: number, callback: () => void) =>
        delayMs < 20_000 ? systemClock.after(0, callback) : clock.after(delayMs, callback),
    }
    store = createS3AssetStore(s3.settings, { clock: hasty, sha256, deadlineMs: 20_000 })
  })
  afterEach(() => s3.close())

  const all = (method: string) => s3.requests.filter((one) => one.startsWith(method)).length
  const failure = (work: Promise<unknown>): Promise<AssetStoreUnavailable> =>
    work.then(
      () => expect.fail('it should not succeed'),
      (error) => error,
    )

  test.each([
    { kind: 'answer', status: 503, code: 'SlowDown' },
    { kind: 'answer', status: 500, code: 'InternalError' },
    { kind: 'reset' },
  ] as const)('what passes is tried again, whatever was asked for: $kind $code', async (fault) => {
    for (const method of ['PUT', 'HEAD', 'GET', 'DELETE'] as const) void s3.fail([method], fault, 2)
    await store.put(name, bytes)
    expect([...s3.objects.keys()]).toEqual([name])
    expect(await store.has(name)).toBe(true)
    expect(await store.get(name)).toEqual(new Uint8Array(bytes))
    await store.delete(name)
    expect(s3.objects.size).toBe(0)
    expect([all('PUT'), all('HEAD'), all('GET'), all('DELETE')]).toEqual([3, 3, 3, 3])
  })

  test('what does not pass is given up after three attempts, by name', async () => {
    void s3.fail(['PUT', 'GET'], { kind: 'answer', status: 503, code: 'SlowDown' }, 100)
    for (const work of [store.put(name, bytes), store.get(name)])
      expect(await failure(work)).toMatchObject({
        name: 'AssetStoreUnavailable',
        refusal: null,
        message: expect.stringContaining('503 (SlowDown)'),
      })
    expect([all('PUT'), all('GET')]).toEqual([3, 3])
    s3.heal()
    expect(await store.get(name)).toBe(null)
  })

  test.each(['cut', 'damage'] as const)('bytes that are %s are never given out', async (kind) => {
    await store.put(name, bytes)
    void s3.fail(['GET'], { kind }, 2)
    expect(await store.get(name)).toEqual(new Uint8Array(bytes))
    void s3.fail(['GET'], { kind }, 3)
    expect(await failure(store.get(name))).toHaveProperty('refusal', null)
  })

  test('one that falls silent is waited for until the deadline; then nobody asks for a while, and then again', async () => {
    const reached = s3.fail(['PUT', 'GET', 'HEAD', 'DELETE'], { kind: 'silence' })
    const failed = failure(store.get(name))
    await reached
    clock.advance(20_000)
    expect((await failed).message).toContain('nothing in time')
    expect((await failure(store.put(name, bytes))).message).toContain('a moment ago')
    expect(s3.requests).toHaveLength(1)
    clock.advance(15_000)
    expect(await store.get(name)).toBe(null)
  })

  test('a refusal is final and says in a word why; bytes that are not those of the name are refused too', async () => {
    const { settings } = s3
    const withWrong = (wrong: Partial<typeof settings>) =>
      createS3AssetStore({ ...settings, ...wrong }, { clock, sha256, deadlineMs: 20_000 })
    for (const [wrong, refusal] of [
      [{ secretAccessKey: 'another-secret-key' }, 'SignatureDoesNotMatch'],
      [{ accessKeyId: 'somebody' }, 'InvalidAccessKeyId'],
      [{ region: 'eu-south-1' }, 'AuthorizationHeaderMalformed'],
      [{ bucket: 'nobodys' }, 'NoSuchBucket'],
    ] as const) {
      expect(await failure(withWrong(wrong).put(name, bytes))).toHaveProperty('refusal', refusal)
      expect(await failure(withWrong(wrong).get(name))).toHaveProperty('refusal', refusal)
      expect(await failure(withWrong(wrong).delete(name))).toHaveProperty('refusal', refusal)
    }
    const other = randomBytes(20_000)
    expect(await failure(store.put(name, other))).toHaveProperty('refusal', 'XAmzContentSHA256Mismatch')
    expect(s3.objects.size).toBe(0)
    expect(all('PUT')).toBe(5)
    void s3.fail(['HEAD'], { kind: 'answer', status: 403, code: 'AccessDenied' })
    expect(await failure(store.has(name))).toHaveProperty('refusal', 'status 403')
    void s3.fail(['GET'], { kind: 'answer', status: 301, code: 'PermanentRedirect' })
    expect(await failure(store.get(name))).toHaveProperty('refusal', 'PermanentRedirect')
  })

  test('no error shows a key, with everything that hangs on it', async () => {
    const { accessKeyId, secretAccessKey } = s3.settings
    const wrong = { ...s3.settings, secretAccessKey: `${secretAccessKey}x` }
    const errors = [
      await failure(createS3AssetStore(wrong, { clock, sha256, deadlineMs: 1 }).put(name, bytes)),
    ]
    void s3.fail(['PUT'], { kind: 'reset' }, 3)
    errors.push(await failure(store.put(name, bytes)))
    await s3.close()
    errors.push(await failure(store.get(name)))
    for (const error of errors) {
      const shown = inspect(error, { depth: 10, showHidden: true })
      expect(shown).not.toContain(secretAccessKey)
      expect(shown).not.toContain(accessKeyId)
    }
  })
})
