import { describe, expect, test } from 'vitest'
import type { Ground } from '../ground.ts'
import type { GroundPlace } from '../scene-renderer.ts'
import { createHandOver } from './hand-over.ts'
import type { WorkerGround } from './worker-ground.ts'

/** A ground that notes what happens to it. */
function fakeGround(name: string, log: string[]) {
  const state = { settled: false, more: false }
  const ground: WorkerGround = {
    setView: () => log.push(`${name} view`),
    setTheme: (theme) => log.push(`${name} ${theme}`),
    update: () => log.push(`${name} update`),
    invalidate: () => log.push(`${name} invalidate`),
    setLifted: () => log.push(`${name} lifted`),
    setMarks: () => log.push(`${name} marks`),
    begin: () => log.push(`${name} begins`),
    frame() {
      log.push(`${name} frame`)
      return state.more
    },
    isReady: () => state.settled,
    isSettled: () => state.settled,
    destroy: () => log.push(`${name} ends`),
  }
  return { ground, state }
}

function setUp() {
  const log: string[] = []
  const here = fakeGround('here', log)
  const worker = fakeGround('worker', log)
  let fail: () => void = () => undefined
  const place: Pick<GroundPlace, 'paintHere'> = { paintHere: () => fakeGround('again', log).ground }
  const ground: Ground = createHandOver(here.ground, place, (whenFailed) => {
    fail = whenFailed
    return worker.ground
  })
  ground.setView({ x: 0, y: 0, zoom: 1, width: 10, height: 10, pixelRatio: 1 })
  log.length = 0
  return { log, ground, here, worker, fail: () => fail() }
}

const noMarks = {
  selection: new Set<never>(),
  handles: false,
  box: null,
  loop: null,
  targetId: null,
  guides: [],
  remote: [],
}
const nothing = { shapes: [], carried: null, hidden: new Set<never>(), fading: new Set<never>() }

describe('who paints', () => {
  test('the page, until the worker has painted what is seen; then the worker alone', () => {
    const { log, ground, worker } = setUp()
    ground.frame(0)
    expect(log.splice(0)).toEqual(['here frame', 'worker frame'])
    worker.state.settled = true
    ground.frame(1)
    expect(log.splice(0)).toEqual(['here frame', 'worker frame', 'here ends', 'worker begins'])
    ground.frame(2)
    ground.setTheme('dark')
    expect(log).toEqual(['worker frame', 'worker dark'])
  })

  test('the page as long as it is not done itself: nothing changes over half a picture', () => {
    const { log, ground, here, worker } = setUp()
    worker.state.settled = true
    here.state.more = true
    expect(ground.frame(0)).toBe(true)
    expect(log).toEqual(['here frame', 'worker frame'])
  })

  test('the page goes on when the worker fails before its turn', () => {
    const { log, ground, fail } = setUp()
    fail()
    ground.frame(0)
    expect(log).toEqual(['worker ends', 'here frame'])
  })

  test('the page again when the worker fails later, with all that was said meanwhile, and once', () => {
    const { log, ground, worker, fail } = setUp()
    worker.state.settled = true
    ground.frame(0)
    ground.setTheme('dark')
    ground.setLifted(nothing)
    ground.setMarks(noMarks)
    log.length = 0
    fail()
    fail()
    expect(log).toEqual(['worker ends', 'again view', 'again lifted', 'again marks', 'again frame'])
  })
})
