import type { ShapeId, Theme } from '@flowstate/engine'
import type { CanvasPort } from '../../canvas-port.ts'
import type { CanvasImages } from '../../images/canvas-images.ts'
import type { Ground } from '../ground.ts'
import { type LiftedPaint, nothingLifted } from '../lifted-paint.ts'
import type { TileView } from '../tile-engine.ts'
import type { FromWorker, GroundNews, ToWorker } from './ground-messages.ts'
import { createLiftedFeed } from './lifted-feed.ts'
import { pageFonts } from './page-fonts.ts'
import { createShapeFeed } from './shape-feed.ts'

/** A worker that answers nothing for so long, in ms, is taken for dead. */
const silenceMsMax = 5_000

type News = { -readonly [Key in keyof Omit<GroundNews, 'kind' | 'seq'>]: GroundNews[Key] }

export interface WorkerGround extends Ground {
  /** It shows everything, or will with the next frame: others may never stop changing something. */
  isReady(): boolean
  /** It is what is seen from now on. */
  begin(): void
}

/** Gives the canvas of the window to a worker, and tells it what happens; this thread paints nothing. */
export function createWorkerGround(options: {
  readonly worker: Worker
  readonly theme: Theme
  /** It comes to lie below what is in it. */
  readonly container: HTMLElement
  /** It can no longer paint. */
  fail(): void
  readonly images: CanvasImages
  readonly port: CanvasPort
  /** Asks for a frame of the page. */
  wake(): void
  /** Runs work when there is time for it. */
  whenIdle(work: () => void): () => void
}): WorkerGround {
  const { worker, images, port } = options
  const feed = createShapeFeed(() => port.view())
  const liftedFeed = createLiftedFeed(feed.has)
  const canvas = document.createElement('canvas')
  canvas.style.position = 'absolute'
  canvas.style.left = '0'
  canvas.style.top = '0'
  canvas.style.transformOrigin = '0 0'
  options.container.prepend(canvas)
  let news: News = {}
  let changed: Set<ShapeId> | 'all' = new Set()
  let lifted: LiftedPaint = nothingLifted
  let liftedStale = false
  /** The selection the worker knows of. */
  let named: ReadonlySet<ShapeId> = new Set()
  let seq = 0
  let shownSeq = 0
  /** The first sending is over. */
  let fed = false
  let view: TileView | null = null
  let silence: ReturnType<typeof setTimeout> | undefined
  let cancelIdle: () => void = () => undefined
  /** It is what is seen. */
  let hasBegun = false

  const post = (message: ToWorker, transfer: readonly Transferable[] = []): void =>
    worker.postMessage(message, [...transfer])

  const listen = (ms: number, then: () => void): void => {
    clearTimeout(silence)
    silence = setTimeout(then, ms)
  }

  /** An answer is due: one that paints for long still gives one when it is asked. */
  const expectAnswer = (): void =>
    listen(silenceMsMax, () => {
      post({ kind: 'ping' })
      listen(silenceMsMax, options.fail)
    })

  const flush = (): void => {
    if (!fed) return
    const shapes = changed !== 'all' && changed.size === 0 ? null : feed.news(changed)
    changed = new Set()
    if (shapes !== null) news.shapes = shapes
    if (liftedStale) news.lifted = liftedFeed.news(lifted)
    liftedStale = false
    let isEmpty = true
    for (const _ in news) isEmpty = false
    if (isEmpty) return
    if (shownSeq === seq) expectAnswer()
    seq += 1
    post({ kind: 'news', seq, ...news })
    news = {}
  }

  const feedOn = (): void => {
    const shapes = feed.nextPiece()
    if (shapes === null) {
      fed = true
      expectAnswer()
      options.wake()
      return
    }
    seq += 1
    post({ kind: 'news', seq, shapes })
    cancelIdle = options.whenIdle(feedOn)
  }

  const sendFile = async (assetId: string): Promise<void> => {
    const file = await images.load(assetId).catch(() => null)
    post({ kind: 'file', assetId, file })
  }

  const takeShown = (upTo: number): void => {
    shownSeq = upTo
    if (shownSeq < seq) expectAnswer()
    else {
      clearTimeout(silence)
      // Whoever waits for it to be ready looks in a frame. Later a frame for each answer would have others' changes told twice as often.
      if (!hasBegun) options.wake()
    }
  }

  worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
    if (data.kind === 'shown') takeShown(data.seq)
    else void sendFile(data.assetId)
  }
  worker.onerror = options.fail
  worker.onmessageerror = options.fail
  const unsubscribeImages = images.cache.subscribe((assetId) => {
    if (view !== null) post({ kind: 'warm', assetId, widthPixels: view.width * view.pixelRatio })
  })

  let live = port.status().connection.name === 'live'
  const unsubscribePort = port.subscribe({
    status() {
      const before = live
      live = port.status().connection.name === 'live'
      if (live && !before) post({ kind: 'retry' })
    },
  })

  const ground: WorkerGround = {
    setView(next) {
      // As large as its bitmap is, which takes another size when the worker gets to it.
      if (next.pixelRatio !== view?.pixelRatio) canvas.style.transform = `scale(${1 / next.pixelRatio})`
      view = next
      news.view = next
    },
    setTheme(theme) {
      news.theme = theme
    },
    update(more) {
      if (more === 'all') changed = 'all'
      else if (changed !== 'all') for (const id of more) changed.add(id)
    },
    // Pictures come to the worker by themselves.
    invalidate: () => undefined,
    setLifted(next) {
      if (next === lifted) return
      lifted = next
      liftedStale = true
    },
    setMarks({ selection, ...marks }) {
      // What is not sent yet may name a selection already.
      const isNamed = selection !== named || news.marks?.selection !== undefined
      named = selection
      news.marks = isNamed ? { ...marks, selection } : marks
    },
    frame() {
      flush()
      return false
    },
    begin() {
      hasBegun = true
      post({ kind: 'seen' })
      canvas.dataset.ground = 'worker'
    },
    isReady: () => fed && shownSeq >= seq - 1,
    isSettled: () => fed && shownSeq === seq && !liftedStale && Object.keys(news).length === 0,
    destroy() {
      cancelIdle()
      clearTimeout(silence)
      unsubscribeImages()
      unsubscribePort()
      worker.terminate()
      canvas.remove()
    },
  }
  const offscreen = canvas.transferControlToOffscreen()
  post({ kind: 'begin', canvas: offscreen, theme: options.theme, fonts: pageFonts() }, [offscreen])
  cancelIdle = options.whenIdle(feedOn)
  return ground
}
