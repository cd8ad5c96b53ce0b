import { expect, test } from 'vitest'
import { exampleCopy } from './canvas-copies.contract.ts'
import type { CanvasCopy } from './canvas-copies.ts'
import { createCopyKeeper } from './copy-keeper.ts'
import { atOnce, type InPieces } from './in-pieces.ts'

/** A keeper whose copies take three pieces of work, and whose host does a piece when it is told to. */
function setUp(host?: InPieces) {
  let planned: (() => boolean)[] = []
  const inPieces: InPieces = (piece) => {
    planned.push(piece)
    return () => {
      planned = planned.filter((other) => other !== piece)
    }
  }
  const written: CanvasCopy[] = []
  const forgotten: string[] = []
  let ring = (): void => undefined
  const copy = exampleCopy('a')
  const keeper = createCopyKeeper({
    copies: {
      write: (one, schedule) =>
        new Promise((resolve) => {
          let left = 3
          schedule?.(() => {
            left -= 1
            if (left === 0) {
              written.push(one)
              resolve()
            }
            return left > 0
          })
        }),
      read: async () => null,
      forget: async ({ canvasId }) => void forgotten.push(canvasId),
      keepOnly: async () => undefined,
    },
    owner: { userId: copy.userId, canvasId: copy.canvas.id },
    clock: {
      now: () => 0,
      after(_, work) {
        ring = work
        return () => undefined
      },
    },
    inPieces: host ?? inPieces,
    take: () => copy,
    answered: async () => undefined,
  })
  /** One piece of what is planned, and what follows from it. @returns whether there was anything to do */
  const work = async (): Promise<boolean> => {
    const [piece] = planned
    if (piece !== undefined && !piece()) planned = planned.filter((other) => other !== piece)
    for (let turn = 0; turn < 10; turn++) await Promise.resolve()
    return piece !== undefined
  }
  return { keeper, written, forgotten, work, ring: () => ring(), planned: () => planned.length }
}

test('CL6 a copy is taken and packed in pieces, when there is time for them', async () => {
  const { keeper, written, work, ring } = setUp()
  keeper.moved()
  ring()
  // To take it is one, to pack it three.
  for (let pieces = 0; pieces < 4; pieces++) {
    expect(written).toEqual([])
    expect(await work()).toBe(true)
  }
  expect(written).toHaveLength(1)
  expect(await work()).toBe(false)
})

test.each([0, 1, 2, 3])(
  'CL6 when the page is about to go after %i pieces the rest is done at once',
  async (pieces) => {
    const { keeper, written, work, ring, planned } = setUp()
    keeper.moved()
    ring()
    for (let done = 0; done < pieces; done++) await work()
    expect(written).toEqual([])
    await keeper.save()
    expect(written).toHaveLength(1)
    expect(planned()).toBe(0)
  },
)

test('CL6 a copy that is saved before it is packed is not waited for either', async () => {
  const { keeper, written, work, ring } = setUp()
  keeper.moved()
  ring()
  const taken = work()
  const saved = keeper.save()
  await Promise.all([taken, saved])
  expect(written).toHaveLength(1)
})

test('CL6 a copy that is forgotten while it is packed is gone without waiting for quiet, and the next one is packed in pieces again', async () => {
  const { keeper, written, forgotten, work, ring } = setUp()
  keeper.moved()
  ring()
  await work()
  await work()
  await keeper.forget()
  expect([written.length, forgotten]).toEqual([1, ['canvas-a']])
  keeper.moved()
  ring()
  await work()
  await work()
  expect(written).toHaveLength(1)
})

test('CL6 a host that does its pieces at once gets every copy', async () => {
  const { keeper, written, work, ring } = setUp(atOnce)
  for (let turn = 1; turn <= 2; turn++) {
    keeper.moved()
    ring()
    await work()
    expect(written).toHaveLength(turn)
  }
})
