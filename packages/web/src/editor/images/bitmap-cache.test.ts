import { describe, expect, test } from 'vitest'
import { createPictureCache, type DecodedPicture } from './bitmap-cache.ts'

const fileWidth = 1_024

/** A cache over files of 1024 x 512 pixels; `finish` lets everything under way end. */
function harness(bytesMax = 100 * 1_048_576) {
  const loads: string[] = []
  const freed: number[] = []
  const arrived: string[] = []
  const waiting: { readonly delayMs: number; readonly work: () => void }[] = []
  let atOnce = 0
  let atOnceMax = 0
  let broken = false
  const cache = createPictureCache({
    async load(assetId) {
      loads.push(assetId)
      atOnce += 1
      atOnceMax = Math.max(atOnceMax, atOnce)
      if (broken) {
        atOnce -= 1
        throw new Error('offline')
      }
      return new Blob([assetId])
    },
    async decode(_blob, chooseStep): Promise<DecodedPicture> {
      atOnce -= 1
      const width = fileWidth / 2 ** chooseStep(fileWidth)
      const source = {} as CanvasImageSource
      return { source, width, height: width / 2, fileWidth, fileHeight: 512, free: () => freed.push(width) }
    },
    bytesMax,
    loadsMax: 2,
    later: (delayMs, work) => waiting.push({ delayMs, work }),
  })
  cache.subscribe((assetId) => arrived.push(assetId))
  const finish = async (): Promise<void> => {
    for (let i = 0; i < 200; i++) await Promise.resolve()
  }
  const widthOf = (assetId: string, pixels: number): number | string => {
    const picture = cache.picture(assetId, pixels)
    return picture.kind === 'ready' ? picture.width : picture.kind
  }
  return {
    cache,
    loads,
    freed,
    arrived,
    finish,
    widthOf,
    /** Lets the time pass that the cache waits for. @returns how long it was, in ms */
    wait(): number | undefined {
      const next = waiting.shift()
      next?.work()
      return next?.delayMs
    },
    atOnceMax: () => atOnceMax,
    setBroken: (now: boolean) => {
      broken = now
    },
  }
}

describe('the cache of pictures', () => {
  test('a picture is loaded once, however often it is painted, and says when it is there', async () => {
    const { loads, arrived, finish, widthOf } = harness()
    for (let i = 0; i < 5; i++) expect(widthOf('a', 1_000)).toBe('loading')
    await finish()
    expect([loads, arrived, widthOf('a', 1_000)]).toEqual([['a'], ['a'], 1_024])
  })

  test('far away a smaller one is unpacked; what is there is shown until the right one has come', async () => {
    const { finish, widthOf } = harness()
    widthOf('a', 100)
    await finish()
    expect(widthOf('a', 100)).toBe(128)
    expect(widthOf('a', 600)).toBe(128)
    await finish()
    expect(widthOf('a', 600)).toBe(1_024)
    expect(widthOf('a', 100)).toBe(128)
    expect(widthOf('a', 5_000)).toBe(1_024)
  })

  test('over its bytes the one unused longest is given up, and comes back when it is painted again', async () => {
    const one = 1_024 * 512 * 4
    const { finish, freed, widthOf } = harness(2 * one)
    for (const id of ['a', 'b']) widthOf(id, 1_024)
    await finish()
    widthOf('a', 1_024)
    widthOf('c', 1_024)
    await finish()
    expect(freed).toEqual([1_024])
    expect([widthOf('a', 1_024), widthOf('c', 1_024), widthOf('b', 1_024)]).toEqual([1_024, 1_024, 'loading'])
    await finish()
    expect(widthOf('b', 1_024)).toBe(1_024)
  })

  test('one that cannot be loaded says so, is not asked for again and again, and is tried anew on request', async () => {
    const { cache, arrived, finish, loads, setBroken, widthOf } = harness()
    setBroken(true)
    widthOf('a', 100)
    await finish()
    expect([widthOf('a', 100), widthOf('a', 100), loads.length]).toEqual(['failed', 'failed', 1])
    setBroken(false)
    cache.retryFailed()
    expect(arrived).toEqual(['a', 'a'])
    expect(widthOf('a', 100)).toBe('loading')
    await finish()
    expect(widthOf('a', 100)).toBe(128)
  })

  test('one that cannot be loaded is tried again after ever longer pauses, a few times, until it comes', async () => {
    const { cache, finish, loads, setBroken, wait, widthOf } = harness()
    setBroken(true)
    const pauses: (number | undefined)[] = []
    widthOf('a', 100)
    await finish()
    for (let i = 0; i < 7; i++) {
      pauses.push(wait())
      widthOf('a', 100)
      await finish()
    }
    expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, undefined])
    expect([widthOf('a', 100), loads.length]).toEqual(['failed', 7])
    cache.retryFailed()
    widthOf('a', 100)
    await finish()
    setBroken(false)
    expect([wait(), widthOf('a', 100)]).toEqual([1_000, 'loading'])
    await finish()
    expect([wait(), widthOf('a', 100)]).toEqual([undefined, 128])
  })

  test('few are loaded at a time, and all of them in the end', async () => {
    const { arrived, atOnceMax, finish, widthOf } = harness()
    for (let i = 0; i < 20; i++) widthOf(`picture ${i}`, 100)
    await finish()
    expect(atOnceMax()).toBe(2)
    expect(new Set(arrived).size).toBe(20)
  })

  test('one that was warmed is there at the first paint', async () => {
    const { cache, loads, widthOf } = harness()
    await cache.warm('a', 300)
    expect([widthOf('a', 300), loads]).toEqual([512, ['a']])
    await cache.warm('a', 300)
    expect(loads).toEqual(['a'])
  })
})
