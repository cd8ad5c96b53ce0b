import { afterEach, expect, test, vi } from 'vitest'
import { exampleCopy } from './canvas-copies.contract.ts'
import type { CanvasCopies, CanvasCopy } from './canvas-copies.ts'
import { createCopyKeeper } from './copy-keeper.ts'

afterEach(() => vi.unstubAllGlobals())

/** A keeper whose copies take three pieces of work, and whose page is idle when it is told to. */
function setUp(leftMs: () => number = () => 0, now: () => number = () => 0) {
  const idle: (() => void)[] = []
  vi.stubGlobal('requestIdleCallback', (work: (moment: object) => void) =>
    idle.push(() => work({ timeRemaining: () => leftMs() })),
  )
  const written: CanvasCopy[] = []
  let ring = (): void => undefined
  const copies: Pick<CanvasCopies, 'write'> = {
    async write(copy, pause) {
      for (let piece = 0; piece < 3; piece++) await pause?.()
      written.push(copy)
    },
  }
  const nothing = async (): Promise<null> => null
  const copy = exampleCopy('a')
  const keeper = createCopyKeeper({
    copies: { ...copies, read: nothing, forget: async () => undefined, keepOnly: async () => undefined },
    owner: { userId: copy.userId, canvasId: copy.canvas.id },
    clock: {
      now,
      after(_, work) {
        ring = work
        return () => undefined
      },
    },
    take: () => copy,
    answered: async () => undefined,
  })
  /** One idle moment, and everything it leads to but the next. */
  const beIdle = async () => {
    idle.shift()?.()
    for (let turn = 0; turn < 10; turn++) await Promise.resolve()
  }
  return { keeper, written, beIdle, ring: () => ring() }
}

test('CL6 a copy is packed a piece in each idle moment', async () => {
  const { keeper, written, beIdle, ring } = setUp()
  keeper.moved()
  ring()
  for (let moment = 0; moment < 4; moment++) {
    expect(written).toEqual([])
    await beIdle()
  }
  expect(written).toHaveLength(1)
})

test('CL6 a long idle moment takes more than one', async () => {
  let left = 30
  const { keeper, written, beIdle, ring } = setUp(() => {
    left -= 15
    return left
  })
  keeper.moved()
  ring()
  for (let moment = 0; moment < 3; moment++) await beIdle()
  expect(written).toHaveLength(1)
})

test('CL6 no idle moment is used up, however long it is', async () => {
  let nowMs = 0
  const { keeper, written, beIdle, ring } = setUp(
    () => 50,
    () => {
      nowMs += 7
      return nowMs
    },
  )
  keeper.moved()
  ring()
  for (let moment = 0; moment < 2; moment++) {
    await beIdle()
    expect(written).toEqual([])
  }
  await beIdle()
  expect(written).toHaveLength(1)
})

test('CL6 when the page is about to go the rest is packed at once', async () => {
  const { keeper, written, beIdle, ring } = setUp()
  keeper.moved()
  ring()
  await beIdle()
  expect(written).toEqual([])
  await keeper.save()
  expect(written).toHaveLength(1)
})
