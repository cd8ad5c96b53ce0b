import type { ShapeId, Theme } from '@flowstate/engine'
import type { CanvasPort } from '../../canvas-port.ts'
import type { CanvasImages } from '../../images/canvas-images.ts'
import type { Ground } from '../ground.ts'
import type { LiftedPaint } from '../lifted-paint.ts'
import type { Scene } from '../scene.ts'
import { createTileBoard } from '../tile-board.ts'
import type { TileView } from '../tile-engine.ts'
import { isInRange, keptRange, sameRange, type TileRange } from '../tile-range.ts'
import type { LaidTile } from '../tile-sheet.ts'
import type { FromWorker, GroundNews, PaintedOverview, ToWorker } from './ground-messages.ts'
import { pageFonts } from './page-fonts.ts'
import { createShapeFeed } from './shape-feed.ts'
import { showAbove } from './show-above.ts'
import { createShownBitmaps } from './shown-bitmaps.ts'

/** A worker that answers nothing for so long, in ms, is taken for dead. */
const silenceMsMax = 5_000

type News = { -readonly [Key in keyof Omit<GroundNews, 'kind' | 'seq'>]: GroundNews[Key] }

const sameIds = (a: ReadonlySet<ShapeId>, b: ReadonlySet<ShapeId>): boolean =>
  a === b || (a.size === b.size && [...a].every((id) => b.has(id)))

export interface WorkerGround extends Ground {
  /** It is what is seen from now on. */
  begin(): void
  above(lifted: LiftedPaint): LiftedPaint
}

/** Lets a worker paint the tiles; this thread only lays them out. */
export function createWorkerGround(options: {
  readonly worker: Worker
  readonly theme: Theme
  /** It comes to lie directly under this. */
  readonly above: Element
  /** What may be shown above it has changed. */
  touch(): void
  /** It can no longer paint. */
  fail(): void
  readonly scene: Scene
  readonly images: CanvasImages
  readonly port: CanvasPort
  /** Asks for a frame of the page. */
  wake(): void
  /** Runs work when there is time for it. */
  whenIdle(work: () => void): () => void
}): WorkerGround {
  const { worker, scene, images, port } = options
  const feed = createShapeFeed(() => port.view())
  const bitmaps = createShownBitmaps()
  const board = createTileBoard('worker', bitmaps.release)
  options.above.before(board.element)
  let news: News = {}
  let changed: Set<ShapeId> | 'all' = new Set()
  let seq = 0
  let shownSeq = 0
  /** The first sending is over. */
  let fed = false
  let view: TileView | null = null
  let keep: TileRange | null = null
  let overviewCanvas: HTMLCanvasElement | undefined
  const noIds: ReadonlySet<ShapeId> = new Set()
  let lifted: LiftedPaint = { shapes: [], carried: null, hidden: noIds, fading: noIds }
  let above = lifted
  /** Left out of the tiles on the page; then what has been asked for since. */
  let left = noIds
  let asked: { readonly seq: number; readonly hidden: ReadonlySet<ShapeId> }[] = []
  let latestHidden = noIds
  let silence: ReturnType<typeof setTimeout> | undefined
  let cancelIdle: () => void = () => undefined

  const post = (message: ToWorker): void => worker.postMessage(message)

  const listen = (ms: number, then: () => void): void => {
    clearTimeout(silence)
    silence = setTimeout(then, ms)
  }

  /** An answer is due: one that paints for long or waits for a zoom to end still says so when it is asked. */
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
    if (Object.keys(news).length === 0) return
    if (shownSeq === seq) expectAnswer()
    seq += 1
    if (news.hidden !== undefined) asked.push({ seq, hidden: latestHidden })
    post({ kind: 'news', seq, ...news })
    news = {}
  }

  const feedOn = (): void => {
    const shapes = feed.nextPiece()
    if (shapes === null) {
      fed = true
      options.wake()
      return
    }
    seq += 1
    post({ kind: 'news', seq, shapes })
    cancelIdle = options.whenIdle(feedOn)
  }

  const putTiles = ({ scale, tiles }: FromWorker & { kind: 'frame' }): void => {
    const laid: LaidTile[] = []
    for (const { column, row, image } of tiles) {
      if (keep === null || keep.scale !== scale || isInRange(keep, column, row))
        laid.push({ column, row, canvas: bitmaps.show(image, board.at(scale, column, row)) })
      else image.close()
    }
    board.put(scale, laid)
  }

  const putOverview = (painted: PaintedOverview | null): void => {
    if (painted !== null) overviewCanvas = bitmaps.show(painted.image, overviewCanvas)
    board.setOverview(
      painted === null || overviewCanvas === undefined ? null : { ...painted, canvas: overviewCanvas },
    )
  }

  const takeFrame = (frame: FromWorker & { kind: 'frame' }): void => {
    const wasComplete = board.isComplete()
    putTiles(frame)
    if (frame.overview !== undefined) putOverview(frame.overview)
    shownSeq = frame.seq
    const seen = asked.filter((one) => one.seq <= shownSeq).at(-1)
    asked = asked.filter((one) => one.seq > shownSeq)
    if (seen !== undefined) {
      left = seen.hidden
      options.touch()
    }
    if (shownSeq < seq) expectAnswer()
    else clearTimeout(silence)
    if (!wasComplete || seen !== undefined || !board.isShown()) options.wake()
  }

  const sendFile = async (assetId: string): Promise<void> => {
    const file = await images.load(assetId).catch(() => null)
    post({ kind: 'file', assetId, file })
  }

  worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
    if (data.kind === 'frame') takeFrame(data)
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
      view = next
      const wanted = keptRange(next)
      board.setView(next)
      if (keep !== null && sameRange(keep, wanted)) return
      keep = wanted
      board.prune(keep)
      news.look = { view: next, keep }
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
      lifted = next
      if (sameIds(next.hidden, latestHidden)) return
      latestHidden = next.hidden
      news.hidden = [...next.hidden]
    },
    above() {
      above = showAbove(lifted, {
        left: sameIds(left, lifted.hidden) ? lifted.hidden : left,
        before: above,
        get: (id) => scene.lookup.get(id),
      })
      return above
    },
    frame() {
      flush()
      board.place()
      return false
    },
    begin: board.show,
    isSettled: () => fed && shownSeq === seq && Object.keys(news).length === 0 && board.isComplete(),
    destroy() {
      cancelIdle()
      clearTimeout(silence)
      unsubscribeImages()
      unsubscribePort()
      worker.terminate()
      board.element.remove()
    },
  }
  post({ kind: 'begin', theme: options.theme, fonts: pageFonts() })
  cancelIdle = options.whenIdle(feedOn)
  return ground
}
