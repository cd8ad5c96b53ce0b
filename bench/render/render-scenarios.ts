import { writeFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import type { Browser, CDPSession, Page } from 'playwright-core'
import { quantile } from '../support/samples.ts'
import type { OpenedPage, RenderPeer } from './opened-page.ts'
import { type PageCosts, pageCosts } from './page-costs.ts'
import { dragging, type RealMouse, realMouse, turnWheel } from './real-input.ts'
import type { FrameFigures, ScreenCamera } from './render-page.ts'
import { makeRenderScene, type RenderScene } from './render-scene.ts'

export const scenarioNames = [
  'load',
  'heap',
  'pan-near',
  'drag-one',
  'remote',
  'fit',
  'pan-fit',
  'remote-fit',
  'zoom',
  'drag-1000',
] as const

export type ScenarioName = (typeof scenarioNames)[number]

/** Named numbers; see the README for what they mean. */
export type Figures = Readonly<Record<string, number>>

const movesPerSecond = 200
const scenarioDeadlineMs = 170_000
/** What a whiteboard does in idle time after it has opened is no part of the gesture that is measured next. */
const afterLoadMs = 3_000

interface Bench {
  readonly opened: OpenedPage
  readonly page: Page
  readonly cdp: CDPSession
  readonly scene: RenderScene
  readonly costs: PageCosts
  readonly mouse: RealMouse
  readonly seconds: number
}

const round = (value: number): number => Math.round(value * 100) / 100

function frameFigures({ durationMs, frameMs, longTaskMs, inputMs }: FrameFigures, mainMs: number): Figures {
  return {
    mainMsPerFrame: round(mainMs / frameMs.length),
    fps: round((frameMs.length / durationMs) * 1_000),
    frameP95Ms: round(quantile(frameMs, 0.95)),
    inputP50Ms: round(quantile(inputMs, 0.5)),
    inputP95Ms: round(quantile(inputMs, 0.95)),
    longTasks: longTaskMs.length,
    busyPct: round((mainMs / durationMs) * 100),
    durationMs: Math.round(durationMs),
  }
}

/** Jumps somewhere and waits until all is painted; the wall time and the main thread's time that took. */
async function jump(bench: Bench, to: ScreenCamera | 'all'): Promise<Figures> {
  const { page, scene, costs } = bench
  const before = await costs.mainMs()
  const painted = await page.evaluate(
    ([camera, shapes]) => {
      const go = () =>
        camera === 'all' ? window.renderPage?.showAll() : window.renderPage?.setCamera(camera)
      return window.harness?.untilPainted(go, shapes)
    },
    [to, scene.shapes.length] as const,
  )
  return { wallMs: round(painted?.wallMs ?? -1), mainMs: round((await costs.mainMs()) - before) }
}

/** Whatever the whiteboard puts off until nobody moves is over. */
async function rest(bench: Bench, ms = 700): Promise<void> {
  await delay(ms)
  await bench.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)))
}

async function watched(
  bench: Bench,
  work: () => Promise<void>,
  turn?: { readonly zoomMin: number; readonly zoomMax: number },
): Promise<Figures> {
  const { page, costs } = bench
  const before = await costs.mainMs()
  await page.evaluate((range) => window.harness?.watchFrames(range), turn)
  await work()
  const figures = await page.evaluate(() => window.harness?.stopWatching())
  if (figures === undefined) throw new Error('the page has lost its harness')
  const zoom = turn === undefined ? {} : { zoomMin: round(figures.zoomMin), zoomMax: round(figures.zoomMax) }
  return { ...frameFigures(figures, (await costs.mainMs()) - before), ...zoom }
}

const pan = (bench: Bench, pixels: number): Promise<Figures> => watched(bench, () => turnWheel(bench, pixels))

/** Drags by a rectangle in the left half of the window; fails if it does not move. */
async function drag(bench: Bench, camera: ScreenCamera): Promise<Figures> {
  const { scene, mouse, page } = bench
  const screen = ({ x, y }: { x: number; y: number }) => ({
    x: (x + 10) * camera.zoom + camera.x,
    y: (y + 12) * camera.zoom + camera.y,
  })
  const farness = (shape: { x: number; y: number }) => {
    const at = screen(shape)
    return Math.hypot(at.x - 600, at.y - 480)
  }
  const held = scene.middle
    .filter(({ kind }) => kind === 'rectangle')
    .reduce((best, shape) => (farness(shape) < farness(best) ? shape : best))
  const at = screen(held)
  const where = () => page.evaluate((id) => window.renderPage?.positionOf(id), held.id)
  const before = await where()
  await mouse.moveTo(at.x - 2, at.y - 2)
  await mouse.moveTo(at.x, at.y)
  await delay(100)
  await mouse.press(at.x, at.y)
  const course = dragging(at)
  // Past the distance that makes a press a drag, and what is set up for it.
  await mouse.drive(200, course)
  const figures = await watched(bench, () => mouse.drive(bench.seconds * 1_000, course))
  await mouse.release(at.x + 40, at.y + 30)
  await rest(bench)
  const after = await where()
  if (before === undefined || after === undefined || Math.hypot(after.x - before.x, after.y - before.y) < 1)
    throw new Error('the drag has moved nothing')
  return figures
}

async function remote(bench: Bench): Promise<Figures> {
  const { page, opened, scene, seconds } = bench
  const taken = () => page.evaluate(() => window.renderPage?.messagesTaken() ?? 0)
  // The first message, and joining for it, is not counted.
  await opened.sendMoves(scene.moves(1), movesPerSecond)
  await rest(bench)
  const before = await taken()
  const moves = scene.moves(Math.round(seconds * movesPerSecond))
  let count = 0
  const figures = await watched(bench, async () => {
    await opened.sendMoves(moves, movesPerSecond)
    count = (await taken()) - before
  })
  const mainMs = ((figures.busyPct ?? 0) / 100) * (figures.durationMs ?? 0)
  return {
    ...figures,
    takenPerSecond: round(count / seconds),
    mainMsPerMessage: round(mainMs / Math.max(1, count)),
  }
}

async function measure(bench: Bench, name: ScenarioName): Promise<Figures> {
  const { scene, costs, page } = bench
  switch (name) {
    case 'load': {
      const early = await page.evaluate(() => window.renderPage?.shapeCount())
      if (early !== 0) throw new Error(`${early} shapes are there before they have arrived`)
      await page.evaluate((camera) => window.renderPage?.setCamera(camera), scene.near)
      await rest(bench)
      const before = await costs.mainMs()
      const painted = await bench.opened.load()
      const mainMs = round((await costs.mainMs()) - before)
      await rest(bench, afterLoadMs)
      const { wallMs = -1, recordsMs = -1 } = painted ?? {}
      return { wallMs: round(wallMs), recordsMs: round(recordsMs), mainMs }
    }
    case 'heap':
      return { heapMb: round(await costs.heapMb()) }
    case 'pan-near':
      await jump(bench, scene.near)
      await rest(bench)
      return pan(bench, 16)
    case 'drag-one':
      await jump(bench, scene.near)
      await rest(bench)
      return drag(bench, scene.near)
    case 'remote':
      await jump(bench, scene.near)
      return remote(bench)
    case 'fit':
      await jump(bench, scene.near)
      await rest(bench)
      return jump(bench, 'all')
    case 'pan-fit':
      await jump(bench, scene.fit)
      await rest(bench)
      return pan(bench, 6)
    case 'remote-fit':
      await jump(bench, scene.fit)
      return remote(bench)
    case 'zoom': {
      await jump(bench, scene.near)
      await rest(bench)
      const turn = { zoomMin: Math.max(0.1, scene.fit.zoom), zoomMax: 1 }
      return watched(bench, () => turnWheel(bench, null), turn)
    }
    case 'drag-1000':
      await jump(bench, scene.thousand)
      await page.evaluate(
        (ids) => window.renderPage?.select(ids),
        scene.middle.map(({ id }) => id),
      )
      await rest(bench)
      return drag(bench, scene.thousand)
  }
}

function beforeDeadline<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('took too long')), scenarioDeadlineMs)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

async function profiled<T>(cdp: CDPSession, path: string, work: () => Promise<T>): Promise<T> {
  await cdp.send('Profiler.enable')
  await cdp.send('Profiler.setSamplingInterval', { interval: 200 })
  await cdp.send('Profiler.start')
  try {
    return await work()
  } finally {
    const { profile } = await cdp.send('Profiler.stop')
    writeFileSync(path, JSON.stringify(profile))
  }
}

/** Opens the whiteboard in a fresh page and measures; `report` hears of each scenario as it ends. */
export async function measureRendering(
  peer: RenderPeer,
  browser: Browser,
  options: {
    readonly shapes: number
    readonly seconds: number
    readonly scenarios: readonly ScenarioName[]
    /** A file for a picture after the scenario, or null. */
    picture(name: ScenarioName): string | null
    /** A file for a CPU profile of the scenario, which costs time itself, or null. */
    profile(name: ScenarioName): string | null
    report(name: ScenarioName, figures: Figures | { readonly failed: string }): void
  },
): Promise<void> {
  const scene = makeRenderScene(options.shapes)
  const opened = await peer.open(browser, scene)
  const { page } = opened
  page.setDefaultTimeout(scenarioDeadlineMs)
  try {
    const cdp = await page.context().newCDPSession(page)
    const costs = await pageCosts(cdp)
    const mouse = realMouse(cdp)
    const bench: Bench = { opened, page, cdp, scene, costs, mouse, seconds: options.seconds }
    await page.evaluate((camera) => window.renderPage?.setCamera(camera), scene.near)
    await rest(bench)
    const names = scenarioNames.filter((name) => name === 'load' || options.scenarios.includes(name))
    for (const name of names) {
      try {
        const work = () => beforeDeadline(measure(bench, name))
        const profile = options.profile(name)
        options.report(name, await (profile === null ? work() : profiled(cdp, profile, work)))
      } catch (error) {
        options.report(name, { failed: error instanceof Error ? error.message : String(error) })
        return
      }
      const path = options.picture(name)
      if (path !== null) await page.screenshot({ path })
    }
  } finally {
    await opened.close()
  }
}
